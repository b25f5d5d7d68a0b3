"""Typing paper in: a line per form, a word per question; numbers as they are printed beside the answers."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bihuan.opinions.models import Item, Option, Question
from bihuan.opinions.policies.questionnaires import LONGEST_ANSWER
from bihuan.opinions.selectors.questionnaires.paper import Asked, Paper
from bihuan.opinions.services.questionnaires.urn import Filled

NOTHING = ("", "-", "0")
"""How an empty place on the paper is typed."""


class PapersForm(forms.Form):
    """Forms that came back on paper. After validation `papers` are the answers."""

    papers: list[Filled]

    lines = forms.CharField(
        label=_("One line per form"),
        help_text=_(
            "For each question the number of the answer, with a blank between; several answers as 1+3; - where nothing "
            "is ticked. Words go last, after a tab. A table can be pasted from a sheet."
        ),
        widget=forms.Textarea(attrs={"rows": 14, "autofocus": True, "spellcheck": "false"}),
    )

    def __init__(self, paper: Paper, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paper = paper

    def clean_lines(self) -> str:
        text: str = self.cleaned_data["lines"]
        wrong: list[str] = []
        self.papers = []
        for number, line in enumerate((line for line in text.splitlines() if line.strip()), start=1):
            try:
                self.papers.append(read_line(self.paper, line))
            except ValueError as fault:
                wrong.append(gettext("Line %(number)s: %(fault)s") % {"number": number, "fault": fault})
        if wrong:
            raise ValidationError(wrong[:20])
        return text


def columns(paper: Paper) -> list[tuple[str, Asked, Item | None]]:
    """What each word of a line stands for: its heading, its question, and the thing of a matrix."""
    found: list[tuple[str, Asked, Item | None]] = []
    for asked in paper.asked:
        number = asked.question.position
        found += [
            (f"{number}.{item.position}" if item else f"{number}", asked, item) for item in asked.items or (None,)
        ]
    return found


def read_line(paper: Paper, line: str) -> Filled:
    """One form.

    Raises:
        ValueError: with the sentence that says which word cannot be right.
    """
    places = columns(paper)
    written = [place for place in places if place[1].question.kind == Question.Kind.TEXT]
    cells = [cell.strip() for cell in line.split("\t")] if "\t" in line else line.split()
    if "\t" in line and len(cells) < len(places) and len(cells[0].split()) > 1:
        cells = [*cells[0].split(), *cells[1:]]  # numbers with blanks, then words after a tab
    if not len(places) - len(written) <= len(cells) <= len(places):
        words = gettext("%(found)s answers where the form has %(wanted)s; write - for an empty one.")
        raise ValueError(words % {"found": len(cells), "wanted": len(places)})
    choices: list[tuple[Question, Item | None, Option]] = []
    texts: list[tuple[Question, str]] = []
    ordered = places if len(cells) == len(places) else [one for one in places if one not in written]
    for cell, (heading, asked, item) in zip(cells, ordered, strict=True):
        if cell in NOTHING:
            continue
        if asked.question.kind == Question.Kind.TEXT:
            texts.append((asked.question, cell[:LONGEST_ANSWER]))
        else:
            choices += [(asked.question, item, option) for option in _options(cell, heading, asked)]
    return Filled(choices, texts)


def _options(cell: str, heading: str, asked: Asked) -> Iterator[Option]:
    by_place = {str(option.position): option for option in asked.options}
    ticked: Sequence[str] = list(dict.fromkeys(cell.replace("，", "+").replace(",", "+").split("+")))
    for one in ticked:
        if one not in by_place:
            words = gettext("question %(question)s has no answer %(answer)s; its answers are 1 to %(most)s.")
            raise ValueError(words % {"question": heading, "answer": one, "most": len(asked.options)})
    several = asked.question.kind == Question.Kind.MULTIPLE
    if len(ticked) > 1 and (not several or any(by_place[one].exclusive for one in ticked)):
        words = gettext("question %(question)s takes one answer here, and %(count)s are written.")
        raise ValueError(words % {"question": heading, "count": len(ticked)})
    return (by_place[one] for one in ticked)
