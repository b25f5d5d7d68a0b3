"""Reflections: one's own words, reviewed by somebody else, compared, and shown only with consent."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from bihuan.common.workflow import Refused
from bihuan.study.forms.reflections import ReflectionForm
from bihuan.study.likeness import side_by_side
from bihuan.study.selectors.library import notes_of, with_progress
from bihuan.study.selectors.reflections import garden, likenesses, visible_reflections
from bihuan.study.services import library
from bihuan.study.services import reflections as services
from bihuan.study.services.comparing import compare_reflections
from tests.study.school import WORDS, reflection
from tests.world import World

OWN = (
    "我在村小教了二十年书，读到调查研究那一段，想起上学期自己为了凑材料编过两次家访记录。这次把全班四十一户重新走了一遍，"
    "才知道有六个孩子跟着爷爷奶奶过，作业没有人看。现在放学后我把他们留下来写完再送上车，家访本上只写真正去过的日子。"
)


def test_three_words_are_no_reflection(world: World) -> None:
    with pytest.raises(Refused):
        reflection(world, "收获很大。")


def test_nobody_reviews_his_own_and_sending_back_says_why(world: World) -> None:
    own = reflection(world, author=world.head)
    with pytest.raises(Refused):
        services.accept(own, by=world.head)
    with pytest.raises(Refused):
        services.send_back(own, comment="", by=world.liaison)
    back = services.send_back(own, comment="写写自己的事", by=world.liaison)
    with pytest.raises(Refused):
        services.hand_in_again(back, title="心得", text=WORDS, by=world.head)
    again = services.hand_in_again(back, title="心得", text=OWN, by=world.head)
    assert (again.status, again.compared) == ("submitted", False)


def test_the_garden_shows_what_is_accepted_while_its_writer_agrees(world: World) -> None:
    one = reflection(world, may_show=True)
    assert not garden(world.campaign).exists()
    services.accept(one, by=world.head)
    assert list(garden(world.campaign)) == [one]
    assert one in visible_reflections(world.member, world.campaign)
    with pytest.raises(Refused):
        services.consent(one, may_show=True, by=world.head)
    services.consent(one, may_show=False, by=world.clerk)
    assert not garden(world.campaign).exists()
    assert one not in visible_reflections(world.member, world.campaign)


def test_whoever_enters_a_paper_for_somebody_cannot_agree_for_him(world: World) -> None:
    entered = reflection(world, author=world.clerk, by=world.liaison, way="paper", may_show=True)
    assert not entered.may_show
    with pytest.raises(Refused):
        reflection(world, author=world.clerk, by=world.liaison, way="page")
    with pytest.raises(Refused):
        reflection(world, author=world.member, by=world.liaison, way="paper")


def test_a_copy_is_pointed_out_on_both_sides_and_forgotten_when_it_is_rewritten(world: World) -> None:
    first, other = reflection(world), reflection(world, OWN, author=world.liaison)
    copy = reflection(world, WORDS.replace("每周留半天", "每月留半天") + "我一定努力。", author=world.head)
    assert compare_reflections(world.campaign) == 2
    assert [hint.other for hint in likenesses(copy)] == [first]
    assert [hint.other for hint in likenesses(first)] == [copy]
    assert likenesses(copy)[0].reason
    assert not likenesses(other)
    back = services.send_back(copy, comment="与他人雷同，请写自己的。", by=world.liaison)
    services.hand_in_again(back, title="心得", text="重新写过：" + OWN[::-1], by=world.head)
    compare_reflections(world.campaign)
    assert not likenesses(first)


def test_words_that_stand_in_both_are_marked_whatever_the_punctuation() -> None:
    ours, theirs = side_by_side("群众的小事就是大事。我自己想了很久！", "今天下雨。群众的小事，就是大事！")
    assert [(piece.text, piece.shared) for piece in ours] == [
        ("群众的小事就是大事", True),
        ("。我自己想了很久！", False),
    ]
    assert [piece.text for piece in theirs if piece.shared] == ["群众的小事，就是大事"]


def test_a_word_file_is_read_and_anything_else_is_refused_in_words() -> None:
    paper = Document()
    paper.add_paragraph("第一段。")
    paper.add_paragraph("第二段。")
    stream = BytesIO()
    paper.save(stream)
    form = ReflectionForm({"title": "心得"}, {"file": SimpleUploadedFile("心得.docx", stream.getvalue())})
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["text"], form.cleaned_data["way"]) == ("第一段。\n第二段。", "word")
    for content in (b"PK\x03\x04 broken", b"\x00\x01\x02" * 50):
        form = ReflectionForm({"title": "心得"}, {"file": SimpleUploadedFile("心得.docx", content)})
        assert not form.is_valid()
        assert form.errors["file"]
    assert not ReflectionForm({"title": "心得"}).is_valid()


def test_reading_is_a_hundred_percent_or_not_finished_and_notes_are_one_s_own(world: World) -> None:
    item = library.add_material(
        world.campaign, unit=world.district, kind="theory", title="原文", text="……", by=world.office
    )
    with pytest.raises(Refused):
        library.add_material(world.campaign, unit=world.district, kind="theory", title="空", by=world.office)
    library.read(item, percent=100, by=world.clerk)
    assert library.read(item, percent=50, by=world.head).finished_on is None
    (row,) = with_progress(type(item).objects.all(), world.head)
    assert (row.percent, row.finished) == (50, 1)
    library.take_note(world.campaign, text="记一笔", material=item, by=world.clerk)
    assert [notes_of(person, world.campaign).count() for person in (world.clerk, world.head)] == [1, 0]
