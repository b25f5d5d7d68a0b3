"""The facts of reports."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from bihuan.audit.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ReportFact(Fact):
    """Something about the papers of one campaign."""

    campaign_id: int

    def stream(self) -> str:
        return f"reports:{self.campaign_id}"


@dataclass(frozen=True, kw_only=True)
class PaperWritten(ReportFact):
    """A paper was written from the records, with so many figures, as of a day."""

    kind: ClassVar[str] = "reports.paper_written"
    sentence: ClassVar[str] = _("“%(title)s” written, %(figures)s figures as of %(as_of)s")
    paper_id: int
    title: str
    figures: int
    as_of: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class TemplateAccepted(ReportFact):
    """The office gave a Word template of its own; it was checked and filled on trial."""

    kind: ClassVar[str] = "reports.template_accepted"
    sentence: ClassVar[str] = _("template “%(name)s” accepted")
    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class TemplateRetired(ReportFact):
    """A template is out of use; papers written with it stay."""

    kind: ClassVar[str] = "reports.template_retired"
    sentence: ClassVar[str] = _("template “%(name)s” taken out of use")
    name: str
