"""建制: what remains when the campaign is over: regulations, indicators, special actions, contact points, targets."""
