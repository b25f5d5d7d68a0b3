"""Keeping the words that the search knows true: called by the services that write them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from bihuan.ledger.models import Issue, IssueWords, Measure, ProgressReport
from bihuan.ledger.search import TABLE, plain, terms
from bihuan.ledger.services.copying import write_rows

TOGETHER = 500
"""Issues whose words are read and written at a time."""


@dataclass(frozen=True)
class WordsDue:
    """Argument of the job that reads words: issues of a batch, or, None, all that have none yet."""

    batch: int | None = None


def keep_words_of_new(issue: Issue) -> None:
    """The words of an issue that was just registered and has nothing but its own line."""
    _write({issue.pk: _joined([issue.title, issue.original_text, issue.goal])})


def keep_words(issues: Sequence[int]) -> None:
    """Read the words of these issues again. Call inside the transaction that changed them."""
    old = dict(IssueWords.objects.filter(pk__in=issues).values_list("pk", "text"))
    new = _words_of(issues)
    changed = {pk: text for pk, text in new.items() if old.get(pk) != text}
    _forget({pk: old[pk] for pk in changed if pk in old})
    IssueWords.objects.filter(pk__in=changed).delete()
    _write(changed)


def read_missing_words(due: WordsDue) -> int:
    """Read the words of issues that have none, some hundreds per transaction; how many they were."""
    count = 0
    missing = Issue.objects.filter(words__isnull=True).order_by("pk")
    if due.batch is not None:
        missing = missing.filter(batch=due.batch)
    while some := list(missing.values_list("pk", flat=True)[:TOGETHER]):
        with transaction.atomic():
            keep_words(some)
        count += len(some)
    return count


def forget_all_words() -> None:
    """Empty the index, so that it can be built anew."""
    with transaction.atomic(), connection.cursor() as cursor:
        IssueWords.objects.all().delete()
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('delete-all')")  # noqa: S608 - a name of ours
        else:
            cursor.execute(f"TRUNCATE {TABLE}")


def _words_of(issues: Sequence[int]) -> dict[int, str]:
    lines: dict[int, list[str]] = defaultdict(list)
    for pk, *own in Issue.objects.filter(pk__in=issues).values_list("pk", "title", "original_text", "goal"):
        lines[pk] += own
    for parts in (Measure.objects.order_by("position"), ProgressReport.objects.order_by("pk")):
        for pk, text in parts.filter(issue__in=issues).values_list("issue_id", "text"):
            lines[pk].append(text)
    return {pk: _joined(some) for pk, some in lines.items()}


def _joined(lines: Iterable[str]) -> str:
    """One line each, once: most titles are the beginning of the original wording."""
    kept: list[str] = []
    for line in map(plain, lines):
        if line and not any(line in other for other in kept):
            kept = [*(other for other in kept if other not in line), line]
    return "\n".join(kept)


def _write(words: dict[int, str]) -> None:
    write_rows(IssueWords, ("issue_id", "text"), words.items())
    if connection.vendor == "sqlite":
        _send(f"INSERT INTO {TABLE}(rowid, g) VALUES (%s, %s)", words)  # noqa: S608 - a name of ours
    else:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE}(issue_id, grams) VALUES (%s, array_to_tsvector(%s::text[]))"  # noqa: S608 - see above
                " ON CONFLICT (issue_id) DO UPDATE SET grams = excluded.grams",
                [(pk, terms(text)) for pk, text in words.items()],
            )


def _forget(words: dict[int, str]) -> None:
    """A table without content is told what it held; the other one is overwritten."""
    if connection.vendor == "sqlite" and words:
        _send(f"INSERT INTO {TABLE}({TABLE}, rowid, g) VALUES ('delete', %s, %s)", words)  # noqa: S608 - a name of ours


def _send(statement: str, words: dict[int, str]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(pk, " ".join(terms(text))) for pk, text in words.items()])
