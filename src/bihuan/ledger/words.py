"""Short words of the ledger's pages: what a deadline says besides its day."""

from django.utils.translation import pgettext_lazy

from bihuan.ledger.models import Issue
from bihuan.timetable.vocabulary import Flag

FLAGS = {
    Flag.IMMEDIATE: pgettext_lazy("deadline", "at once"),
    Flag.LONG_TERM: pgettext_lazy("deadline", "long term"),
    Flag.RECURRING: pgettext_lazy("deadline", "recurring"),
    Flag.RELATIVE: pgettext_lazy("deadline", "relative"),
    Flag.CONDITIONAL: pgettext_lazy("deadline", "conditional"),
    Flag.SOFT: pgettext_lazy("deadline", "leaves room"),
    Flag.NO_YEAR: pgettext_lazy("deadline", "no year in the original"),
    Flag.RANGE: pgettext_lazy("deadline", "last day of a period"),
    Flag.STAGES: pgettext_lazy("deadline", "in stages"),
    Flag.OPEN: pgettext_lazy("deadline", "open end"),
    Flag.AMBIGUOUS: pgettext_lazy("deadline", "two readings, to be confirmed"),
    Flag.NEEDS_REVIEW: pgettext_lazy("deadline", "a person must set a review date"),
}
"""In the order in which they are shown."""


def deadline_words(issue: Issue) -> str:
    """The parsed day and what the words say besides it: 2014-05-31 · 原文无年份."""
    flags = issue.flags
    said = [str(word) for flag, word in FLAGS.items() if flag in flags]
    return " · ".join(([issue.deadline.isoformat()] if issue.deadline else []) + said)
