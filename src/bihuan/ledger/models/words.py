"""The words of an issue, in the form in which they are searched."""

from django.db import models

from bihuan.ledger.models.issue import Issue


class IssueWords(models.Model):
    """Title, original wording, goal, measures and reports of an issue in one spelling (`search.plain`).

    Beside it, in a table that each database has its own form of (`search.TABLE`), stand the pairs of characters in
    them. Rows are written by `services.wording`, never by hand; an issue without one is found by its number only.
    """

    issue = models.OneToOneField(Issue, models.CASCADE, primary_key=True, related_name="words")
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:40]
