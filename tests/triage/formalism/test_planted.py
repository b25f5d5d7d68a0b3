"""The planted set: tricks over all kinds of hints, and as many innocent twins. What must be found, and what must not."""

import io
from collections import Counter
from collections.abc import Iterator

from PIL import Image

from bihuan.triage.formalism.answers import Reply, replies_elsewhere
from bihuan.triage.formalism.counting import Closing, Rate, impossible_hundreds, massed_closings, weekdays
from bihuan.triage.formalism.dated import Dated, evidence_before_plan
from bihuan.triage.formalism.finding import KINDS, Finding
from bihuan.triage.formalism.photos import Photo, same_photos
from bihuan.triage.formalism.prints import opened, print_of
from bihuan.triage.formalism.texts import Result, Text, copied_texts, repeated_plans
from tests.triage.formalism import copies, others, scenes

Case = tuple[str, str, list[Finding]]
"""Its kind, what it is called, and what was found in it."""


def photos(*pictures: Image.Image) -> list[Finding]:
    """Pictures of as many schools, each handed in for a matter of its own."""
    grey = {str(n): opened(io.BytesIO(scenes.saved(picture))) for n, picture in enumerate(pictures)}
    rows = [Photo(key, f"学校{key}", f"事项{key}", f"sha{key}", print_of(one)) for key, one in grey.items()]
    return list(same_photos(rows, (), grey.__getitem__))


def _photos(*, planted: bool) -> Iterator[Case]:
    if planted:
        for seed, (name, again) in enumerate(scenes.REUSES.items()):
            first = (scenes.room(seed, people=1), scenes.yard(seed), scenes.paper(seed, form=seed))[seed % 3]
            yield "same_photo", name, photos(first, again(first))
        return
    for seed in range(5):
        yield (
            "same_photo",
            f"room {seed}",
            photos(scenes.room(seed, people=1), scenes.room(seed, people=2, step=(30 - 12 * seed, 9))),
        )
        yield "same_photo", f"yard {seed}", photos(scenes.yard(seed), scenes.yard(seed + 100))
    for seed in range(2):
        yield "same_photo", f"form {seed}", photos(scenes.paper(seed, form=1), scenes.paper(seed + 9, form=1))
        yield "same_photo", f"empty {seed}", photos(scenes.empty(seed), scenes.empty(seed + 9))


def _texts(*, planted: bool) -> Iterator[Case]:
    for place, ((unit, words), (other, again)) in enumerate(copies.COPIED if planted else copies.HONEST):
        matters = ("1", "1" if unit == other else "2")
        rows = [Text("a", unit, matters[0], "progress", words), Text("b", other, matters[1], "progress", again)]
        yield "copied_text", f"{place} {again[:12]}", list(copied_texts(rows, ()))
    for place, (measure, words) in enumerate(copies.REPEATED if planted else copies.REAL):
        rows = [Result("r", "甲校", words, "m", measure)]
        yield "result_like_plan", f"{place} {words[:12]}", list(repeated_plans(rows))


def _dated(*, planted: bool) -> Iterator[Case]:
    for words, taken in others.TOO_OLD if planted else others.DATED_WELL:
        row = Dated("e", "甲校", words, others.PLANNED, taken)
        yield "evidence_before_plan", words, list(evidence_before_plan([row]))
    for question, answer in others.UNANSWERED if planted else others.ANSWERED:
        yield "reply_elsewhere", question, list(replies_elsewhere([Reply("r", "甲校", question, answer)]))


def _counted(*, planted: bool) -> Iterator[Case]:
    days = weekdays(others.FIRST, others.LAST)
    for place, by_unit in enumerate(others.MASSED if planted else others.NOT_MASSED):
        rows = [Closing(f"{unit}{n}", unit, day) for unit, on in by_unit.items() for n, day in enumerate(on)]
        yield "massed_closings", str(place), list(massed_closings(rows, days))
    for place, (own, peers) in enumerate(others.TOO_GOOD if planted else others.GOOD):
        rates = [Rate(f"own{n}", "甲校", "到会", done, of) for n, (done, of) in enumerate(own)]
        rates += [Rate(f"peer{n}", f"校{n}", "到会", done, of) for n, (done, of) in enumerate(peers)]
        yield "impossible_hundred", str(place), list(impossible_hundreds(rates))


def cases(*, planted: bool) -> Iterator[Case]:
    """All cases of the set."""
    for kind in (_photos, _texts, _dated, _counted):
        yield from kind(planted=planted)


def test_the_planted_set_is_found_and_its_innocent_twins_are_left_alone() -> None:
    tricks, twins = list(cases(planted=True)), list(cases(planted=False))
    assert len(tricks) >= 60
    assert len(twins) >= len(tricks)
    missed = [(kind, name) for kind, name, found in tricks if [one.kind for one in found] != [kind]]
    false = [(kind, name, found[0].reason) for kind, name, found in twins if found]
    hit = Counter(kind for kind, _name, found in tricks if found)
    every = Counter(kind for kind, _name, _found in tricks)
    wrong = Counter(kind for kind, _name, _reason in false)
    assert set(every) == set(KINDS)
    assert hit.total() >= 0.95 * len(tricks), missed
    assert hit.total() >= 0.9 * (hit.total() + len(false)), false
    for kind in KINDS:
        assert hit[kind] >= 0.8 * every[kind], [name for one, name in missed if one == kind]
        assert hit[kind] >= 0.8 * (hit[kind] + wrong[kind]), [name for one, name, _ in false if one == kind]
