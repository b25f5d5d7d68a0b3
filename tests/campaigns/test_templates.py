"""Templates: the shipped ones become campaigns, faulty ones are refused with the place of every fault."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.audit.models import Event
from bihuan.campaigns.blueprint import load, parse, shipped
from bihuan.campaigns.models import CalendarDay, Campaign, Channel, LightRule, Term
from bihuan.campaigns.selectors import object_kinds
from bihuan.campaigns.services import create_campaign
from bihuan.campaigns.yaml_reader import FileRefused
from bihuan.common.workflow import Refused
from bihuan.people.roles import Role

SMALL = """\
template: small
name: 小活动
phases:
  - {name: 听取意见, from_week: 1, to_week: 2}
  - {name: 整改, from_week: 3, to_week: 6}
taxonomies:
  category: [{code: a, name: 甲}]
  disposition: [{code: a, name: 甲}]
  refusal: [{code: a, name: 甲}]
channels:
  back_to_back: [{code: box, name: 信箱, public: true}]
closing: {signatures: [head], look_back_after_workdays: [60]}
lights:
  - {colour: red, basis: overdue_days, at_least: 1}
  - {colour: green, basis: otherwise}
supervision:
  objects:
    - {code: schools, name: 学校, units: [school], focus: [收费是否公示, 有无隐患]}
"""


def faults(text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(FileRefused) as refusal:
        parse(text, file="x.yaml")
    return [(fault.line, fault.column, fault.path) for fault in refusal.value.faults]


# ---------------------------------------------------------------- the shipped ones


@pytest.mark.parametrize("code", sorted(shipped()))
def test_a_shipped_template_becomes_a_campaign(world, code):
    campaign = create_campaign(
        code,
        code=f"{code}-2026",
        name="新活动",
        root=world.district,
        office=world.office_unit,
        starts_on=date(2026, 3, 2),
        year=2026,
        by=world.office,
    )
    blueprint = load(code)
    assert campaign.template == code
    assert list(campaign.phases.order_by("position").values_list("name", flat=True)) == [
        phase.name for phase in blueprint.phases
    ]
    assert campaign.phases.get(position=1).starts_on == date(2026, 3, 2)
    assert campaign.ends_on == max(campaign.phases.values_list("ends_on", flat=True))
    assert campaign.terms.count() == len(blueprint.terms)
    assert campaign.channels.count() == len(blueprint.channels)
    assert [len(kind.problems.all()) for kind in object_kinds(campaign)] == [
        len(draft.focus) for draft in blueprint.oversight.objects
    ]
    assert {rule.after_workdays for rule in campaign.closure_policy.look_backs.all()} == set(
        blueprint.policy.look_backs
    )
    assert campaign.light_rules.order_by("position").last().basis == LightRule.Basis.OTHERWISE
    assert Event.objects.get(stream=f"campaign:{campaign.pk}").actor_id == world.office.pk


def test_the_mass_line_template_sorts_as_the_report_does():
    blueprint = load("mass-line")
    names = {
        taxonomy: [term.name for term in blueprint.terms if term.taxonomy == taxonomy] for taxonomy in Term.Taxonomy
    }
    assert names[Term.Taxonomy.CATEGORY] == [
        "区管领导干部四风问题",
        "基层干部作风问题",
        "群众反映强烈的利益问题",
        "联系服务群众最后一公里问题",
    ]
    assert names[Term.Taxonomy.DISPOSITION] == ["立说立行类", "深入查找类", "政策体制类", "涉法涉纪类", "其他问题类"]
    assert {channel.way for channel in blueprint.channels} == set(Channel.Way)
    assert sum(channel.way == Channel.Way.BACK_TO_BACK for channel in blueprint.channels) == 8


@pytest.mark.parametrize("code", sorted(shipped()))
def test_every_shipped_template_listens_in_public_and_ends_its_lights(code):
    blueprint = load(code)
    assert any(channel.public for channel in blueprint.channels)
    assert Role.HEAD in blueprint.policy.signatures
    assert blueprint.policy.look_backs


# ---------------------------------------------------------------- places of faults


def test_a_small_template_is_enough():
    blueprint = parse(SMALL, file="x.yaml")
    assert blueprint.policy.min_satisfied_percent == 80
    assert blueprint.phases[1].days(date(2026, 3, 2)) == (date(2026, 3, 16), date(2026, 4, 12))


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ("template: small", "template: ¦Small One", "template"),
        ("name: 小活动", "name: ¦2026", "name"),
        ("name: 小活动", "¦nome: 小活动", "nome"),
        ("name: 小活动", "name: 小活动\n¦name: 又名", "name"),
        ("from_week: 1, to_week: 2", "from_week: 3, to_week: ¦2", "phases[1].to_week"),
        ("from_week: 3, to_week: 6", "from_week: ¦3.5, to_week: 6", "phases[2].from_week"),
        ("from_week: 3, to_week: 6", "from_week: 3, to_week: 6, look_back_week: ¦2", "phases[2].look_back_week"),
        ("to_week: 6}", "to_week: 6, must_review: [方案, ¦方案]}", "phases[2].must_review[2]"),
        ("to_week: 6}", "to_week: 6, must_talk: [¦'']}", "phases[2].must_talk[1]"),
        ("from_week: 3, to_week: 6", "starts_on: ¦2026-02-30, ends_on: 2026-03-01", "phases[2].starts_on"),
        ("category: [{code: a, name: 甲}]", "category: ¦[]", "taxonomies.category"),
        ("category: [{code: a, name: 甲}]", "category: [¦甲]", "taxonomies.category[1]"),
        ("category: [{code: a, name: 甲}]\n  dis", "¦dis", "taxonomies.category"),
        ("public: true", "public: ¦maybe", "channels.back_to_back[1].public"),
        ("back_to_back", "¦backs", "channels.backs"),
        ("signatures: [head]", "signatures: ¦[head, audit_admin]", "closing.signatures"),
        ("signatures: [head]", "signatures: [¦king]", "closing.signatures[1]"),
        ("signatures: [head]", "min_satisfied_percent: ¦49", "closing.min_satisfied_percent"),
        ("signatures: [head]", "min_answers: ¦0", "closing.min_answers"),
        ("[60]", "¦[60, 60]", "closing.look_back_after_workdays"),
        ("at_least: 1}", "at_least: 3, at_most: ¦1}", "lights[1].at_most"),
        ("basis: overdue_days, at_least: 1", "basis: ¦overdue_days", "lights[1].basis"),
        ("basis: otherwise", "basis: ¦left_days, at_most: 3", "lights[2].basis"),
        ("colour: green", "colour: ¦pink", "lights[2].colour"),
        ("[school]", "[¦college]", "supervision.objects[1].units[1]"),
        ("[收费是否公示, 有无隐患]", "[有无隐患, ¦有无隐患]", "supervision.objects[1].focus[2]"),
        ("[收费是否公示, 有无隐患]", "[收费是否公示, ¦{有无: 隐患}]", "supervision.objects[1].focus[2]"),
        ("[收费是否公示, 有无隐患]", "¦[]", "supervision.objects[1].focus"),
        ("objects:", "visit_window_days: ¦0\n  objects:", "supervision.visit_window_days"),
        ("template: small", "template: &a small\nsummary: ¦*a", ""),
        ("name: 小活动", "name: ¦@小活动", ""),
    ],
)
def test_each_fault_is_named_by_its_place(before, after, path):
    """¦ marks where the fault is."""
    assert before in SMALL
    marked = SMALL.replace(before, after, 1)
    above, _mark, _rest = marked.partition("¦")
    line, column = above.count("\n") + 1, len(above) - above.rfind("\n")
    assert (line, column, path) in faults(marked.replace("¦", ""))


def test_all_faults_come_at_once_in_the_order_of_the_file():
    text = SMALL.replace("template: small", "template: Small").replace("colour: green", "colour: pink")
    found = faults(text)
    assert len(found) == 2
    assert found == sorted(found)


def test_the_sentence_offers_the_key_that_was_meant():
    with pytest.raises(FileRefused, match="phases"):
        parse(SMALL.replace("phases:", "phase:"), file="x.yaml")


@pytest.mark.parametrize("text", ["", "- a\n- b", "just words", "a: " + "[" * 40, "x" * 300_000, "\x00"])
def test_what_is_no_template_at_all_is_said(text):
    with pytest.raises(FileRefused):
        parse(text, file="x.yaml")


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, len(SMALL)), length=st.integers(0, 12), junk=st.text(max_size=6))
def test_no_damage_to_a_template_gets_past_the_reader(place, length, junk):
    """A damaged file is refused with places inside it, or it is still a whole template: never another error."""
    text = SMALL[:place] + junk + SMALL[place + length :]
    try:
        blueprint = parse(text, file="x.yaml")
    except FileRefused as refused:
        places = [(fault.line, fault.column) for fault in refused.faults]
    else:
        assert blueprint.phases
        assert blueprint.lights[-1].basis == LightRule.Basis.OTHERWISE
        return
    last = len(text.splitlines()) + 1
    assert places
    assert all(1 <= line <= last and column >= 1 for line, column in places)


def test_an_unknown_template_names_the_known_ones(db):
    with pytest.raises(Refused, match="mass-line"):
        load("nothing")


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path):
    with pytest.raises(Refused):
        load(tmp_path / "absent.yaml")
    (tmp_path / "gbk.yaml").write_bytes("template: 甲".encode("gbk"))
    with pytest.raises(Refused, match=r"gbk\.yaml"):
        load(tmp_path / "gbk.yaml")


# ---------------------------------------------------------------- creating


def create(world, template: str | Path = "generic", **changes):
    words = {
        "code": "new",
        "name": "新活动",
        "root": world.district,
        "office": None,
        "starts_on": date(2026, 3, 2),
        "year": 2026,
        "by": world.office,
    }
    return create_campaign(template, **(words | changes))


def test_only_the_office_over_the_whole_scope_sets_up(world):
    for person in set(world.people.values()) - {world.office}:
        with pytest.raises(Refused):
            create(world, by=person)
    with pytest.raises(Refused):
        create(world, root=world.elsewhere)
    with pytest.raises(Refused):
        create(world, root=world.fifth_zone, office=world.office_unit)


def test_a_code_is_used_once_and_nothing_is_half_written(world, tmp_path):
    with pytest.raises(Refused):
        create(world, code=world.campaign.code)
    file = tmp_path / "bad.yaml"
    file.write_text(SMALL.replace("colour: green", "colour: pink"), encoding="utf-8")
    with pytest.raises(FileRefused):
        create(world, file)
    assert Campaign.objects.count() == 1


def test_a_template_from_a_file_with_days_of_its_own(world, tmp_path):
    file = tmp_path / "small.yaml"
    CalendarDay.objects.create(day=date(2026, 5, 8), working=True, note="本单位")
    file.write_text(
        SMALL + "calendar:\n  - {day: 2026-05-08, working: false}\n  - {day: 2026-05-11, working: false, note: 校庆}\n",
        encoding="utf-8",
    )
    create(world, file)
    assert CalendarDay.objects.get(day=date(2026, 5, 8)).working is True
    assert CalendarDay.objects.get(day=date(2026, 5, 11)).note == "校庆"


def test_fixed_days_before_the_campaign_are_refused(world, tmp_path):
    file = tmp_path / "small.yaml"
    text = SMALL.replace("from_week: 1, to_week: 2", "starts_on: 2026-01-05, ends_on: 2026-01-30")
    file.write_text(
        text.replace("from_week: 3, to_week: 6", "starts_on: 2026-02-02, ends_on: 2026-03-01"), encoding="utf-8"
    )
    with pytest.raises(Refused, match="2026-01-05"):
        create(world, file)
    assert create(world, file, starts_on=date(2026, 1, 5)).ends_on == date(2026, 3, 1)


def test_the_sample_of_the_guide_is_a_whole_template():
    guide = (Path(__file__).parents[2] / "docs" / "howto" / "templates.md").read_text(encoding="utf-8")
    sample = guide.split("```yaml\n")[1].split("```")[0]
    assert parse(sample, file="templates.md").code == "spring"
