"""Facts of the triage desk: matters, categories, responsible units, lessons."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from bihuan.audit.facts import Fact
from bihuan.opinions.events.voices import OpinionFact


@dataclass(frozen=True, kw_only=True)
class OpinionJoinedMatter(OpinionFact):
    """A voice was tied to a matter; from now on it shares the matter's endings."""

    kind = "opinions.joined_matter"
    sentence = gettext_noop("Put together with others under %(matter)s.")
    matter: str


@dataclass(frozen=True, kw_only=True)
class OpinionLeftMatter(OpinionFact):
    """A voice was taken out of a matter; nothing else about it changed."""

    kind = "opinions.left_matter"
    sentence = gettext_noop("Taken out of %(matter)s.")
    matter: str


@dataclass(frozen=True, kw_only=True)
class DissentNoted(OpinionFact):
    """A voice of a matter wants something else than the others."""

    kind = "opinions.dissent_noted"
    sentence = gettext_noop("Noted what it wants otherwise: %(words)s")
    words: str


@dataclass(frozen=True, kw_only=True)
class OpinionCategorised(OpinionFact):
    """A person said which category a voice belongs to; `suggested` is what the engine had proposed, if anything."""

    kind = "opinions.categorised"
    sentence = gettext_noop("Category: %(category)s.")
    category: str
    suggested: str


@dataclass(frozen=True, kw_only=True)
class OpinionHanded(OpinionFact):
    """A person said which unit is responsible; `suggested` is what the engine had proposed, if anything."""

    kind = "opinions.handed"
    sentence = gettext_noop("Responsible: %(unit)s.")
    unit: str
    suggested: str


@dataclass(frozen=True, kw_only=True)
class ObjectionUpheld(OpinionFact):
    """The office agreed with a speaker who says that his is another matter."""

    kind = "opinions.objection_upheld"
    sentence = gettext_noop("Objection to %(matter)s upheld. The speaker reads: %(ruling)s")
    matter: str
    ruling: str


@dataclass(frozen=True, kw_only=True)
class ObjectionDismissed(OpinionFact):
    """The office did not agree with a speaker who says that his is another matter."""

    kind = "opinions.objection_dismissed"
    sentence = gettext_noop("Objection to %(matter)s not upheld. The speaker reads: %(ruling)s")
    matter: str
    ruling: str


@dataclass(frozen=True, kw_only=True)
class _MatterFact(Fact):
    matter: int

    def stream(self) -> str:
        return f"matter:{self.matter}"


@dataclass(frozen=True, kw_only=True)
class MatterNamed(_MatterFact):
    """A matter was made or renamed."""

    kind = "opinions.matter_named"
    sentence = gettext_noop("%(label)s is called “%(name)s”.")
    label: str
    name: str


@dataclass(frozen=True, kw_only=True)
class VoicesMerged(_MatterFact):
    """Voices were tied together; `act` is the regrouping that can be undone."""

    kind = "opinions.merged"
    sentence = gettext_noop("Put together here: %(voices)s.")
    act: int
    voices: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class VoicesSplit(_MatterFact):
    """Voices were taken out as a matter of their own."""

    kind = "opinions.split"
    sentence = gettext_noop("Taken out as %(into)s: %(voices)s. Because: %(reason)s")
    act: int
    into: str
    voices: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class RegroupingUndone(_MatterFact):
    """A merge or a split was undone: each voice is where it was before."""

    kind = "opinions.regrouping_undone"
    sentence = gettext_noop("Undone for: %(voices)s.")
    act: int
    voices: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LessonBegun(Fact):
    """The engine began to learn from the office's decisions."""

    kind = "opinions.lesson_begun"
    sentence = gettext_noop("Began to learn from %(decisions)s decisions.")
    campaign: int
    decisions: int

    def stream(self) -> str:
        return f"intake:{self.campaign}"
