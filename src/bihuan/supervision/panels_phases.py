"""What stands between a unit and its next phase, as the lines of a gate."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bihuan.campaigns.selectors import day_of
from bihuan.supervision.models import Standing
from bihuan.supervision.policies.phases import what_is_open, what_lacks
from bihuan.supervision.selectors.phases import GONE_ON, papers_of, talks_of
from bihuan.supervision.states import StandingStatus
from bihuan.ui.parts import GateLine


def gate_of(standing: Standing) -> list[GateLine]:
    """Plans, talks, the team's judgement: with the sentences of the policies where something lacks."""
    return list(_lines(standing))


def _lines(standing: Standing) -> Iterator[GateLine]:
    papers, groups = papers_of(standing), talks_of(standing)
    passed, held = sum(paper.passed for paper in papers), sum(bool(group.talks) for group in groups)
    lacks = list(what_lacks(standing))
    about_talks = held < len(groups) and standing.phase.waits_for_talks
    of_papers, of_talks = (lacks[:-1], lacks[-1:]) if about_talks else (lacks, [])
    if papers:
        count = _("%(passed)s of %(asked)s passed") % {"passed": passed, "asked": len(papers)}
        yield GateLine(_("Plans reviewed"), passed == len(papers), " ".join(of_papers), count)
    if groups:
        count = _("%(held)s of %(asked)s groups talked to") % {"held": held, "asked": len(groups)}
        yield GateLine(_("Talks held"), not about_talks, "".join(of_talks), count)
    yield _judgement(standing)


def _judgement(standing: Standing) -> GateLine:
    name, day = _("Looked back at"), standing.phase.look_back_on
    when = date_format(day, "DATE_FORMAT") if day else _("no day is declared")
    if standing.status in GONE_ON:
        return GateLine(name, passed=True, sentence="", detail=when)
    if standing.status == StandingStatus.HELD:
        words = " ".join(what_is_open(standing)) or _("The team has to find that it was made good.")
        return GateLine(name, passed=False, sentence=words, detail=when)
    come = day is not None and day <= day_of(standing.phase.campaign)
    words = _("The team has not judged yet.") if come else _("The day of the look-back has not come.")
    return GateLine(name, passed=False, sentence=words, detail=when)
