"""What day it is for a deadline: the local day of the office, not of the server."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, with its time zone."""
    return timezone.now()


def today() -> date:
    """The local calendar day."""
    return timezone.localdate()
