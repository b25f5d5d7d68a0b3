"""Units and accounts from Excel: a dry run that says everything in words, then one service call.

A plan is made from the file and the tree as it stands. With a single fault nothing is imported. Rows that are there
already are left alone, so that the same file may be sent again.
"""

from bihuan.people.imports.people import plan_people
from bihuan.people.imports.plan import Plan
from bihuan.people.imports.units import plan_units

__all__ = ["Plan", "plan_people", "plan_units"]
