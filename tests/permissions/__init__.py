"""Who finds a page and who may do what: every URL, every member of the cast."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()  # for `python -m tests.permissions.matrix`: the lines stand beside the stage, which imports tables
