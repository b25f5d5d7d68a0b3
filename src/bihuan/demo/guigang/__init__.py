"""The second demonstration: a city bureau that consolidates and looks back, 2006."""
