"""Bihuan 闭环: one platform for the whole loop of a rectification campaign."""

__version__ = "0.1.0"
