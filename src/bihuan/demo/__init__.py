"""Demonstration campaigns, built through the ordinary services from the figures of two real reports.

Nothing here is a result: sessions, voices, issues and visits are entered, and the figures come out of the selectors.
"""
