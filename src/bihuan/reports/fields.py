"""The fields that templates may name: plain data from the same records as the paper itself, with words for each."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.documents.writing import Grid, Paper
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import current_plan, visible_issues
from bihuan.people.models import Person
from bihuan.reports.papers.kinds import KINDS, Kind
from bihuan.reports.papers.sources import Sources
from bihuan.supervision.models import SupervisionNotice

MOST_ISSUES = 3000
"""Issues handed to a template; a longer ledger is a matter for Excel."""


class FieldEntry(NamedTuple):
    """One line of the dictionary: what to write in the template, what it means, what it would give."""

    name: str
    meaning: str
    example: str


def fields_of(paper: Paper, kind: Kind, viewer: Person, campaign: Campaign, subject: Any) -> dict[str, Any]:  # noqa: ANN401 - an issue, a notice …
    """Everything that a template for this paper may name."""
    source = Sources(campaign, viewer)
    fields: dict[str, Any] = {
        "paper": {"title": paper.title, "office": paper.office, "day": paper.as_of.isoformat()},
        "campaign": {"name": campaign.name, "code": campaign.code, "unit": str(campaign.root)},
        "tables": [_table(block) for block in paper.blocks if isinstance(block, Grid)],
    }
    if kind.about == "issue":
        fields["issue"] = issue_fields(subject)
    elif kind.about == "notice":
        fields["notice"] = notice_fields(subject)
    elif kind.about == "campaign":
        fields["figures"] = nested(dict.fromkeys(FIXED_FIGURES, "0") | _texts(source))
        rows = visible_issues(viewer, campaign).registered().select_related("lead_unit", "category").order_by("number")
        fields["issues"] = [_issue_line(issue) for issue in rows.prefetch_related("measures")[:MOST_ISSUES]]
    return fields


def _texts(source: Sources) -> dict[str, str]:
    return {path: figure.text for path, figure in source.figures.items()}


def _table(block: Grid) -> dict[str, Any]:
    rows = [
        [cell if isinstance(cell, str) else "".join(p if isinstance(p, str) else p.text for p in cell) for cell in row]
        for row in block.rows
    ]
    return {"title": block.caption, "rows": rows}


def _issue_line(issue: Issue) -> dict[str, Any]:
    return {
        "number": issue.label,
        "title": issue.title,
        "category": issue.category.name if issue.category else "",
        "unit": str(issue.lead_unit or ""),
        "deadline": issue.deadline_text,
        "due": issue.deadline.isoformat() if issue.deadline else "",
        "status": str(issue.get_status_display()),
        "progress": issue.progress,
        "closed_on": issue.closed_on.isoformat() if issue.closed_on else "",
        "measures": [measure.text for measure in issue.measures.all()],
    }


def issue_fields(issue: Issue) -> dict[str, Any]:
    """One issue with its plan."""
    plan = current_plan(issue)
    responsible = (plan.responsible.title if plan.responsible else plan.responsible_name) if plan else ""
    return {
        **_issue_line(issue),
        "original": issue.original_text,
        "supporting": [str(row.unit) for row in issue.supporting.select_related("unit").order_by("pk")],
        "responsible": str(responsible),
        "standard": plan.standard if plan else "",
        "sixth": plan.sixth if plan else "",
        "registered_on": issue.registered_on.isoformat(),
    }


def notice_fields(notice: SupervisionNotice) -> dict[str, Any]:
    """One notice to a unit."""
    return {
        "kind": str(notice.get_kind_display()),
        "number": notice.mark,
        "unit": str(notice.unit),
        "text": notice.text,
        "issued_on": notice.issued_on.isoformat(),
        "reply_due": notice.reply_due.isoformat(),
        "issue": issue_fields(notice.issue) if notice.issue else {},
    }


def nested(flat: dict[str, Any]) -> dict[str, Any]:
    """Dotted paths as mappings inside mappings: what `figures.rectify.issues_closed` means in a template."""
    found: dict[str, Any] = {}
    for path, value in flat.items():
        *above, name = path.split(".")
        place = found
        for step in above:
            known = place.setdefault(step, {})
            if not isinstance(known, dict):
                break
            place = known
        else:
            place[name] = value
    return found


# ---------------------------------------------------------------- the dictionary

ISSUE_LINE: dict[str, Any] = {
    "number": "0001",
    "title": "问题名称",
    "category": "问题类别",
    "unit": "责任单位",
    "deadline": "2030年6月底前",
    "due": "2030-06-30",
    "status": "整改中",
    "progress": 60,
    "closed_on": "2030-07-01",
    "measures": ["措施一", "措施二"],
}
ISSUE: dict[str, Any] = {
    **ISSUE_LINE,
    "original": "问题原文",
    "supporting": ["配合单位"],
    "responsible": "责任人",
    "standard": "整改标准",
    "sixth": "督导领导",
    "registered_on": "2030-03-01",
}
COMMON: dict[str, Any] = {
    "paper": {"title": "标题", "office": "发文机关", "day": "2030-06-12"},
    "campaign": {"name": "活动名称", "code": "2014", "unit": "单位"},
    "tables": [{"title": "表题", "rows": [["单元格", "单元格"]]}],
}


def sample_fields(kind: str) -> dict[str, Any]:
    """Invented values of the right shape, to fill a template on trial before it is taken."""
    about = KINDS[kind].about
    fields = dict(COMMON)
    if about == "issue":
        fields["issue"] = ISSUE
    elif about == "notice":
        fields["notice"] = {
            "kind": "整改通知书",
            "number": "〔2030〕1号",
            "unit": "责任单位",
            "text": "通知正文",
            "issued_on": "2030-06-01",
            "reply_due": "2030-06-15",
            "issue": ISSUE,
        }
    elif about == "campaign":
        fields["figures"] = nested(dict.fromkeys(FIXED_FIGURES, "52"))
        fields["issues"] = [ISSUE_LINE]
    return fields


FIXED_FIGURES = (
    "rectify.issues_registered",
    "rectify.issues_closed",
    "rectify.issues_open",
    "rectify.closed_rate",
    "oversee.teams",
    *(f"inquiry.{way}.{what}" for way in ("invite_in", "go_out") for what in ("symposia", "participants", "opinions")),
    "inquiry.face_to_face.units",
    "inquiry.face_to_face.visits_person_times",
    "inquiry.back_to_back.forms_issued",
    "inquiry.back_to_back.forms_returned",
    "inquiry.back_to_back.opinions",
)
"""Figures that every campaign has under the same path."""


def dictionary(kind: str) -> Iterator[FieldEntry]:
    """Every field of a kind, as it is written in a template."""
    for name, value in sample_fields(kind).items():
        yield from _entries(name, value)


def _entries(name: str, value: Any) -> Iterator[FieldEntry]:  # noqa: ANN401 - plain data of any depth
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _entries(f"{name}.{key}", inner)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        one = name.rpartition(".")[2].rstrip("s")
        yield FieldEntry(f"{{% for {one} in {name} %}} … {{% endfor %}}", _("a list; inside it:"), "")
        for key, inner in value[0].items():
            yield from _entries(f"{one}.{key}", inner)
    elif isinstance(value, list):
        yield FieldEntry(f"{{{{ {name}|join('、') }}}}", _("a list of texts"), "、".join(map(str, value)))
    else:
        yield FieldEntry(f"{{{{ {name} }}}}", "", str(value))
