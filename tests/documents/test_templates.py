"""Administrators' Word templates: what they may do, and every way out of the sandbox that was tried."""

import io
import zipfile
from typing import Any

import docx
import pytest

from bihuan.documents.errors import Unreadable
from bihuan.documents.writing.isolation import accept_isolated, fill_isolated
from bihuan.documents.writing.templates import LARGEST_TEMPLATE, Sandbox, accept, fill
from tests.documents.papers import word

FIELDS: dict[str, Any] = {
    "campaign": {"name": "整改活动", "as_of": "2030-06-12"},
    "figures": {"rectify": {"issues_registered": 52}},
    "issues": [
        {"number": "0001", "title": "<食堂>&账目", "units": ["甲校", "乙校"]},
        {"number": "0002", "title": "宿舍", "units": []},
    ],
}


def filled(*blocks: Any) -> str:
    document = docx.Document(io.BytesIO(fill(word(*blocks), FIELDS)))
    return "\n".join(p.text for p in document.paragraphs)


def test_fields_loops_conditions_and_filters() -> None:
    text = filled(
        "{{ campaign.name }}截至{{ campaign.as_of|date }}共{{ figures.rectify.issues_registered }}个",
        "{% for issue in issues %}{{ issue.number }}{{ issue.title }}（{{ issue.units|join('、') }}）{% endfor %}",
        "{% if figures.rectify.issues_registered > 50 %}多{% else %}少{% endif %}",
    )
    assert "整改活动截至2030年6月12日共52个" in text
    assert "0001<食堂>&账目（甲校、乙校）0002宿舍（）" in text
    assert text.endswith("多")


def test_rows_of_a_table_repeat() -> None:
    template = word(
        [
            ["编号", "问题"],
            ["{%tr for issue in issues %}", ""],
            ["{{ issue.number }}", "{{ issue.title }}"],
            ["{%tr endfor %}", ""],
        ]
    )
    table = docx.Document(io.BytesIO(fill(template, FIELDS))).tables[0]
    assert [row.cells[0].text for row in table.rows] == ["编号", "0001", "0002"]


def test_an_accepted_template_names_its_fields() -> None:
    assert accept(word("{{ campaign.name }}", "{% for one in issues %}{{ one.title }}{% endfor %}"), FIELDS) == (
        "campaign",
        "issues",
    )


HOSTILE = (
    "{{ campaign.__class__ }}",
    "{{ campaign['__class__'] }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ campaign|attr('__class__') }}",
    "{{ campaign.items() }}",
    "{{ campaign.name.format(campaign) }}",
    "{{ '{0.__class__}'.format(campaign) }}",
    "{{ '%s' % campaign }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self.__init__ }}",
    "{{ namespace(x=1) }}",
    "{{ range(1000000000) }}",
    "{{ lipsum() }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ [1] * 1000000 }}",
    "{{ issues.append(1) }}",
    "{% set x = campaign %}{{ x }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'base' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% call(x) campaign.name() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{{ issues|map(attribute='__class__')|list }}",
    "{{ issues|pprint }}",
    "{{ campaign.name|replace('a', 'b') }}",
    "{{ (campaign)|tojson }}",
    "{% for a in issues recursive %}{{ loop(a) }}{% endfor %}",
    "{% for a in issues %}{% for b in issues %}{% for c in issues %}{% for d in issues %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in 'aaaaaaaaaa' %}x{% endfor %}",
    "{{ missing.field }}",
    "{{ campaign.missing }}",
    "{{ campaign.name ",
    "{% for a in issues %}",
    "{{ config }}",
    "{{ request.environ }}",
    "{{ campaign is callable }}",
)


@pytest.mark.parametrize("expression", HOSTILE)
def test_hostile_and_broken_expressions_are_refused_with_a_sentence(expression: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        accept(word(expression), FIELDS)
    assert refusal.value.sentence.endswith("。")


@pytest.mark.parametrize(
    "expression",
    ["{{ a.__class__ }}", "{{ a['__class__'] }}", "{{ a.items() }}", "{{ a.upper() }}", "{{ a|attr('x') }}"],
)
def test_the_sandbox_holds_without_the_check_before_it(expression: str) -> None:
    """Two walls: what the first would let through, the second refuses."""
    for value in ({"x": 1}, "text", [1]):
        with pytest.raises(Exception, match=r"undefined|no attribute|calls nothing|No filter|unsafe|has no"):
            Sandbox().from_string(expression).render(a=value)


def with_part(content: bytes, name: str, body: bytes) -> bytes:
    """A docx with one more, or one other, part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, body)
    return out.getvalue()


RELATION = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="http://127.0.0.1/x" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("word/vbaProject.bin", b"x", "active"),
        ("word/embeddings/oleObject1.bin", b"x", "active"),
        ("word/_rels/settings.xml.rels", RELATION % b"attachedTemplate", "external"),
        ("word/_rels/footnotes.xml.rels", RELATION % b"image", "external"),
        ("word/footer9.xml", b"<w:instrText> INCLUDETEXT c:\\x </w:instrText>", "active"),
        ("word/footer9.xml", b'<w:fldSimple w:instr=" DDEAUTO cmd x "/>', "active"),
        ("word/footer9.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', "entities"),
    ],
)
def test_what_word_would_fetch_or_run_is_refused(name: str, body: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        accept(with_part(word("{{ campaign.name }}"), name, body), FIELDS)
    assert refusal.value.code == code


def test_size_has_a_limit_before_anything_is_opened() -> None:
    with pytest.raises(Unreadable, match="MB"):
        accept(b"PK" + b"0" * LARGEST_TEMPLATE, FIELDS)


def test_what_is_no_word_file_is_refused() -> None:
    for content in (b"", b"no archive", with_part(word("x"), "word/document.xml", b"<broken")):
        with pytest.raises(Unreadable):
            accept(content, FIELDS)


def test_filling_happens_in_a_process_of_its_own_with_the_same_sentences() -> None:
    assert accept_isolated(word("{{ campaign.name }}"), FIELDS) == ("campaign",)
    assert fill_isolated(word("{{ campaign.name }}"), FIELDS).startswith(b"PK")
    with pytest.raises(Unreadable, match="字段"):
        accept_isolated(word("{{ campaign.missing }}"), FIELDS)
