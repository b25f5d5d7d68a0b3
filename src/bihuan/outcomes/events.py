"""The facts of outcomes. People who were dealt with appear as counts only."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from bihuan.audit.facts import Fact


@dataclass(frozen=True, kw_only=True)
class RegulationFact(Fact):
    """Something that happened to a regulation."""

    regulation: int

    def stream(self) -> str:
        return f"regulation:{self.regulation}"


@dataclass(frozen=True, kw_only=True)
class RegulationDrafted(RegulationFact):
    """A regulation was drafted; `sha256` is of its words."""

    kind: ClassVar[str] = "outcomes.regulation_drafted"
    sentence: ClassVar[str] = _("drafted “%(title)s” of %(unit)s")
    title: str
    unit: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class RegulationAdopted(RegulationFact):
    """A regulation came into force."""

    kind: ClassVar[str] = "outcomes.regulation_adopted"
    sentence: ClassVar[str] = _("put it in force from %(in_force_on)s, to be reviewed on %(review_on)s")
    in_force_on: str
    review_on: str


@dataclass(frozen=True, kw_only=True)
class RegulationRevised(RegulationFact):
    """A regulation has new words."""

    kind: ClassVar[str] = "outcomes.regulation_revised"
    sentence: ClassVar[str] = _("revised it, version %(version)s: %(note)s")
    version: int
    note: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class RegulationAnnounced(RegulationFact):
    """A regulation was made known by name."""

    kind: ClassVar[str] = "outcomes.regulation_announced"
    sentence: ClassVar[str] = _("made it known to those whom it binds")


@dataclass(frozen=True, kw_only=True)
class RegulationAbolished(RegulationFact):
    """A regulation was abolished."""

    kind: ClassVar[str] = "outcomes.regulation_abolished"
    sentence: ClassVar[str] = _("abolished it: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class RegulationLinked(RegulationFact):
    """A regulation was linked to an issue that it keeps from coming back."""

    kind: ClassVar[str] = "outcomes.regulation_linked"
    sentence: ClassVar[str] = _("linked it to issue %(issue)s")
    issue: str


@dataclass(frozen=True, kw_only=True)
class IndicatorFact(Fact):
    """Something that happened to an indicator."""

    indicator: int

    def stream(self) -> str:
        return f"indicator:{self.indicator}"


@dataclass(frozen=True, kw_only=True)
class IndicatorDefined(IndicatorFact):
    """An indicator was defined."""

    kind: ClassVar[str] = "outcomes.indicator_defined"
    sentence: ClassVar[str] = _("defined “%(name)s”, source: %(source)s")
    name: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Measured(IndicatorFact):
    """A value was measured."""

    kind: ClassVar[str] = "outcomes.measured"
    sentence: ClassVar[str] = _("%(starts_on)s to %(ends_on)s %(place)s: %(value)s")
    starts_on: str
    ends_on: str
    place: str
    value: str
    baseline: bool


@dataclass(frozen=True, kw_only=True)
class ActionFact(Fact):
    """Something that happened in a special action."""

    action: int

    def stream(self) -> str:
        return f"special-action:{self.action}"


@dataclass(frozen=True, kw_only=True)
class ActionPlanned(ActionFact):
    """A special action was planned."""

    kind: ClassVar[str] = "outcomes.action_planned"
    sentence: ClassVar[str] = _("planned “%(title)s” on the basis of %(basis)s")
    title: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class ActionBegun(ActionFact):
    """A special action began."""

    kind: ClassVar[str] = "outcomes.action_begun"
    sentence: ClassVar[str] = _("began it with %(aspects)s aspects")
    aspects: int


@dataclass(frozen=True, kw_only=True)
class AspectAdded(ActionFact):
    """The action is about one more wrong."""

    kind: ClassVar[str] = "outcomes.aspect_added"
    sentence: ClassVar[str] = _("added the aspect “%(title)s”")
    title: str


@dataclass(frozen=True, kw_only=True)
class Inspected(ActionFact):
    """A unit was inspected."""

    kind: ClassVar[str] = "outcomes.inspected"
    sentence: ClassVar[str] = _("inspected %(unit)s on %(on)s, %(way)s")
    unit: str
    on: str
    way: str


@dataclass(frozen=True, kw_only=True)
class CaseFound(ActionFact):
    """A violation was found."""

    kind: ClassVar[str] = "outcomes.case_found"
    sentence: ClassVar[str] = _("found a case: %(title)s")
    title: str


@dataclass(frozen=True, kw_only=True)
class CaseHandled(ActionFact):
    """People were dealt with; how many and how, never who."""

    kind: ClassVar[str] = "outcomes.case_handled"
    sentence: ClassVar[str] = _("dealt with %(persons)s people in “%(title)s”: %(handling)s")
    title: str
    persons: int
    handling: str


@dataclass(frozen=True, kw_only=True)
class ActionConcluded(ActionFact):
    """A special action was concluded."""

    kind: ClassVar[str] = "outcomes.action_concluded"
    sentence: ClassVar[str] = _(
        "concluded it: %(inspections)s inspections, %(cases)s cases, %(persons)s people dealt with"
    )
    inspections: int
    cases: int
    persons: int


@dataclass(frozen=True, kw_only=True)
class ContactFact(Fact):
    """Something that happened between two linked units."""

    contact: int

    def stream(self) -> str:
        return f"contact-point:{self.contact}"


@dataclass(frozen=True, kw_only=True)
class ContactLinked(ContactFact):
    """A unit was taken care of by another one."""

    kind: ClassVar[str] = "outcomes.contact_linked"
    sentence: ClassVar[str] = _("%(form)s: %(who)s takes care of %(place)s")
    form: str
    who: str
    place: str


@dataclass(frozen=True, kw_only=True)
class ContactVisited(ContactFact):
    """Somebody went there."""

    kind: ClassVar[str] = "outcomes.contact_visited"
    sentence: ClassVar[str] = _("went there on %(on)s and talked with %(people)s people")
    on: str
    people: int


@dataclass(frozen=True, kw_only=True)
class HelpGiven(ContactFact):
    """Help arrived."""

    kind: ClassVar[str] = "outcomes.help_given"
    sentence: ClassVar[str] = _("helped with %(what)s: %(quantity)s %(measured_in)s")
    what: str
    quantity: str
    measured_in: str


@dataclass(frozen=True, kw_only=True)
class ContactEnded(ContactFact):
    """The care came to its end."""

    kind: ClassVar[str] = "outcomes.contact_ended"
    sentence: ClassVar[str] = _("ended on %(until)s")
    until: str
