"""Answering on a phone: one question a page; all answers travel in the form, nothing is kept in between."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from bihuan.opinions.models import Item, Option, Question, Questionnaire
from bihuan.opinions.policies.questionnaires import LONGEST_ANSWER
from bihuan.opinions.selectors.questionnaires.paper import Asked, Paper
from bihuan.opinions.services.questionnaires.answering import slip_is_good
from bihuan.opinions.services.questionnaires.urn import Filled
from bihuan.opinions.tickets import new_ticket
from bihuan.ui.parts import Line
from bihuan.ui.widgets import RowSelect

SLIP, CHECK = "slip", "check"


class RowTicks(forms.CheckboxSelectMultiple):
    """Several answers as whole rows; `data-alone` marks those that stand alone."""

    template_name = "ui/widgets/rows.html"

    def __init__(self, *, alone: frozenset[str]) -> None:
        super().__init__()
        self.alone = alone

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - the signature of Django
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.alone:
            option["attrs"]["data-alone"] = True
        return option


class SeveralField(forms.MultipleChoiceField):
    """Several answers, of which some exclude all others."""

    def __init__(self, asked: Asked, **kwargs: Any) -> None:
        self.alone = {str(option.position): option.label for option in asked.options if option.exclusive}
        super().__init__(choices=_choices(asked), widget=RowTicks(alone=frozenset(self.alone)), **kwargs)

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        lonely = [self.alone[one] for one in value if one in self.alone]
        if lonely and len(value) > 1:
            words = _("You chose “%(label)s” and something else. Choose one or the other.")
            raise ValidationError(words % {"label": lonely[0]})


def form_of(asked: Asked, data: QueryDict | None = None, *, initial: dict[str, Any] | None = None) -> forms.Form:
    """The form of one question."""
    form = forms.Form(data, initial=initial)
    form.fields.update(_fields(asked))
    return form


def _fields(asked: Asked) -> dict[str, forms.Field]:
    question = asked.question
    common: dict[str, Any] = {"label": question.text, "required": question.required, "help_text": question.hint}
    missing = {"required": _("Choose an answer.")}
    if question.kind == Question.Kind.TEXT:
        write = forms.Textarea(attrs={"rows": 5})
        common["error_messages"] = {"required": _("Write a few words.")}
        return {asked.names[0]: forms.CharField(max_length=LONGEST_ANSWER, widget=write, **common)}
    common["error_messages"] = missing
    if question.kind == Question.Kind.MULTIPLE:
        return {asked.names[0]: SeveralField(asked, **common)}
    fields: dict[str, forms.Field] = {}
    for name, item in zip(asked.names, asked.items or (None,), strict=True):
        label = {"label": item.label, "help_text": ""} if item else {}
        fields[name] = forms.ChoiceField(choices=_choices(asked), widget=RowSelect, **{**common, **label})
    return fields


def _choices(asked: Asked) -> list[tuple[str, str]]:
    return [(str(option.position), option.label) for option in asked.options]


class SlipForm(forms.Form):
    """The code on a slip."""

    slip = forms.CharField(
        max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off", "data-from-fragment": True})
    )

    def __init__(self, questionnaire: Questionnaire, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questionnaire = questionnaire
        self.fields["slip"].label = _("The code on your slip")
        self.fields["slip"].help_text = _(
            "Eight letters and digits. It only lets you in; it is not kept with your answers."
        )
        self.fields["slip"].error_messages["required"] = _("Write the code on your slip.")

    def clean_slip(self) -> str:
        slip: str = self.cleaned_data["slip"]
        if not slip_is_good(self.questionnaire, slip):
            raise ValidationError(_("This code lets nobody in, or was used already. It never contains 0, 1, O or I."))
        return slip


@dataclass(frozen=True)
class Filling:
    """How far one person has come."""

    questionnaire: Questionnaire
    paper: Paper
    posted: QueryDict

    @cached_property
    def chosen(self) -> set[int]:
        """Options chosen so far, of questions that come up; a changed mind takes back what hung on it."""
        found: set[int] = set()
        for asked in self.paper.asked:
            if asked.comes_up(found):
                found |= {option.pk for _item, option in self._options(asked)}
        return found

    @cached_property
    def asked(self) -> list[Asked]:
        """The questions that come up, given the answers so far."""
        return [asked for asked in self.paper.asked if asked.comes_up(self.chosen)]

    @cached_property
    def steps(self) -> list[str]:
        """Names of the pages, in order."""
        slip = [SLIP] if self.questionnaire.admission == Questionnaire.Admission.SLIP else []
        return [*slip, *(f"q{asked.question.position}" for asked in self.asked), CHECK]

    @property
    def here(self) -> str:
        """The page that was just filled in."""
        at = self.posted.get("at", "")
        return at if at in self.steps else self.steps[0]

    def beside(self, step: int) -> str:
        """The page before (-1) or after (1) this one."""
        place = self.steps.index(self.here) + step
        return self.steps[min(max(place, 0), len(self.steps) - 1)]

    @property
    def wanted(self) -> str:
        """The page that somebody wants to go to, or ''."""
        go = self.posted.get("go", "")
        return go if go in self.steps else ""

    @cached_property
    def ticket(self) -> str:
        """The ticket of the form; a fresh one when it has none yet."""
        return self.posted.get("ticket") or new_ticket()

    def question(self, step: str) -> Asked | None:
        """The question of a page."""
        return next((asked for asked in self.asked if f"q{asked.question.position}" == step), None)

    def form(self, step: str, *, bound: bool = True) -> forms.Form:
        """The form of a page, with the answers so far."""
        asked = self.question(step)
        if asked is not None:
            return form_of(asked, self.posted) if bound else form_of(asked, initial=self._initial(asked))
        if step == SLIP:
            initial = {"slip": self.posted.get("slip", "")}
            return SlipForm(self.questionnaire, self.posted) if bound else SlipForm(self.questionnaire, initial=initial)
        return forms.Form(self.posted)

    def carried(self, step: str) -> list[tuple[str, str]]:
        """What travels hidden on a page: every answer of the other pages."""
        asked = self.question(step)
        shown = {*(asked.names if asked else ()), *([SLIP] if step == SLIP else ())}
        names = [SLIP, *(name for one in self.paper.asked for name in one.names)]
        return [(name, value) for name in names if name not in shown for value in self.posted.getlist(name) if value]

    @property
    def unanswered(self) -> str:
        """The first page whose answers cannot be kept as they stand, or ''.

        Not the slip: whoever sends twice has used it already, and the service knows the form again.
        """
        return next((step for step in self.steps if step != SLIP and not self.form(step).is_valid()), "")

    def filled(self) -> Filled:
        """The answers as the service takes them; only of questions that come up."""
        choices = [(asked.question, item, option) for asked in self.asked for item, option in self._options(asked)]
        texts = [
            (asked.question, self.posted.get(asked.names[0], "").strip())
            for asked in self.asked
            if asked.question.kind == Question.Kind.TEXT
        ]
        return Filled(choices, [(question, text) for question, text in texts if text])

    @property
    def lines(self) -> list[tuple[str, Line]]:
        """The answers to look over, each with the name of its page."""
        return [(f"q{asked.question.position}", Line(asked.question.text, self._said(asked))) for asked in self.asked]

    def _said(self, asked: Asked) -> str:
        if asked.question.kind == Question.Kind.TEXT:
            return self.posted.get(asked.names[0], "").strip() or _("not answered")
        said = [f"{item.label}: {option.label}" if item else option.label for item, option in self._options(asked)]
        return "\n".join(said) or _("not answered")

    def _initial(self, asked: Asked) -> dict[str, Any]:
        several = asked.question.kind == Question.Kind.MULTIPLE
        return {
            name: self.posted.getlist(name) if several else self.posted.get(name)
            for name in asked.names
            if name in self.posted
        }

    def _options(self, asked: Asked) -> Iterator[tuple[Item | None, Option]]:
        by_place = {str(option.position): option for option in asked.options}
        for name, item in zip(asked.names, asked.items or (None,), strict=True):
            values = self.posted.getlist(name)
            if asked.question.kind != Question.Kind.MULTIPLE:
                values = values[-1:]
            yield from ((item, by_place[value]) for value in values if value in by_place)
