"""How far somebody has come in the public form. All of it is in the form itself; nothing is kept in between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bihuan.campaigns.models import Campaign, Channel, Term
from bihuan.campaigns.selectors import terms
from bihuan.opinions.forms.fields import CampaignForm
from bihuan.opinions.forms.files import Upload
from bihuan.opinions.forms.speaking import NOT_SAID, QUESTIONS, Question
from bihuan.opinions.selectors import match_units
from bihuan.opinions.services import Said
from bihuan.opinions.tickets import admitted, new_ticket
from bihuan.ui.parts import Line

ANSWERS = ("text", "about_words", "group", "named", "contact")


@dataclass(frozen=True)
class Telling:
    """What one person has told so far: the answers in the form, and where in it he is."""

    campaign: Campaign
    channel: Channel
    posted: Mapping[str, str]
    files: MultiValueDict[str, Upload] | None = None

    @cached_property
    def answers(self) -> dict[str, str]:
        """The answers by the names of their fields."""
        return {name: self.posted.get(name, "") for name in ANSWERS}

    @cached_property
    def questions(self) -> list[Question]:
        """The questions that come up, given the answers so far."""
        return [question for question in QUESTIONS if question.asked(self.answers)]

    @cached_property
    def here(self) -> Question:
        """The question that was just answered."""
        return self._named(self.posted.get("at", "")) or self.questions[0]

    @property
    def before(self) -> Question:
        """The question before it."""
        return self.questions[max(self.questions.index(self.here) - 1, 0)]

    @property
    def after(self) -> Question:
        """The question after it."""
        return self.questions[min(self.questions.index(self.here) + 1, len(self.questions) - 1)]

    @property
    def wanted(self) -> Question | None:
        """The question that the speaker wants to answer anew."""
        return self._named(self.posted.get("go", ""))

    @property
    def ticket(self) -> str:
        """The ticket of the form; a fresh one when it has none yet."""
        return self.posted.get("ticket") or self._fresh_ticket

    @cached_property
    def _fresh_ticket(self) -> str:
        return new_ticket()

    def form(self, question: Question) -> CampaignForm:
        """The form of a question with the answers so far."""
        return question.form(self.campaign, self.posted, self.files)

    @property
    def unanswered(self) -> Question | None:
        """The first question whose answer cannot be kept as it stands."""
        return next((one for one in self.questions[:-1] if not self.form(one).is_valid()), None)

    def said(self, files: Sequence[tuple[bytes, str]] = ()) -> Said:
        """The answers as the service takes them, with the cleaned files of the last page.

        Raises:
            Worn, Hasty, NotCounted: see `tickets`.
        """
        answers = self.answers
        units = match_units(self.campaign, answers["about_words"])
        return Said(
            channel=self.channel,
            text=answers["text"],
            about_words=answers["about_words"],
            about_unit=units[0] if len(units) == 1 else None,
            group=self._group,
            contact=answers["contact"] if answers["named"] == "yes" else None,
            ticket=admitted(self.ticket, proof=self.posted.get("proof", "")),
            files=files,
        )

    @property
    def _group(self) -> Term | None:
        code = self.answers["group"]
        return None if code == NOT_SAID else terms(self.campaign, Term.Taxonomy.SPEAKER_GROUP).filter(code=code).first()

    @property
    def lines(self) -> list[tuple[str, Line]]:
        """The answers to look over, each with the key of its question."""
        answers = self.answers
        groups = dict(terms(self.campaign, Term.Taxonomy.SPEAKER_GROUP).values_list("code", "name"))
        reach = answers["contact"] if answers["named"] == "yes" else _("I stay anonymous")
        return [
            ("what", Line(_("What I say"), answers["text"])),
            ("where", Line(pgettext("public form", "Where"), answers["about_words"] or _("not said"))),
            ("who", Line(_("Who I am"), groups.get(answers["group"], _("not said")))),
            ("named", Line(_("How to reach me"), reach)),
        ]

    def _named(self, key: str) -> Question | None:
        return next((question for question in self.questions if question.key == key), None)
