"""Stratified samples: exact shares, the same for everybody, and no way to be left out."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.supervision.drawing import Line, draw, lines_of, listing, sha256_of, shares

SEED = hashlib.sha256(b"the head of a chain").hexdigest()
SIZES = st.dictionaries(st.text("甲乙丙丁", min_size=1, max_size=3), st.integers(1, 60), min_size=1, max_size=8)


def a_list(**sizes: int) -> str:
    numbers = iter(range(1, 10_000))
    return listing(
        Line(next(numbers), name, "2014-03-31", "0" * 64) for name, size in sizes.items() for _ in range(size)
    )


@given(SIZES, st.integers(0, 300), st.binary(min_size=32, max_size=32))
@settings(max_examples=60)
def test_shares_are_exact_and_within_one_of_the_quota(sizes, total, seed):
    everybody = sum(sizes.values())
    found = shares(sizes, total, seed=seed.hex())
    wanted = min(total, everybody)
    assert sum(found.values()) == wanted
    for stratum, size in sizes.items():
        assert abs(found[stratum] - wanted * size / everybody) < 1
        assert found[stratum] <= size


def test_equal_remainders_are_not_decided_by_the_name():
    winners = {
        next(name for name, given in shares({"甲": 5, "乙": 5}, 1, seed=f"{n:064x}").items() if given)
        for n in range(20)
    }
    assert winners == {"甲", "乙"}


def test_the_same_list_and_seed_give_the_same_sample_whatever_the_order():
    text = a_list(甲=40, 乙=30, 丙=9)
    shuffled = listing(reversed(lines_of(text)))
    assert shuffled == text
    assert draw(text, seed=SEED, size=20) == draw(shuffled, seed=SEED, size=20)
    assert Counter(line.stratum for line in draw(text, seed=SEED, size=20)) == {"甲": 10, "乙": 8, "丙": 2}


def test_another_seed_draws_others_and_every_issue_can_be_drawn():
    text = a_list(甲=12)
    seen = Counter(line.number for n in range(300) for line in draw(text, seed=f"{n:064x}", size=3))
    assert set(seen) == set(range(1, 13))
    assert max(seen.values()) < 2 * min(seen.values())


def test_a_larger_sample_holds_the_smaller_one_of_one_stratum():
    text = a_list(甲=30)
    assert set(draw(text, seed=SEED, size=5)) < set(draw(text, seed=SEED, size=9))


def test_a_changed_list_has_another_hash():
    text = a_list(甲=3)
    assert sha256_of(text) != sha256_of(text.replace("2014-03-31", "2014-04-01", 1))


def test_a_stratum_cannot_smuggle_a_column():
    (line,) = lines_of(listing([Line(1, "甲\t乙\n丙", "2014-03-31", "f" * 64)]))
    assert line.stratum == "甲 乙 丙"


@pytest.mark.parametrize(
    "text", ["number\n1\n", "number\tstratum\tclosed\tcertificate\nx\ta\tb\tc\n", "a\tb\n1\tb\tc\td"]
)
def test_what_is_no_list_is_said_with_its_line(text):
    with pytest.raises(ValueError, match="line 2"):
        lines_of(text)
