"""The nightly reading of a campaign's records for hints. Each part reads what is new since the last night.

A part is one transaction with its own bookmark, so a worker that dies reads a part again and raises nothing twice
(`Hint.key`). Nobody is told and nothing follows: hints wait on the desk.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from PIL import Image

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.clock import now
from bihuan.common.workflow import lock
from bihuan.files.kinds import PICTURES
from bihuan.files.models import StoredFile
from bihuan.files.selectors import path_of
from bihuan.ledger.models import Evidence, EvidenceRevision, Issue, Measure, ProgressReport
from bihuan.people.models import Unit
from bihuan.supervision.events.hints import HintFound
from bihuan.supervision.models import Hint, HintReading, PicturePrint
from bihuan.supervision.selectors import hints as records
from bihuan.supervision.services.hints import about
from bihuan.triage.formalism.answers import replies_elsewhere
from bihuan.triage.formalism.counting import impossible_hundreds, massed_closings
from bihuan.triage.formalism.dated import Dated, day_inside, evidence_before_plan
from bihuan.triage.formalism.finding import Finding
from bihuan.triage.formalism.photos import Photo, same_photos
from bihuan.triage.formalism.prints import Print, opened, print_of
from bihuan.triage.formalism.texts import Result, copied_texts, repeated_plans

Row = Measure | ProgressReport


@dataclass(frozen=True, slots=True)
class Side:
    """One half of a proof as it stood when it was found; `revision` names the evidence that shows it."""

    unit: str
    title: str
    on: str = ""
    words: str = ""
    revision: int = 0

    def plain(self) -> dict[str, Any]:
        return {"unit": self.unit, "title": self.title, "on": self.on, "words": self.words, "revision": self.revision}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the unit and issue that it concerns and the halves of its proof."""

    finding: Finding
    unit: int
    issue: int | None = None
    sides: tuple[Side, ...] = ()
    key: str = ""


def find_hints(campaign: Campaign) -> int:
    """Read everything that is new; returns how many hints were raised. Run by the clock."""
    parts = (_from_texts, _from_files, _from_figures)
    return sum(part(campaign) for part in parts)


@act
def _from_texts(campaign: Campaign) -> int:
    """Measures of plans handed in, and progress reports: copied, or only repeated."""
    reading, moment = _reading(campaign), now()
    measures = list(records.measures_between(campaign, reading.plans_until, moment))
    reports = list(records.reports_of(campaign, after=reading.report))
    old: list[Row] = [*records.reports_of(campaign).filter(pk__lte=reading.report)]
    if reading.plans_until:
        old.extend(records.measures_between(campaign, None, reading.plans_until))
    every: list[Row] = [*old, *measures, *reports]
    rows = {records.as_text(row).id: row for row in every}
    new = [*map(records.as_text, measures), *map(records.as_text, reports)]
    fresh = {text.id for text in new}
    earlier = [records.as_text(row) for row in old if records.as_text(row).id not in fresh]
    found = (*copied_texts(new, earlier), *repeated_plans(list(_results(reports))))
    raised = _raise(campaign, (_about_rows(one, rows) for one in found))
    reading.plans_until = moment
    reading.report = max((row.pk for row in reports), default=reading.report)
    reading.save()
    return raised


def _results(reports: Iterable[ProgressReport]) -> Iterator[Result]:
    for report in reports:
        measures = list(report.issue.measures.order_by("position"))
        if measures:
            words = "\n".join(measure.text for measure in measures)
            yield Result(f"p{report.pk}", str(report.issue.lead_unit), report.text, f"m{measures[0].pk}", words)


def _about_rows(finding: Finding, rows: Mapping[str, Row]) -> Found:
    """A hint about texts: both of them as they stand."""
    first = rows[finding.ids[0]]
    sides = [_side_of_text(rows[key]) if key in rows else None for key in finding.ids]
    if finding.kind == Hint.Kind.RESULT_LIKE_PLAN:
        words = "\n".join(measure.text for measure in first.issue.measures.order_by("position"))
        sides = [sides[0], Side(str(first.issue.lead_unit), f"{first.issue.label} 整改措施", words=words)]
    kept = tuple(side for side in sides if side)
    return Found(finding, first.issue.lead_unit_id or 0, first.issue_id, kept)


def _side_of_text(row: Row) -> Side:
    report = isinstance(row, ProgressReport)
    title = f"{row.issue.label} {'进展报告' if report else '整改措施'}"
    on = row.on.isoformat() if isinstance(row, ProgressReport) else ""
    return Side(str(row.issue.lead_unit), title, on, row.text)


@act
def _from_files(campaign: Campaign) -> int:
    """Evidence: photographs handed in before, and results older than their plan."""
    reading = _reading(campaign)
    rows = {f"e{row.pk}": row for row in records.files_of(campaign)}
    new = {key: row for key, row in rows.items() if row.pk > reading.revision}
    pictures = {key: print_ for key, row in rows.items() if (print_ := _print(row.file)) is not None}
    photos = {key: _photo(key, rows[key], print_) for key, print_ in pictures.items()}
    open_photo = lru_cache(64)(lambda key: _opened(rows[key].file))
    found = [
        *same_photos(
            [photo for key, photo in photos.items() if key in new],
            [photo for key, photo in photos.items() if key not in new],
            open_photo,
        ),
        *evidence_before_plan(list(_dated(new))),
    ]
    raised = _raise(campaign, (_about_files(one, rows) for one in found))
    reading.revision = max((row.pk for row in rows.values()), default=reading.revision)
    reading.save()
    return raised


def _print(file: StoredFile | None) -> Print | None:
    """The print of a picture, computed when it is first met; None for what is no picture or has been lost."""
    if file is None or file.media_type not in PICTURES:
        return None
    kept = PicturePrint.objects.filter(file=file).first() if not hasattr(file, "picture_print") else file.picture_print
    if kept is None:
        try:
            hashes = bytes(print_of(opened(path_of(file))))
        except ValueError:
            hashes = b""
        kept, _made = PicturePrint.objects.get_or_create(file=file, defaults={"hashes": hashes})
    return Print.from_bytes(bytes(kept.hashes)) if kept.hashes else None


def _opened(file: StoredFile | None) -> Image.Image:
    if file is None:
        raise ValueError("no file")
    return opened(path_of(file))


def _photo(key: str, row: EvidenceRevision, print_: Print) -> Photo:
    return Photo(key, _unit_of(row).name, str(row.evidence.measure_id), row.sha256, print_, row.evidence.title)


def _unit_of(row: EvidenceRevision) -> Unit:
    unit: Unit | None = row.evidence.unit or row.issue.lead_unit
    if unit is None:
        raise ValueError(f"evidence {row.evidence_id} belongs to no unit")
    return unit


def _dated(rows: Mapping[str, EvidenceRevision]) -> Iterator[Dated]:
    """Evidence of results, each with what its name says and what the file carries inside."""
    for key, row in rows.items():
        day = records.planned_on(row)
        if day is None or row.evidence.kind != Evidence.Kind.RESULT or row.file is None:
            continue
        words = "；".join(filter(None, (row.evidence.title, row.note, row.file.name)))
        yield Dated(key, _unit_of(row).name, words, day, _inside(row.file))


def _inside(file: StoredFile) -> date | None:
    """The day inside a document. Pictures have none: what the camera wrote is taken out when they are stored."""
    place = path_of(file)
    return day_inside(place) if file.media_type not in PICTURES and place.exists() else None


def _about_files(finding: Finding, rows: Mapping[str, EvidenceRevision]) -> Found:
    first = rows[finding.ids[0]]
    sides = tuple(_side_of_file(rows[key]) for key in finding.ids if key in rows)
    return Found(finding, _unit_of(first).pk, first.issue_id, sides)


def _side_of_file(row: EvidenceRevision) -> Side:
    day = row.at.date().isoformat()
    return Side(str(_unit_of(row)), f"{row.issue.label} {row.evidence.title}", day, row.note, row.pk)


@act
def _from_figures(campaign: Campaign) -> int:
    """Closings, replies and rates: read whole each time, for they only mean something together."""
    closings, days = records.closings_of(campaign)
    replies = list(records.replies_of(campaign))
    issues = {reply.id: issue for reply, issue in replies}
    asked = {reply.id: reply for reply, _issue in replies}
    found: list[Found] = [
        Found(one, int(one.unit[1:]), key=f"{one.unit}:{one.proof.get('day', one.proof.get('what'))}")
        for one in (*massed_closings(closings, days), *impossible_hundreds(list(records.rates_of(campaign))))
    ]
    for one in replies_elsewhere([reply for reply, _issue in replies]):
        reply = asked[one.ids[0]]
        sides = (Side("", "答复", words=reply.answer), Side("", "所问", words=reply.question))
        found.append(Found(one, int(one.unit[1:]), issues[reply.id], sides))
    return _raise(campaign, found)


def _reading(campaign: Campaign) -> HintReading:
    reading, _made = HintReading.objects.get_or_create(campaign=campaign)
    return lock(reading)


def _raise(campaign: Campaign, found: Iterable[Found]) -> int:
    """Write the hints that nobody has seen yet, each with its fact."""
    known = set(Hint.objects.filter(campaign=campaign).values_list("kind", "key"))
    raised = 0
    for one in found:
        key = one.key or ":".join(one.finding.ids)
        if (one.finding.kind, key) in known:
            continue
        known.add((one.finding.kind, key))
        hint = Hint.objects.create(
            campaign=campaign,
            unit=Unit.objects.get(pk=one.unit),
            issue=Issue.objects.get(pk=one.issue) if one.issue else None,
            kind=one.finding.kind,
            key=key,
            reason=one.finding.reason,
            proof={**one.finding.proof, "sides": [side.plain() for side in one.sides]},
            found_on=day_of(campaign),
        )
        record(HintFound(**about(hint)), by=None)
        raised += 1
    return raised
