"""A speaker whose voice was put together with others may say: mine is another matter."""

from bihuan.audit.services import act, record
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused, lock
from bihuan.opinions.events import ObjectionDismissed, ObjectionUpheld
from bihuan.opinions.models import MatterObjection, Opinion
from bihuan.opinions.policies import objections_to_taking_back, objections_to_words
from bihuan.opinions.policies.matters import objections_to_objecting, objections_to_ruling
from bihuan.opinions.selectors.triage_matters import tie_of
from bihuan.opinions.services.dispositions import take_back
from bihuan.opinions.services.triage_matters import split
from bihuan.opinions.states import Status
from bihuan.people.models import Person


@act
def object_to_matter(opinion: Opinion, *, words: str) -> MatterObjection:
    """Take down what the speaker holds against it, by receipt. Like all that the public does it leaves no fact.

    Raises:
        Refused: the voice stands by itself, the speaker has objected before, or says nothing.
    """
    tie = tie_of(opinion)
    reasons = list(objections_to_objecting(tie, words)) or list(objections_to_words(words))
    if reasons or tie is None:
        raise Refused(reasons)
    return MatterObjection.objects.create(tie=tie, words=words.strip(), on=day_of(opinion.campaign))


@act
def rule_on_objection(objection: MatterObjection, *, upheld: bool, ruling: str, by: Person) -> MatterObjection:
    """Rule: upheld, the voice leaves the matter and waits again for an ending of its own; otherwise all stays.

    Raises:
        Refused: ruled before, no words for the speaker, not of the office, or the voice is part of an issue, which
            it must leave first.
    """
    held = lock(objection)
    reasons = list(objections_to_ruling(held, ruling=ruling, by=by))
    opinion = held.tie.opinion
    ended = opinion.status != Status.OPEN
    if upheld and ended:
        reasons += objections_to_taking_back(opinion, by=by)
    if reasons:
        raise Refused(reasons)
    if upheld and held.tie.ended_by_id is None:
        _part(held, by=by)
    if upheld and ended:
        take_back(opinion, by=by)
    held.upheld, held.ruling, held.ruled_by = upheld, ruling.strip(), by
    held.save(update_fields=["upheld", "ruling", "ruled_by"])
    fact = ObjectionUpheld if upheld else ObjectionDismissed
    record(fact(opinion=opinion.pk, matter=str(held.tie.matter), ruling=held.ruling), by=by)
    return held


def _part(objection: MatterObjection, *, by: Person) -> None:
    """Out of the matter under the speaker's own words; the last voice of a matter has nobody to part from."""
    opinion, matter = objection.tie.opinion, objection.tie.matter
    if matter.ties.filter(ended_by__isnull=True).exclude(opinion=opinion).exists():
        split([opinion], name=opinion.text[:40], reason=objection.words[:200], by=by)
