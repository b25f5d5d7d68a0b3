"""The search finds what was said and done, whole words only, and follows every change of words."""

import pytest
from django.db import connection

from bihuan.files.services import store
from bihuan.jobs import worker
from bihuan.ledger.imports import Corrections, take_over
from bihuan.ledger.models import Issue, IssueWords
from bihuan.ledger.search import TABLE, search, terms
from bihuan.ledger.services.planning import MeasureContent, add_measure, change_measure, remove_measure
from bihuan.ledger.services.registering import IssueDetails, edit_wording, register
from bihuan.ledger.services.wording import WordsDue, forget_all_words, read_missing_words
from bihuan.ledger.services.working import report_progress
from tests import walk
from tests.ledger.imports.conftest import workbook
from tests.ledger.imports.test_trying_out import PLAIN


def found(world, words):
    return list(search(Issue.objects.filter(campaign=world.campaign), words).rows.order_by("number"))


@pytest.fixture
def issue(world):
    text = "第三小学食堂饭菜凉，家长多次反映，ＡＢＣ系统里查不到处理结果。" * 4
    return register(world.campaign, text=text, details=IssueDetails(title="食堂饭菜"), by=world.office)


@pytest.mark.parametrize("words", ["食堂", "查不到处理", "凉", "果", "abc", "ab", "家长 处理结果", "饭菜凉，家长"])
def test_words_of_the_original_are_found(world, issue, words):
    assert found(world, words) == [issue]


@pytest.mark.parametrize("words", ["食家", "食堂处理", "校园", "，", "堂食", "食堂 校园"])
def test_what_nobody_said_is_not_found(world, issue, words):
    assert found(world, words) == []


def test_words_of_another_campaign_are_not_found(world, issue):
    assert search(Issue.objects.exclude(campaign=world.campaign), "食堂").total == 0


def test_very_common_words_are_found_too(world, issue, monkeypatch):
    monkeypatch.setattr("bihuan.ledger.search.RARE", 0)
    assert (found(world, "食堂"), found(world, "食堂处理")) == ([issue], [])


def test_measures_and_reports_are_found_while_they_stand(world):
    issue = walk.to_assigned(world)
    walk.write_plan(world, issue)
    measure = add_measure(issue, MeasureContent(text="更换保温餐车"), by=world.head)
    assert found(world, "保温餐车") == [issue]
    change_measure(measure, MeasureContent(text="改为现场配餐"), by=world.head)
    assert (found(world, "保温餐车"), found(world, "现场配餐")) == ([], [issue])
    measure.refresh_from_db()
    remove_measure(measure, by=world.head)
    assert found(world, "现场配餐") == []


def test_a_new_title_is_found_and_the_old_one_only_if_it_was_said(world, issue):
    edit_wording(issue, title="供餐温度不足", reason="说清楚", by=world.office)
    assert (found(world, "供餐温度"), found(world, "食堂饭菜")) == ([issue], [issue])


def test_progress_is_found(world):
    issue = walk.to_started(world)
    report_progress(issue, percent=30, text="保温餐车已经到位", by=world.liaison)
    assert found(world, "餐车已经") == [issue]


def test_imported_words_are_found_once_their_job_is_done(world):
    take_over(world.campaign, store(workbook(PLAIN), name="台账.xlsx"), Corrections(), by=world.office)
    assert worker.drain() == 1
    assert len(found(world, "核对名单")) == 1


def test_the_index_can_be_built_anew(world, issue):
    forget_all_words()
    assert found(world, "食堂") == []
    assert read_missing_words(WordsDue()) == 1
    assert found(world, "食堂") == [issue]
    assert IssueWords.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE}")
        assert cursor.fetchone() == (1,)


def test_every_character_begins_a_term():
    assert terms("食堂饭菜。7月") == ["食堂", "堂饭", "饭菜", "菜", "7", "月"]
