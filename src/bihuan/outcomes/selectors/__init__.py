"""Reads of outcomes: who sees what, changes of indicators, sums of actions and help, figures."""
