"""Voices that became issues count in the three rates: asked before closing, judged by whoever spoke."""

from bihuan.ledger.services.registering import unlink_voice
from bihuan.opinions.models import Opinion
from bihuan.opinions.selectors.rates import CASES, Counts, in_case, rates, timed
from bihuan.supervision.models import Asking, CameBack
from bihuan.supervision.services.asking import answer_by_receipt, ask
from tests.walk import to_verified
from tests.world import DAY, World


def told(world: World) -> Counts:
    """The counts, each of them the length of its list."""
    [(_channel, counts)] = rates(world.office, world.campaign)
    everything = timed(Opinion.objects.filter(campaign=world.campaign), world.campaign)
    for case in CASES:
        assert in_case(everything, case, world.campaign.as_of or DAY).count() == getattr(counts, case), case
    return counts


def test_speakers_on_the_ledger_are_silent_until_they_judge_and_may_change_their_mind(world: World) -> None:
    issue = to_verified(world, voices=3)
    before = told(world)
    assert (before.received, before.first_in_time, before.judged, before.silent) == (3, 3, 0, 0)
    ask(issue, by=world.office)
    assert told(world).silent == 3, "asked and silent is no consent"
    content, _silent, sad = issue.askings.order_by("pk")
    answer_by_receipt(content, answer=Asking.Answer.SATISFIED)
    answer_by_receipt(sad, answer=Asking.Answer.DISSATISFIED, words="还差一笔。")
    after = told(world)
    assert (after.judged, after.solved, after.unsolved, after.silent) == (2, 1, 1, 1)
    assert (after.satisfied, after.dissatisfied) == (1, 1)
    day = {"on": DAY, "due": DAY}
    CameBack.objects.create(issue=issue, cycle=issue.cycle, opinion=content.opinion, words="又停了。", **day)
    assert (told(world).solved, told(world).dissatisfied) == (0, 2), "it came back: the last word counts"
    unlink_voice(issue.voices.get(opinion=sad.opinion), by=world.office)
    assert told(world).judged == 1, "taken out of the issue, it waits again"
