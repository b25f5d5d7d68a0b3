"""A heading with what stands under it → one draft record."""

import re
from dataclasses import dataclass

from bihuan.documents.deadlines import Deadline, DeadlineWords, noted
from bihuan.documents.ground import Ground
from bihuan.documents.items import numbered, split_items, unnumbered
from bihuan.documents.model import NONE_NAMED, NOTHING, DraftRecord, Field, Meaning
from bihuan.documents.prose.brackets import RoleBracket, role_brackets
from bihuan.documents.prose.headings import Heading
from bihuan.documents.prose.labels import Labelled, Parts, read_parts
from bihuan.documents.prose.outline import Line
from bihuan.documents.prose.progress import read_status
from bihuan.documents.prose.sentences import AT_ONCE, LASTING, deadline_phrase
from bihuan.documents.roles import Units, read_persons, read_units
from bihuan.documents.words import is_none, meant, tidy, without_stop

REQUEST = re.compile(r"^[^。，,]{2,14}(?:请求|申请|建议|希望|反映|提出)[，,]?")
OPINION = re.compile(
    r"^(?P<units>[^：:，,。]{2,30}?)(?:会同[^：:，,。]{2,16}?)?(?:认真)?(?:研究)?"
    r"(?:提出(?:了)?(?:以下|如下)?(?:办理)?(?:意见)?|(?:的)?(?:办理)?(?:意见|答复|回复))(?:如下)?\s*[:：]\s*(?P<rest>.*)$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class IssueText:
    """Reads the fields of one issue from its lines."""

    heading: Heading
    ground: Ground

    def record(self) -> DraftRecord:
        """The draft record."""
        parts = read_parts(self.heading.rest)
        status, loose = read_status(parts, parts.loose)
        brackets, loose = self._brackets(loose)
        loose, opinion = _opinion(loose)
        measures = self._measures(parts, brackets, loose, status)
        deadline = self._deadline(parts, brackets, measures)
        units = self._units(parts, brackets, opinion)
        at = self.heading.line.position
        return DraftRecord(
            position=at,
            problem=Field(self.heading.problem, (at,), 0.9),
            no=Field(self.heading.line.number or None, (at,)),
            outside_numbers=tuple((label, Field(number, (at,))) for label, number in self.heading.outside_numbers),
            category=self._category(),
            lead_unit=Field(units.lead, (at,), 0.85) if units.lead else NOTHING,
            responsible_units=Field(units.responsible, (at,), 0.9) if units.responsible else NONE_NAMED,
            cooperating_units=Field(units.cooperating, (at,), 0.9) if units.cooperating else NONE_NAMED,
            responsible_persons=_persons(parts),
            deadline_text=deadline.text,
            deadline_date=deadline.date,
            goal=_text_of(parts.first(Meaning.GOAL)),
            measures=measures,
            supervising_unit=_text_of(parts.first(Meaning.SUPERVISING)),
            acceptance_unit=_text_of(parts.first(Meaning.ACCEPTANCE)),
            progress_status=status,
            progress_text=_text_of(parts.first(Meaning.PROGRESS)),
            evidence=_text_of(parts.first(Meaning.EVIDENCE)),
            amount=_text_of(parts.first(Meaning.AMOUNT)),
            kind=_text_of(parts.first(Meaning.KIND)),
            source=_text_of(parts.first(Meaning.SOURCE)),
        )

    def _category(self) -> Field[str | None]:
        above = self.heading.above
        return Field(above.whole.rstrip("。"), (above.position,), 0.9) if above else NOTHING

    def _brackets(self, loose: list[Line]) -> tuple[list[RoleBracket], list[Line]]:
        """Role brackets in the loose lines; what they speak of is no longer loose.

        A line that ends in a role bracket ends the issue: paragraphs behind it speak of the whole document.
        """
        found: list[RoleBracket] = []
        left: list[Line] = []
        for line in loose:
            brackets, after = role_brackets(line.text, leads_by_order=self.ground.first_leads)
            found += brackets
            if not brackets:
                left.append(line)
            elif after:
                left.append(Line(after, after, line.position))
            else:
                break
        return found, left

    def _measures(
        self, parts: Parts, brackets: list[RoleBracket], loose: list[Line], status: Field[str | None]
    ) -> Field[tuple[str, ...]]:
        labelled = parts.all(Meaning.MEASURES)
        if labelled:
            items = [item for each in labelled for item in split_items(each.text)]
            return Field(tuple(items), tuple(each.position for each in labelled), 0.95)
        texts = [bracket.text for bracket in brackets] + [line.text for line in loose]
        progress = parts.first(Meaning.PROGRESS)
        if not any(texts) and progress and without_stop(progress.text) != status.value:
            texts = [progress.text]  # where nothing else is told, what was done stands for the measures
        items = [item for text in texts for item in _told(text)]
        return Field(tuple(items), (self.heading.line.position,), 0.8) if items else NONE_NAMED

    def _units(self, parts: Parts, brackets: list[RoleBracket], opinion: Units) -> Units:
        by_order = self.ground.first_leads
        leads = [read_units(each.text) for each in parts.all(Meaning.LEAD_UNIT)]
        named = [read_units(each.text, first_leads=by_order) for each in parts.all(Meaning.UNITS)]
        helping = [read_units(each.text) for each in parts.all(Meaning.COOPERATING)]
        all_named = [*leads, *named, *(bracket.units for bracket in brackets), opinion]
        lead = leads[0].responsible[0] if leads and leads[0].responsible else None
        lead = lead or next((units.lead for units in all_named if units.lead), None)
        responsible = tuple(dict.fromkeys(name for units in all_named for name in units.responsible))
        cooperating = [name for units in all_named for name in units.cooperating]
        cooperating += [name for units in helping for name in units.responsible]
        return Units(responsible, tuple(name for name in dict.fromkeys(cooperating) if name not in responsible), lead)

    def _deadline(self, parts: Parts, brackets: list[RoleBracket], measures: Field[tuple[str, ...]]) -> Deadline:
        """The labelled deadline; without one, what a report of progress or the only measure promises."""
        words: DeadlineWords | None = None
        if labelled := parts.first(Meaning.DEADLINE):
            text = without_stop(meant(labelled.text) or "")
            words = DeadlineWords(text, labelled.position, 0.95) if text else None
        elif bracketed := next((bracket.deadline for bracket in brackets if bracket.deadline), None):
            words = DeadlineWords(bracketed, self.heading.line.position, 0.85)
        else:
            words = self._promised(parts, measures)
        return noted(words)

    def _promised(self, parts: Parts, measures: Field[tuple[str, ...]]) -> DeadlineWords | None:
        progress = parts.first(Meaning.PROGRESS) or parts.first(Meaning.STATUS)
        if progress and (lasting := LASTING.search(progress.text) or AT_ONCE.search(progress.text)):
            return DeadlineWords(lasting[0], progress.position, 0.6)
        texts = [progress.text] if progress else []
        texts += list(measures.value) if len(measures.value) == 1 else []
        for text in texts:
            if phrase := deadline_phrase(text):
                return DeadlineWords(
                    phrase, measures.positions[0] if measures.positions else self.heading.line.position, 0.6
                )
        return None


def _text_of(labelled: Labelled | None) -> Field[str | None]:
    text = without_stop(meant(labelled.text) or "") if labelled else ""
    return Field(text, (labelled.position,), 0.95) if labelled and text else NOTHING


def _persons(parts: Parts) -> Field[tuple[str, ...]]:
    named = parts.all(Meaning.LEADER, Meaning.PERSONS)
    persons = tuple(dict.fromkeys(name for each in named for name in read_persons(without_stop(each.text))))
    return Field(persons, tuple(each.position for each in named), 0.95) if persons else NONE_NAMED


def _opinion(loose: list[Line]) -> tuple[list[Line], Units]:
    """Letters of reply: who gave the opinion; what was asked for is no measure."""
    left: list[Line] = []
    units = Units()
    for index, line in enumerate(loose):
        if not units.responsible and (found := OPINION.match(line.text)):
            units = read_units(found["units"], first_leads=True)
            if found["rest"].strip():
                left.append(Line(found["rest"], found["rest"], line.position))
        elif index > 0 or not REQUEST.match(line.text):
            left.append(line)
    return left, units


def _told(text: str) -> list[str]:
    """Measures told in prose: numbered items, else the text as a whole."""
    if is_none(text):
        return []
    items = [item for part in numbered(text) if (item := without_stop(tidy(part)))]
    return items or [without_stop(tidy(unnumbered(text)))]
