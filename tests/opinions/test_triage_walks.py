"""However voices are put together, taken apart, ended and reopened: none is lost, changed or counted twice."""

from collections.abc import Callable
from typing import Any

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bihuan.common.workflow import Refused
from bihuan.ledger.models import IssueVoice
from bihuan.ledger.services.registering import IssueDetails, register, unlink_voice
from bihuan.opinions import services
from bihuan.opinions.models import MatterObjection, Opinion, Regrouping
from bihuan.opinions.selectors import balance
from bihuan.opinions.selectors.triage_matters import heads_by_channel, standing_ties
from bihuan.opinions.services.triage_matters import merge, note_dissent, split, undo
from bihuan.opinions.services.triage_objections import object_to_matter, rule_on_objection
from bihuan.opinions.services.triage_sorting import Ending, dispose
from bihuan.opinions.states import Status
from tests.opinions.voices import speak
from tests.world import World, build

VOICES = 6
SOME = st.sets(st.integers(0, VOICES - 1), min_size=1, max_size=3)
ONE = st.integers(0, VOICES - 1)


class Desk(RuleBasedStateMachine):
    """Six voices, and beside them what the rules say where each must stand."""

    world: World
    seen: set[str]

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        channels = (self.world.mailbox, self.world.symposium)
        self.voices = [
            speak(self.world, by=self.world.office, channel=channels[n % 2], text=f"第{n}句话", heads=n + 1)[0]
            for n in range(VOICES)
        ]
        self.tokens = dict.fromkeys(range(VOICES), (None, 0))
        """Where each voice must stand, and the act that put it there."""
        self.acts: list[tuple[Regrouping, dict[int, tuple[int | None, int]]]] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def fresh(self, numbers: set[int]) -> list[Opinion]:
        """The voices as they stand now."""
        return list(Opinion.objects.filter(pk__in=[self.voices[n].pk for n in numbers]).select_related("campaign"))

    def attempt(self, verb: Callable[[], Any]) -> Any:
        """Do it if the rules let it; a refusal leaves no trace."""
        try:
            with transaction.atomic():
                return verb()
        except Refused:
            return None

    def moved(self, act: Regrouping, numbers: set[int], matter: int | None) -> None:
        self.acts.append((act, {n: self.tokens[n] for n in numbers}))
        for n in numbers:
            self.tokens[n] = (matter, act.pk)

    @initialize(upheld=st.booleans())
    def begin(self, upheld: bool) -> None:
        """Some stand together, one of them has objected: what comes later meets both."""
        self.put_together({0, 1, 2})
        self.object(0, upheld)

    @rule(some=SOME)
    def put_together(self, some: set[int]) -> None:
        done = self.attempt(lambda: merge(self.world.campaign, self.fresh(some), name="一件事", by=self.world.office))
        if done:
            touched = {self.tokens[n][0] for n in some} - {None}
            everybody = some | {n for n in range(VOICES) if self.tokens[n][0] in touched}
            self.moved(done[1], {n for n in everybody if self.tokens[n][0] != done[0].pk}, done[0].pk)
            self.seen.add("merge")

    @rule(some=SOME)
    def take_apart(self, some: set[int]) -> None:
        done = self.attempt(lambda: split(self.fresh(some), name="另一件事", reason="不是一回事", by=self.world.office))
        if done:
            self.moved(done[1], {n for n in some if self.tokens[n][0]}, done[0].pk)
            self.seen.add("split")

    @precondition(lambda self: self.acts)
    @rule(nth=st.integers(0, 5))
    def take_it_back(self, nth: int) -> None:
        act, before = self.acts[nth % len(self.acts)]
        done = self.attempt(lambda: undo(act, by=self.world.office))
        if done:
            for n, stood in before.items():
                if self.tokens[n][1] == act.pk:
                    self.tokens[n] = (stood[0], done.pk)
            self.seen.add("undo")

    @rule(some=SOME, kind=st.sampled_from(["answered", "refused", "forwarded"]))
    def end(self, some: set[int], kind: str) -> None:
        ending = Ending(kind=kind, reply="已办。", reason=self.world.refusal, to="住建局")
        dispose(self.world.campaign, self.fresh(some), ending=ending, by=self.world.office)
        reached = {self.voices[n].pk for n in some} | self.partners(some)
        assert not Opinion.objects.filter(pk__in=reached, status=Status.OPEN).exists()

    @rule(some=SOME)
    def become_an_issue(self, some: set[int]) -> None:
        voices = tuple(self.fresh(some))
        made = self.attempt(
            lambda: register(
                self.world.campaign, text="一个问题", details=IssueDetails(), by=self.world.office, opinions=voices
            )
        )
        if made:
            assert not Opinion.objects.filter(pk__in=self.partners(some), status=Status.OPEN).exists()
            self.seen.add("issue")

    @rule(one=ONE)
    def wait_again(self, one: int) -> None:
        opinion = self.fresh({one})[0]
        voice = IssueVoice.objects.filter(opinion=opinion, removed_at__isnull=True).first()
        if voice:
            unlink_voice(voice, by=self.world.office)
        else:
            self.attempt(lambda: services.take_back(opinion, by=self.world.office))

    @precondition(lambda self: any(matter for matter, _act in self.tokens.values()))
    @rule(one=ONE, upheld=st.booleans())
    def object(self, one: int, upheld: bool) -> None:
        tied = [n for n, (matter, _act) in self.tokens.items() if matter]
        one = tied[one % len(tied)]
        opinion = self.fresh({one})[0]
        self.attempt(lambda: object_to_matter(opinion, words="我说的是另一件事。"))
        objection = MatterObjection.objects.filter(tie__opinion=opinion, upheld__isnull=True).last()
        last = Regrouping.objects.order_by("-pk").values_list("pk", flat=True).first()
        if objection and self.attempt(
            lambda: rule_on_objection(objection, upheld=upheld, ruling="已核对。", by=self.world.office)
        ):
            act = Regrouping.objects.filter(pk__gt=last or 0).first()
            if act:
                self.moved(act, {one}, standing_ties().get(opinion=opinion).matter_id)
            self.seen.add("objection")

    @rule(one=ONE)
    def dissent(self, one: int) -> None:
        tie = standing_ties().filter(opinion=self.voices[one]).first()
        if tie:
            note_dissent(tie, words="反对", by=self.world.office)

    def partners(self, some: set[int]) -> set[int]:
        matters = {self.tokens[n][0] for n in some} - {None}
        return {self.voices[n].pk for n in range(VOICES) if self.tokens[n][0] in matters}

    @invariant()
    def everybody_is_where_the_acts_put_them(self) -> None:
        ties = dict(standing_ties().values_list("opinion", "matter"))
        assert {n: ties.get(one.pk) for n, one in enumerate(self.voices)} == {
            n: matter for n, (matter, _) in self.tokens.items()
        }

    @invariant()
    def every_original_is_as_it_was(self) -> None:
        kept = Opinion.objects.order_by("pk").values_list("pk", "number", "text", "heads", "channel")
        assert list(kept) == [(one.pk, one.number, one.text, one.heads, one.channel_id) for one in self.voices]

    @invariant()
    def heads_and_balance_tie_out(self) -> None:
        ended = {one.pk: one.status for one in Opinion.objects.all()}
        sheet = balance(self.world.campaign, viewer=self.world.office)
        assert sheet.voices.received == VOICES
        assert sheet.heads.received == sum(range(1, VOICES + 1))
        assert sheet.voices.open == sum(status == Status.OPEN for status in ended.values())
        assert all(row.voices.ties_out and row.heads.ties_out for row in sheet.rows)
        for tie in standing_ties().select_related("matter").order_by("matter"):
            members = [n for n, (matter, _) in self.tokens.items() if matter == tie.matter_id]
            rows = heads_by_channel(tie.matter)
            assert sum(row.heads for row in rows) == sum(n + 1 for n in members)
            assert all(row.dissenting <= row.heads for row in rows)


@pytest.mark.django_db
def test_any_walk_keeps_every_voice_the_heads_and_the_balance() -> None:
    Desk.world, Desk.seen = build(), set()
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=8,
            stateful_step_count=16,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Desk.seen == {"merge", "split", "undo", "issue", "objection"}, "a verb never got through: nothing was shown"
