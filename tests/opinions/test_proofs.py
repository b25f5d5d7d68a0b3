"""Work instead of tracking: the calculation, the longer wait without script, and the brakes that know nobody."""

from datetime import timedelta

import pytest
import time_machine

from bihuan.opinions import brakes
from bihuan.opinions.brakes import Brake
from bihuan.opinions.proofs import PIECES, is_proof, solve
from bihuan.opinions.tickets import Crowded, Hasty, NotCounted, Worn, admitted, new_ticket, stub_of


@pytest.fixture(autouse=True)
def easy(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.BIHUAN_PROOF_BITS = 8
    monkeypatch.setattr(brakes, "WITHOUT_SCRIPT", Brake(per_minute=1, burst=1))
    monkeypatch.setattr(brakes, "EVERYBODY", Brake(per_minute=1000, burst=1000))


def later(seconds: int) -> time_machine.travel:
    return time_machine.travel(timedelta(seconds=seconds), tick=False)


def test_a_proof_belongs_to_one_form_and_every_piece_counts() -> None:
    stub = stub_of(new_ticket())
    proof = solve(stub)
    assert is_proof(stub, proof)
    assert not is_proof(stub_of(new_ticket()), proof)
    numbers = proof.split(".")
    assert not is_proof(stub, ".".join([*numbers[:-1], str(int(numbers[-1]) + 1)]))
    for nonsense in ("", "1" * 500, ".".join(["-1"] * PIECES), ".".join(["١"] * PIECES)):
        assert not is_proof(stub, nonsense)


def test_with_the_calculation_three_seconds_are_enough_and_without_it_forty_five() -> None:
    ticket = new_ticket()
    proof = solve(stub_of(ticket))
    with pytest.raises(Hasty):
        admitted(ticket, proof=proof)
    with later(10):
        assert admitted(ticket, proof=proof) == stub_of(ticket)
        with pytest.raises(NotCounted):
            admitted(ticket, proof="")
    with later(60):
        assert admitted(ticket, proof="") == stub_of(ticket)
        with pytest.raises(Crowded):
            admitted(new_ticket_of_old(), proof="")
    with later(2 * 86400), pytest.raises(Worn):
        admitted(ticket, proof=proof)


def new_ticket_of_old() -> str:
    with time_machine.travel(-timedelta(hours=1), tick=False):
        return new_ticket()


def test_a_brake_lets_a_burst_through_and_then_its_pace() -> None:
    moment = [0.0]
    brake = Brake(per_minute=60, burst=3, clock=lambda: moment[0])
    assert [brake.lets_through() for _ in range(4)] == [True, True, True, False]
    moment[0] = 1.0
    assert [brake.lets_through() for _ in range(2)] == [True, False]
