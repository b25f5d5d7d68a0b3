"""The urn: answers fall in, are shaken, and only then are counted.

What is inserted leaves its order on the disk (PostgreSQL keeps the transaction of every row). So rows are written anew,
in an order that is drawn and in one transaction, as soon as a group has come together. Afterwards all of them bear the
same transaction, and which of them was first can be asked of nobody.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bihuan.opinions.models import Choice, Item, Option, Question, Sheet, Version, Words
from bihuan.opinions.models.answers import drawn
from bihuan.opinions.services.questionnaires.voices import hear

_draw = random.SystemRandom()


@dataclass(frozen=True)
class Filled:
    """The answers of one person: options, each with the thing of a matrix that it is about, and own words."""

    choices: Sequence[tuple[Question, Item | None, Option]] = ()
    words: Sequence[tuple[Question, str]] = field(default=())


def drop_in(version: Version, papers: Sequence[Filled], *, on_paper: bool = False) -> None:
    """Put answers into the urn."""
    sheets = [Sheet(version=version, on_paper=on_paper) for _paper in papers]
    Sheet.objects.bulk_create(sheets)
    Choice.objects.bulk_create(
        Choice(sheet=sheet, question=question, item=item, option=option)
        for sheet, paper in zip(sheets, papers, strict=True)
        for question, item, option in paper.choices
    )
    Words.objects.bulk_create(
        Words(sheet=sheet, question=question, text=text)
        for sheet, paper in zip(sheets, papers, strict=True)
        for question, text in paper.words
    )


def shake(version: Version, *, least: int) -> int:
    """Write everything in the urn anew, mixed, if at least `least` answers are in it; return how many came out.

    What people wrote in their own words becomes a voice at that moment, and only then.
    """
    sheets = list(Sheet.objects.filter(version=version, shaken=False))
    if len(sheets) < max(least, 1):
        return 0
    inside = {"sheet__version": version, "sheet__shaken": False}
    choices, words = list(Choice.objects.filter(**inside)), list(Words.objects.filter(**inside))
    Choice.objects.filter(**inside).delete()
    Words.objects.filter(**inside).delete()
    Sheet.objects.filter(version=version, shaken=False).delete()
    keys: dict[int, int] = defaultdict(drawn)
    _draw.shuffle(sheets)
    _draw.shuffle(choices)
    _draw.shuffle(words)
    fresh = [Sheet(pk=keys[sheet.pk], version=version, on_paper=sheet.on_paper) for sheet in sheets]
    Sheet.objects.bulk_create(fresh)
    Choice.objects.bulk_create(
        Choice(sheet_id=keys[one.sheet_id], question_id=one.question_id, item_id=one.item_id, option_id=one.option_id)
        for one in choices
    )
    Words.objects.bulk_create(
        Words(sheet_id=keys[one.sheet_id], question_id=one.question_id, text=one.text) for one in words
    )
    Sheet.objects.filter(pk__in=[sheet.pk for sheet in fresh]).update(shaken=True)
    options: dict[int, list[int]] = defaultdict(list)
    for one in choices:
        options[one.sheet_id].append(one.option_id)
    hear(version, words, options)
    return len(fresh)
