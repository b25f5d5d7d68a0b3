"""Workbooks as offices write them, and browsers of the cast."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.ledger.pages.conftest import as_person
from tests.world import world

__all__ = ["as_person", "world"]

HEADS = (
    "序号",
    "市序号",
    "问题类别",
    "存在问题",
    "牵头单位",
    "配合单位",
    "责任人",
    "整改措施",
    "整改时限",
    "整改状态",
    "备注",
)


def workbook(*rows, heads=HEADS, sheet="整改台账"):
    """The bytes of a ledger with one sheet."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append(heads)
    for row in rows:
        page.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
