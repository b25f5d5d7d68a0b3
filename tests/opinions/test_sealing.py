"""Sealed words open with the right key, in the right place, and in no other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.common.sealing import Unreadable, is_stale, keyed_digest, keyed_digests, seal, unseal
from bihuan.common.text import RECEIPT_ALPHABET, tidy_receipt_code
from bihuan.opinions.receipts import code_for
from bihuan.opinions.selectors import opinion_by_code
from bihuan.opinions.tickets import new_ticket, stub_of
from tests.opinions.voices import speak
from tests.world import World


@given(st.text())
def test_what_was_sealed_opens_again_and_never_looks_the_same(words: str) -> None:
    first, second = seal(words, context="opinion:1"), seal(words, context="opinion:1")
    assert first != second
    assert unseal(first, context="opinion:1") == unseal(second, context="opinion:1") == words


@given(st.integers(0, 60), st.integers(1, 255))
def test_one_changed_bit_or_another_place_and_it_stays_shut(place: int, change: int) -> None:
    sealed = bytearray(seal("学生家长 13800001234", context="opinion:1"))
    with pytest.raises(Unreadable):
        unseal(bytes(sealed), context="opinion:2")
    sealed[place % len(sealed)] ^= change
    with pytest.raises(Unreadable):
        unseal(bytes(sealed), context="opinion:1")


def test_a_new_key_seals_and_the_old_one_still_opens(settings: object) -> None:
    settings.BIHUAN_CONTACT_KEYS = ["the first of two long random keys"]
    old = seal("电话", context="opinion:1")
    settings.BIHUAN_CONTACT_KEYS = ["the second of two long random keys", "the first of two long random keys"]
    assert is_stale(old)
    assert not is_stale(seal("电话", context="opinion:1"))
    assert unseal(old, context="opinion:1") == "电话"


def test_receipts_outlive_a_change_of_the_secret(world: World, settings: object) -> None:
    opinion, code = speak(world)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a fresh secret, as long as it should be"
    assert opinion_by_code(code) == opinion
    settings.SECRET_KEY_FALLBACKS = []
    assert opinion_by_code(code) is None


def test_digests_of_different_purposes_have_nothing_in_common() -> None:
    assert keyed_digest("x", purpose="receipt") != keyed_digest("x", purpose="something else")
    assert keyed_digests("x", purpose="receipt") == [keyed_digest("x", purpose="receipt")]


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_form_has_one_code_in_letters_that_can_be_read_aloud(one: str, other: str) -> None:
    code = code_for(one)
    assert code == code_for(one)
    assert set(tidy_receipt_code(code)) <= set(RECEIPT_ALPHABET)
    assert len(tidy_receipt_code(code)) == 16
    assert (code == code_for(other)) == (one == other)


def test_a_ticket_names_its_form_for_as_long_as_it_is_valid() -> None:
    ticket = new_ticket()
    assert stub_of(ticket) == stub_of(ticket)
    assert stub_of(ticket) != stub_of(new_ticket())
