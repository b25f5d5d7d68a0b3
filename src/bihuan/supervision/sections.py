"""What supervision adds to pages of earlier stages: the issue (`BIHUAN_ISSUE_SECTIONS`) and the receipt of a voice.

Each is a callable that the setting names; the page of the earlier stage asks it and knows nothing else of it.
"""

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from bihuan.campaigns.selectors import policy_of
from bihuan.ledger.models import Issue
from bihuan.ledger.sections import Section, Slot
from bihuan.ledger.selectors import approved_plan, head_count
from bihuan.ledger.states import RING, Status
from bihuan.opinions.models import Opinion
from bihuan.people.http import PersonRequest
from bihuan.supervision import panels
from bihuan.supervision.models import Asking, VisitEntry
from bihuan.supervision.offers import offers
from bihuan.supervision.policies.gate import GateRow, gate, objections_to_closing
from bihuan.supervision.selectors.closing import closures_of, notice_period, notices_of, objections_of, verifications_of
from bihuan.supervision.selectors.recurrences import recurrences_of
from bihuan.supervision.selectors.satisfaction import tally, unasked
from bihuan.supervision.selectors.visits import visible_visits
from bihuan.supervision.selectors.voices import askings_of_voice, issues_of_voice
from bihuan.ui.parts import PathStep


def _section(slot: Slot, template: str, context: dict[str, object], request: HttpRequest) -> Section:
    html = render_to_string(f"supervision/sections/{template}.html", context, request=request)
    return Section(slot, mark_safe(html))  # noqa: S308 - rendered by a template, which escapes


def _rows(issue: Issue) -> list[GateRow]:
    """The seven points, read once for the panel and the button of the same page."""
    known: list[GateRow] | None = getattr(issue, "_gate", None)
    if known is None:
        known = gate(issue)
        issue._gate = known  # type: ignore[attr-defined] # noqa: SLF001 - a cache as long as the page
    return known


def _on_its_way(issue: Issue) -> bool:
    """Somebody is responsible for it and it is not closed: the gate lies ahead."""
    return issue.status in RING[1:-1]


def actions(request: PersonRequest, issue: Issue) -> Section | None:
    """The buttons of supervision beside the title."""
    found = offers(issue, by=request.user)
    return _section("action", "actions", {"offers": found}, request) if found else None


def closing_gate(request: PersonRequest, issue: Issue) -> Section | None:
    """The seven points while the issue is on its way; afterwards the certificate."""
    if issue.is_closed:
        closure = next(iter(closures_of(issue)), None)
        return _section("gate", "certificate", {"closure": closure}, request)
    if not _on_its_way(issue):
        return None
    lines = panels.Gate(issue, _rows(issue), request.user).lines()
    return _section("gate", "gate", {"lines": lines}, request)


def closing_button(request: PersonRequest, issue: Issue) -> Section | None:
    """The button, or its locked form with the very sentences of the gate."""
    if not _on_its_way(issue):
        return None
    rows = _rows(issue)
    reasons = list(objections_to_closing(issue, by=request.user, rows=rows))
    above = {sentence for row in rows for sentence in row.sentences}
    return _section("aside", "closing", {"issue": issue, "reasons": reasons, "above": above}, request)


def separation(request: PersonRequest, issue: Issue) -> Section | None:
    """Who does what, and what the viewer is here."""
    if issue.status not in RING[1:]:
        return None
    return _section("aside", "duties", {"duties": panels.duties(issue, request.user)}, request)


def satisfaction(request: PersonRequest, issue: Issue) -> Section | None:
    """The four answers of the present cycle."""
    count = tally(issue)
    if issue.status not in RING[4:] and not (count.answered or count.silent or count.unreachable):
        return None
    context = {
        "issue": issue,
        "tally": count,
        "answers": panels.answers(issue, count, request.user),
        "unasked": unasked(issue),
        "policy": policy_of(issue.campaign),
    }
    return _section("main", "satisfaction", context, request)


def notices(request: PersonRequest, issue: Issue) -> Section | None:
    """Notices to the unit, undecided requests, and objections from the public notice."""
    context = {
        "issue": issue,
        "notices": notices_of(issue),
        "open_ends": list(panels.open_ends(issue)),
        "objections": objections_of(issue),
        "period": notice_period(issue),
    }
    if not any(context[name] for name in ("notices", "open_ends", "objections", "period")):
        return None
    return _section("main", "notices", context, request)


def verifications(request: PersonRequest, issue: Issue) -> Section | None:
    """Every verification of every cycle, the newest first."""
    rows = verifications_of(issue)
    prefetch_related_objects(rows, "photos")
    return _section("main", "verifications", {"issue": issue, "verifications": rows}, request) if rows else None


def found(request: PersonRequest, issue: Issue) -> Section | None:
    """The visit at which it was found, with its photographs; a door only for who may know of the visit."""
    entry = VisitEntry.objects.filter(issue=issue).select_related("visit__unit", "by").first()
    if entry is None:
        return None
    context = {"entry": entry, "visible": visible_visits(request.user).filter(pk=entry.visit_id).exists()}
    return _section("main", "found", context, request)


def look_backs(request: PersonRequest, issue: Issue) -> Section | None:
    """Certificates of all cycles, re-openings, and the dated re-inspections."""
    if issue.cycle == 1 and not issue.is_closed:
        return None
    context = {
        "closures": closures_of(issue),
        "reopenings": list(issue.reopenings.select_related("by").order_by("-cycle")),
        "look_backs": list(issue.look_backs.select_related("done_by").order_by("due", "pk")),
    }
    return _section("main", "look_backs", context, request) if any(context.values()) else None


def recurrences(request: PersonRequest, issue: Issue) -> Section | None:
    """What a person confirmed: this closed issue came back, or it is one that came back."""
    rows = list(recurrences_of(issue)) if issue.is_closed or issue.cycle > 1 or issue.recurs_id else []
    context = {"issue": issue, "rows": rows}
    return _section("main", "recurrences", context, request) if rows else None


# ---------------------------------------------------------------- the receipt


def receipt(request: HttpRequest, opinion: Opinion, code: str) -> SafeString:
    """For the holder of a receipt: how far the matter is, and whether he is satisfied."""
    asked = {asking.issue_id: asking for asking in askings_of_voice(opinion)}
    matters = [
        _matter(issue, opinion, asked.get(issue.pk))
        for issue in issues_of_voice(opinion).select_related("campaign", "lead_unit")
    ]
    if not matters:
        return SafeString("")
    context = {"matters": matters, "code": code}
    html = render_to_string("supervision/public/receipt.html", context, request=request)
    return mark_safe(html)  # noqa: S308 - rendered by a template, which escapes


def _matter(issue: Issue, opinion: Opinion, asking: Asking | None) -> dict[str, object]:
    others = head_count(issue).people - opinion.heads
    least = policy_of(issue.campaign).small_group
    return {
        "issue": issue,
        "others": others if others >= least else 0,
        "steps": list(_steps(issue)),
        "asking": asking,
        "may_answer": asking is not None and issue.status in (Status.CLAIMED, Status.VERIFIED, Status.IN_NOTICE),
        "ruling": getattr(asking, "ruling", None),
        "measures": issue.measures.count(),
        "came_back": opinion.came_back.filter(issue=issue).order_by("-pk").first(),
    }


def _steps(issue: Issue) -> list[PathStep]:
    """The way of the matter in the words of those who spoke."""
    place, plan, period = issue.ring_place, approved_plan(issue), notice_period(issue)
    days = (
        issue.registered_on,
        issue.assigned_on,
        plan.decided_on if plan else None,
        issue.started_on,
        None,
        None,
        period.opens_on if period else None,
        issue.closed_on,
    )
    steps = []
    for number, (words, when) in enumerate(zip(panels.PUBLIC_WORDS, days, strict=True), start=1):
        state = "done" if number < place or issue.is_closed else "now" if number == place else "ahead"
        steps.append(PathStep(str(words), panels.day(when) if state != "ahead" else "", state))
    return steps
