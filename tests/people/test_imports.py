"""Units and accounts from Excel: everything said in words with its cell, all rows or none."""

import io
from time import perf_counter

import pytest
import xlsxwriter

from bihuan.audit.models import Event
from bihuan.common.workflow import Refused
from bihuan.people.drafts import Origin
from bihuan.people.imports import plan_people, plan_units
from bihuan.people.models import Person, Post, Unit
from bihuan.people.selectors import tree_faults
from bihuan.people.services import import_people, import_units
from bihuan.people.sheets import letters

pytestmark = pytest.mark.django_db
ORIGIN = Origin(name="名册.xlsx", digest="0" * 64)


def workbook(*rows: tuple[object, ...], before: int = 0) -> io.BytesIO:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.add_worksheet("说明").write(0, 0, "填表说明")
        sheet = book.add_worksheet("名册")
        for number, row in enumerate(rows, start=before):
            sheet.write_row(number, 0, row)
    stream.seek(0)
    return stream


def units(*rows: tuple[object, ...], below: Unit | None = None, before: int = 0):
    return plan_units(workbook(*rows, before=before), name="单位.xlsx", below=below)


HEAD = ("单位名称", "上级单位", "单位代码", "单位类型")


def test_units_come_in_any_order_below_each_other_and_below_the_tree(world):
    plan = units(
        HEAD,
        ("东风小学", "第六学区", 601, "小学"),
        ("第六学区", "区教委", 6, "学区"),
        ("后勤中心", "", "", "直属单位"),
        below=world.district,
    )
    assert plan.faults == []
    assert import_units(plan.drafts, origin=ORIGIN, by=world.system_admin) == 3
    school = Unit.objects.get(name="东风小学")
    assert [Unit.objects.get(pk=pk).name for pk in school.ancestors] == ["区教委", "第六学区", "东风小学"]
    assert (school.code, school.kind, school.level) == ("601", Unit.Kind.SCHOOL, 3)
    assert Unit.objects.get(name="后勤中心").parent == world.district
    assert list(tree_faults()) == []
    assert Event.objects.get(kind="people.units_imported").data["count"] == 3


def test_the_same_file_again_changes_nothing(world):
    rows = (
        HEAD,
        ("第五学区", "区教委", "", "学区"),
        ("新校", "第五学区", "", "学校"),
        ("中心小学", "第五学区", "", ""),
    )
    first = units(*rows)
    assert (len(first.drafts), len(first.known), first.faults) == (1, 2, [])
    import_units(first.drafts, origin=ORIGIN, by=world.system_admin)
    again = units(*rows)
    assert (again.drafts, len(again.known), again.faults) == ([], 3, [])


def test_every_fault_names_its_cell(world):
    plan = units(
        HEAD,
        ("甲校", "没有的单位", "", ""),
        ("乙校", "第五学区", "510", "大楼"),
        ("丙校", "第五学区", "510", ""),
        ("", "第五学区", "", ""),
        ("丁校", "戊校", "", ""),
        ("戊校", "丁校", "", ""),
        ("己校", "第五学区", "", ""),
        ("己校", "第五学区", "", ""),
        before=3,
    )
    cells = [fault.cell for fault in plan.faults]
    assert sorted(cells) == sorted(["B5", "D6", "C7", "A8", "B9", "B10", "A12"])


def test_a_name_that_two_units_bear_must_be_told_apart(world):
    Unit.objects.filter(pk=world.school.pk).update(code="501")
    for number, parent in enumerate(["第三学区", "第五学区"]):
        import_units(units(HEAD, ("实验园", parent, f"k{number}", "")).drafts, origin=ORIGIN, by=world.system_admin)
    assert len(units(HEAD, ("小一班", "实验园", "", "")).faults) == 1
    by_code = units(HEAD, ("小一班", "k0", "", "")).drafts
    by_path = units(HEAD, ("小一班", "区教委／第三学区／实验园", "", "")).drafts
    assert by_code[0].parent == by_path[0].parent == Unit.objects.get(code="k0").pk


def test_the_tree_does_not_grow_too_deep(world):
    rows = [(f"第{level}层", f"第{level - 1}层" if level > 1 else "中心小学", "", "") for level in range(1, 4)]
    plan = units(HEAD, *rows)
    assert [fault.cell for fault in plan.faults] == ["B4"]


def test_nothing_is_imported_outside_the_administrators_part(world):
    plan = units(HEAD, ("某校", "外区教委", "", ""))
    with pytest.raises(Refused):
        import_units(plan.drafts, origin=ORIGIN, by=world.system_admin)
    with pytest.raises(Refused):
        import_units(units(HEAD, ("某校", "区教委", "", "")).drafts, origin=ORIGIN, by=world.security_admin)
    assert not Unit.objects.filter(name="某校").exists()


def test_a_tree_that_changed_meanwhile_refuses_the_whole_file(world):
    plan = units(HEAD, ("甲校", "第五学区", "", ""), ("乙校", "第五学区", "", ""))
    import_units(plan.drafts[:1], origin=ORIGIN, by=world.system_admin)
    with pytest.raises(Refused):
        import_units(plan.drafts, origin=ORIGIN, by=world.system_admin)
    assert not Unit.objects.filter(name="乙校").exists()


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04"])
def test_what_is_no_workbook_is_said(content):
    with pytest.raises(Refused, match=r"坏表\.xlsx"):
        plan_units(io.BytesIO(content), name="坏表.xlsx", below=None)


def test_a_sheet_without_the_headings_is_said(db):
    with pytest.raises(Refused, match="单位名称"):
        units(("姓名", "分数"), ("某", 3))


def test_five_thousand_units_take_a_few_seconds(world):
    rows = [(f"片区{n}", "区教委", f"z{n}", "学区") for n in range(100)]
    rows += [(f"学校{n}", f"片区{n % 100}", f"s{n}", "学校") for n in range(4900)]
    file = workbook(HEAD, *rows)
    start = perf_counter()
    plan = plan_units(file, name="单位.xlsx", below=None)
    import_units(plan.drafts, origin=ORIGIN, by=world.system_admin)
    elapsed = perf_counter() - start
    assert Unit.objects.filter(u1=world.district.pk).count() == 5008
    assert list(tree_faults()) == []
    assert elapsed < 20, f"{elapsed:.1f} s"  # measured 2 s; the rest is a busy machine


PEOPLE = ("账号", "称谓", "单位", "电话", "职务")


def people(*rows: tuple[object, ...]):
    return plan_people(workbook(PEOPLE, *rows), name="人员.xlsx")


def test_accounts_come_with_posts_and_initial_passwords(world):
    plan = people(("jckz", "计财科科长", "计财科", 13800000000.0, "科长"), ("zxxz", "中心小学校长", "中心小学", "", ""))
    assert plan.faults == []
    made = import_people(plan.drafts, origin=ORIGIN, by=world.system_admin)
    person = Person.objects.get(username="jckz")
    assert (person.unit, person.phone, person.must_change_password) == (world.finance, "13800000000", True)
    assert Post.objects.get(unit=world.finance).holder == person
    assert len({password for _draft, password in made}) == 2
    assert person.check_password({draft.username: password for draft, password in made}["jckz"])
    assert not Event.objects.filter(payload__contains=made[0][1]).exists()


def test_accounts_that_are_there_are_left_alone(world):
    plan = people((world.clerk.username, world.clerk.title, "计财科", "", ""))
    assert (plan.drafts, len(plan.known), plan.faults) == ([], 1, [])


def test_every_fault_of_an_account_names_its_cell(world):
    plan = people(
        ("a b", "空格", "计财科", "", ""),
        ("same", "甲", "计财科", "", "出纳"),
        ("same", "乙", "计财科", "", "出纳"),
        ("other", "", "没有的科", "", ""),
        (world.clerk.username, "冒名", "计财科", "", ""),
    )
    cells = sorted(fault.cell for fault in plan.faults)
    assert cells == sorted(["A2", "A4", "E4", "B5", "C5", "A6"])


def test_columns_are_called_as_excel_calls_them():
    assert [letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
