"""What is told about an issue: plain data, frozen as canonical JSON, with persons and small groups taken out.

No person is named: units, dates, quantities and results only. Every text goes through `redaction`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bihuan.campaigns.selectors import policy_of
from bihuan.common.text import canonical, digest
from bihuan.ledger.models import Issue, Target
from bihuan.ledger.selectors import approved_plan, head_count
from bihuan.publication.models import Publication
from bihuan.publication.redaction import Kind, redact
from bihuan.supervision.models import Verification
from bihuan.supervision.selectors.closing import notice_period, passed_verification, planned_notice
from bihuan.supervision.selectors.satisfaction import tally

HEADS = ("人", "名", "位", "户")
"""Measures of quantity that count people; a quantity of few people would point at them."""

ANSWERS = ("satisfied", "dissatisfied", "silent", "unreachable")


@dataclass(frozen=True, slots=True)
class Masked:
    """What was masked, and in which text."""

    where: str
    kind: Kind


@dataclass(slots=True)
class Draft:
    """What would be published now: the data, and what was masked in it."""

    data: dict[str, Any] = field(default_factory=dict)
    masked: list[Masked] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its one spelling."""
        return canonical(self.data)

    @property
    def sha256(self) -> str:
        """The digest under which it is published."""
        return digest(self.text)

    def words(self, text: str, *, where: str) -> str:
        """A text as it may be published; what was masked is noted for the preview."""
        redacted = redact(text)
        self.masked += [Masked(where, kind) for kind in redacted.masked]
        return redacted.text


def drafted(issue: Issue, *, kind: str, scope: str) -> Draft:
    """Everything that would be told within a scope, as of now."""
    draft, plan = Draft(), approved_plan(issue)
    draft.data = {
        "kind": kind,
        "scope": scope,
        "campaign": issue.campaign.name,
        "number": issue.label,
        "title": draft.words(issue.title, where=_("Issue")),
        "category": issue.category.name if issue.category else "",
        "lead_unit": str(issue.lead_unit),
        "supporting_units": [str(row.unit) for row in issue.supporting.select_related("unit").order_by("pk")],
        "deadline": draft.words(issue.deadline_text, where=_("Deadline")),
        "standard": draft.words(plan.standard if plan else "", where=_("Standard of acceptance")),
        "measures": [
            {
                "text": draft.words(measure.text, where=_("Measure %(n)s") % {"n": measure.position}),
                "done_on": str(measure.done_on or ""),
            }
            for measure in issue.measures.order_by("position")
        ],
        "targets": list(_targets(issue)),
        "verified_on": _verified_on(issue),
        "voices": _voices(issue),
        "notice": _notice(issue) if kind == Publication.Kind.NOTICE else None,
        "closed": _closed(issue) if kind == Publication.Kind.RESULT else None,
    }
    return draft


def _targets(issue: Issue) -> Iterator[dict[str, str]]:
    least = policy_of(issue.campaign).small_group
    for target in issue.targets.select_related("unit").order_by("pk"):
        few = _counts_people(target) and target.goal < least
        yield {
            "unit": str(target.unit),
            "done": "" if few else _plain(target.done),
            "goal": "" if few else _plain(target.goal),
            "in": target.measured_in,
        }


def _counts_people(target: Target) -> bool:
    return target.measured_in.strip().endswith(HEADS)


def _plain(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}"


def _verified_on(issue: Issue) -> str:
    verification: Verification | None = passed_verification(issue)
    return str(localdate(verification.at)) if verification else ""


def _voices(issue: Issue) -> dict[str, int | None]:
    """How many raised it and what they answered. None is a number that is not told."""
    least, count = policy_of(issue.campaign).small_group, tally(issue)
    told = untold({name: getattr(count, name) for name in ANSWERS}, least=least)
    people = head_count(issue).people
    return {"people": people if people == 0 or people >= least else None, **told}


def untold(counts: Mapping[str, int], *, least: int) -> dict[str, int | None]:
    """Counts without those of small groups. If only one is left out, the next smallest goes too: no subtraction."""
    told: dict[str, int | None] = {name: n if n == 0 or n >= least else None for name, n in counts.items()}
    if sum(value is None for value in told.values()) == 1:
        others = [name for name, value in told.items() if value]
        if others:
            told[min(others, key=lambda name: counts[name])] = None
    return told


def _notice(issue: Issue) -> dict[str, str | int]:
    period = notice_period(issue) or planned_notice(issue)
    return {"opens": str(period.opens_on), "ends": str(period.ends_on), "workdays": period.workdays}


def _closed(issue: Issue) -> dict[str, str]:
    closure = issue.closures.filter(cycle=issue.cycle).first()
    return {"on": str(closure.closed_on), "certificate": closure.sha256} if closure else {"on": "", "certificate": ""}


# ---------------------------------------------------------------- reading a snapshot


def said(publication: Publication) -> dict[str, Any]:
    """The data of a frozen snapshot."""
    data: dict[str, Any] = json.loads(publication.snapshot)
    return data


def as_lines(data: Mapping[str, Any]) -> list[str]:
    """A snapshot as lines of text: what is compared before a new version is published, and what a feed tells."""
    return list(_lines(data))


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"{data['number']} {data['title']}"
    yield _("Lead unit: %(unit)s") % {"unit": data["lead_unit"]}
    if data["supporting_units"]:
        yield _("Supporting units: %(units)s") % {"units": "、".join(data["supporting_units"])}
    yield _("Deadline: %(words)s") % {"words": data["deadline"]}
    yield _("Standard of acceptance: %(words)s") % {"words": data["standard"]}
    for number, measure in enumerate(data["measures"], start=1):
        yield _("Measure %(n)s: %(text)s %(day)s") % {"n": number, "text": measure["text"], "day": measure["done_on"]}
    for target in data["targets"]:
        yield f"{target['unit']}：{target['done'] or '—'} / {target['goal'] or '—'} {target['in']}"
    yield _("Verified on %(day)s") % {"day": data["verified_on"]}
    yield voices_line(data["voices"])
    if data["notice"]:
        yield _("Notice from %(opens)s to %(ends)s, %(workdays)s working days") % data["notice"]
    if data["closed"]:
        yield _("Closed on %(on)s, certificate %(certificate)s") % data["closed"]


def voices_line(voices: Mapping[str, int | None]) -> str:
    """Who raised it and what they answered, as a sentence; small numbers are not told."""
    if not voices["people"] and not any(voices.values()) and None not in voices.values():
        return _("Found by an inspection; nobody was asked.")
    if voices["people"] != 0 and not any(voices[name] != 0 for name in ANSWERS):
        return _("Raised by %(people)s people; not asked yet.") % {"people": _few(voices["people"])}
    shown = {name: _few(value) for name, value in voices.items()}
    return (
        _(
            "Raised by %(people)s people. Satisfied %(satisfied)s, not satisfied %(dissatisfied)s, "
            "no answer %(silent)s, unreachable %(unreachable)s. No answer does not count as satisfied."
        )
        % shown
    )


def _few(count: int | None) -> int | str:
    return _("few") if count is None else count
