"""Forms in which the office writes a questionnaire; lists are written one thing per line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bihuan.opinions.forms.fields import CampaignForm, ChannelField, DayField
from bihuan.opinions.models import Option, Question, Questionnaire, Scale, Section, Version
from bihuan.opinions.selectors.questionnaires.paper import scales_of
from bihuan.opinions.services.questionnaires.building import QuestionDraft
from bihuan.opinions.services.questionnaires.scales import Measure, Point

ONE_PER_LINE = _("One per line.")


class LinesField(forms.CharField):
    """Short texts, one per line."""

    def __init__(self, *, longest: int, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.longest = longest

    def clean(self, value: Any) -> list[str]:  # noqa: ANN401 - the signature of Django
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        for number, line in enumerate(lines, start=1):
            if len(line) > self.longest:
                words = gettext("Line %(number)s has %(length)s characters; %(most)s are the most.")
                raise ValidationError(words % {"number": number, "length": len(line), "most": self.longest})
        return lines


class DetailsForm(CampaignForm):
    """A questionnaire as a whole."""

    title = forms.CharField(label=pgettext_lazy("questionnaire", "Title"), max_length=120)
    introduction = forms.CharField(
        label=pgettext_lazy("questionnaire", "Introduction"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why you ask, and what will be done with the answers."),
    )
    channel = ChannelField(label=_("Channel"))
    admission = forms.ChoiceField(
        label=_("Who may answer"), choices=Questionnaire.Admission.choices, widget=forms.RadioSelect
    )
    last_day = DayField(label=_("Last day for answers"), required=False)

    def __init__(self, *args: Any, opened: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = None
        if opened:
            del self.fields["admission"]


class SectionForm(forms.Form):
    """The heading of a section."""

    title = forms.CharField(label=pgettext_lazy("section", "Heading"), max_length=60)
    text = forms.CharField(label=pgettext_lazy("section", "Explanation"), max_length=500, required=False)


class QuestionForm(forms.Form):
    """One question of a draft."""

    section = forms.ModelChoiceField(
        Section.objects.none(), label=pgettext_lazy("question", "Section"), empty_label=None
    )
    kind = forms.ChoiceField(label=pgettext_lazy("question", "Kind"), choices=Question.Kind.choices)
    text = forms.CharField(label=pgettext_lazy("question", "Question"), max_length=200)
    hint = forms.CharField(
        label=pgettext_lazy("question", "Hint"),
        max_length=200,
        required=False,
        help_text=_("Stands under the question."),
    )
    options = LinesField(
        label=_("Answers to choose from"), longest=80, required=False, help_text=_("One per line; not for scales.")
    )
    none_of_these = forms.CharField(
        label=_("“None of these”"),
        max_length=80,
        required=False,
        help_text=_("An answer that excludes all others, for instance 以上都没有. For several answers only."),
    )
    dont_know = forms.CharField(
        label=_("“Cannot judge”"),
        max_length=80,
        required=False,
        help_text=_("An answer outside the base, for instance 不了解. Scales bring their own."),
    )
    scale = forms.ModelChoiceField(
        Scale.objects.none(), label=_("Scale"), required=False, empty_label=_("no scale, or as it is")
    )
    items = LinesField(label=_("What is judged"), longest=80, required=False, rows=4, help_text=ONE_PER_LINE)
    conditions = forms.ModelMultipleChoiceField(
        Option.objects.none(),
        label=_("Only asked of those who chose"),
        required=False,
        help_text=_("Answers of earlier questions; none chosen: asked of everybody."),
    )
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    splits = forms.BooleanField(label=_("Show results by the answers to this question too"), required=False)
    heard = forms.BooleanField(
        label=_("Own words become voices for the triage desk"),
        required=False,
        initial=True,
        help_text=_("Take it out where the words are no opinion, for instance the name of a school."),
    )

    def __init__(self, version: Version, *args: Any, question: Question | None = None, **kwargs: Any) -> None:
        if question is not None:
            kwargs["initial"] = _as_written(question)
        super().__init__(*args, **kwargs)
        earlier = Option.objects.filter(question__version=version).select_related("question")
        if question is not None:
            earlier = earlier.exclude(question=question)
        self._offer("section", version.sections.order_by("position"))
        self._offer("scale", scales_of(version.questionnaire.campaign))
        self._offer("conditions", earlier.order_by("question__section__position", "question__position", "position"))
        self.fields["conditions"].label_from_instance = _named  # type: ignore[attr-defined] # of a choice of rows

    def _offer(self, name: str, rows: Any) -> None:  # noqa: ANN401 - rows of any table
        self.fields[name].queryset = rows  # type: ignore[attr-defined] # of a choice of rows

    @property
    def draft(self) -> QuestionDraft:
        """The question as the service takes it."""
        data = self.cleaned_data
        return QuestionDraft(**{**data, "conditions": tuple(data["conditions"])})


def _named(option: Option) -> str:
    return f"{option.question}: {option.label}"


def _as_written(question: Question) -> dict[str, Any]:
    options = list(question.options.order_by("position"))
    plain = [option.label for option in options if not option.exclusive and not question.threshold_percent]
    none = next((option.label for option in options if option.exclusive and not option.outside_base), "")
    unsure = next((option.label for option in options if option.exclusive and option.outside_base), "")
    return {
        **{
            name: getattr(question, name) for name in ("section", "kind", "text", "hint", "required", "splits", "heard")
        },
        "options": "\n".join(plain),
        "none_of_these": none,
        "dont_know": unsure,
        "items": "\n".join(item.label for item in question.items.order_by("position")),
        "conditions": [condition.option_id for condition in question.conditions.all()],
    }


class ScaleForm(forms.Form):
    """A scale, its words one per line."""

    name = forms.CharField(label=pgettext_lazy("scale", "Name"), max_length=60)
    points = LinesField(
        label=_("Words of the scale"),
        longest=60,
        help_text=_(
            "One per line, the best first: word, worth from 0 to 100, and + where it counts as satisfied. "
            "A word without a worth does not judge: 满意 100 + / 基本满意 70 + / 不满意 30 / 不了解"
        ),
    )
    threshold_percent = forms.IntegerField(
        label=_("Goal: satisfied of those who judge, in percent"), min_value=0, max_value=100, initial=80
    )
    min_base = forms.IntegerField(
        label=_("Answers from which on it is declared"), min_value=1, max_value=10_000, initial=10
    )

    def clean_points(self) -> list[Point]:
        found = [_point(number, line) for number, line in enumerate(self.cleaned_data["points"], start=1)]
        if sum(not point.outside for point in found) < 2:
            raise ValidationError(gettext("At least two words must judge: write a worth behind them."))
        return found

    @property
    def measure(self) -> Measure:
        """The scale as the service takes it."""
        return Measure(**self.cleaned_data)


def _point(number: int, line: str) -> Point:
    label, *rest = line.split()
    satisfied = "+" in rest
    worth = [part for part in rest if part != "+"]
    if not worth:
        return Point(label, None, satisfied=False, outside=True)
    if len(worth) > 1 or not worth[0].isdecimal() or int(worth[0]) > 100:
        words = gettext(
            "Line %(number)s: write the word, then one number from 0 to 100, then + if it counts as satisfied."
        )
        raise ValidationError(words % {"number": number})
    return Point(label, int(worth[0]), satisfied=satisfied)


class SlipsForm(forms.Form):
    """How many slips, and for whom."""

    label = forms.CharField(label=_("For whom"), max_length=60, help_text=_("In words, for the count only."))
    count = forms.IntegerField(label=_("How many slips"), min_value=1)
