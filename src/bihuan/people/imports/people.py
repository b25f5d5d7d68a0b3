"""A list of accounts from Excel."""

import re
from typing import BinaryIO

from django.utils.translation import gettext as _

from bihuan.people.drafts import PersonDraft
from bihuan.people.imports.plan import Directory, Plan
from bihuan.people.models import Person, Post
from bihuan.people.sheets import Heading, Row, read_sheet

PERSON_HEADINGS = (
    Heading("username", ("账号", "帐号", "登录名", "用户名", "登录账号", "account", "username"), required=True),
    Heading("title", ("称谓", "姓名", "人员", "名称", "title", "name"), required=True),
    Heading("unit", ("单位", "单位名称", "所在单位", "工作单位", "部门", "unit"), required=True),
    Heading("phone", ("电话", "手机", "联系电话", "手机号", "手机号码", "phone")),
    Heading("post", ("职务", "岗位", "post")),
)
USERNAME = re.compile(r"[\w.@-]{3,60}")


def plan_people(file: BinaryIO, *, name: str) -> Plan[PersonDraft]:
    """Check a list of accounts.

    Raises:
        Refused: the file has no such list.
    """
    plan: Plan[PersonDraft] = Plan(read_sheet(file, PERSON_HEADINGS, name=name))
    directory = Directory()
    people = {person.username: person for person in Person.objects.select_related("unit")}
    posts = set(Post.objects.values_list("unit_id", "title"))
    seen: dict[object, int] = {}
    for row in plan.sheet.rows:
        unit = _unit_of(row, plan, directory)
        known = people.get(row.cells["username"])
        if known is not None and unit is not None and (known.title, known.unit_id) == (row.cells["title"], unit):
            plan.known.append(f"{row.address('username')}: {known.username}")
            continue
        _check_person(row, plan, taken=known is not None, seen=seen)
        post = row.cells.get("post", "")
        if post and unit is not None:
            _check_post(row, plan, taken=(unit, post) in posts, twin=seen.setdefault((unit, post), row.number))
        if unit is not None:
            cells = row.cells
            plan.drafts.append(
                PersonDraft(row.number, cells["username"], cells["title"], unit, cells.get("phone", ""), post)
            )
    return plan


def _unit_of(row: Row, plan: Plan[PersonDraft], directory: Directory) -> int | None:
    words = row.cells["unit"]
    found = directory.find(words)
    if len(found) != 1:
        missing = _("There is no unit “%(words)s”. Add it to the tree first.")
        several = _("“%(words)s” names %(count)d units. Write its code, or its names from the top joined by “/”.")
        plan.fault(row, "unit", (several if found else missing) % {"words": words, "count": len(found)})
        return None
    unit = directory.units[next(iter(found))]
    if not unit.active:
        plan.fault(row, "unit", _("%(unit)s is out of use.") % {"unit": unit})
    return unit.pk


def _check_person(row: Row, plan: Plan[PersonDraft], *, taken: bool, seen: dict[object, int]) -> None:
    username = row.cells["username"]
    if not USERNAME.fullmatch(username):
        sentence = _("“%(name)s” is no account name: 3 to 60 letters, digits or . _ - @.")
        plan.fault(row, "username", sentence % {"name": username})
    if taken:
        sentence = _("The account “%(name)s” belongs to somebody with another title or unit.")
        plan.fault(row, "username", sentence % {"name": username})
    first = seen.setdefault(username, row.number)
    if first != row.number:
        sentence = _("The account “%(name)s” stands in row %(row)d already.")
        plan.fault(row, "username", sentence % {"name": username, "row": first})
    for key, longest in (("title", 60), ("phone", 20), ("post", 60)):
        if len(row.cells.get(key, "")) > longest:
            plan.fault(row, key, _("More than %(longest)d characters.") % {"longest": longest})
    if not row.cells["title"]:
        plan.fault(row, "title", _("The title is missing."))


def _check_post(row: Row, plan: Plan[PersonDraft], *, taken: bool, twin: int) -> None:
    if taken or twin != row.number:
        sentence = _("The post “%(post)s” of this unit has a line already. Fill it on the page of the unit.")
        plan.fault(row, "post", sentence % {"post": row.cells["post"]})
