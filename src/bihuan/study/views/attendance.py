"""Attendance: the code on the screen, the phone that scanned it, and the list."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from bihuan.common.workflow import Refused
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.models import Person
from bihuan.people.selectors import holds
from bihuan.study.codes import code_of, is_current, ticket_for
from bihuan.study.forms.sessions import AttendanceForm
from bihuan.study.models import Attendance
from bihuan.study.policies import objections_to_noting, objections_to_signing_in, only_workers
from bihuan.study.selectors.scope import SEEING
from bihuan.study.selectors.sessions import expected, tally
from bihuan.study.services.sessions import note_attendance, sign_in
from bihuan.study.tables import PRESENCE
from bihuan.study.views.loading import door, home_door, session_of
from bihuan.ui.codes import qr_svg
from bihuan.ui.lists import BulkAction, render_list

RENEWED = 20
"""Seconds after which the screen looks again: less than a code stands."""


@require_safe
@never_cache
@signed_in
def screen(request: PersonRequest, pk: int) -> HttpResponse:
    """The code, large, for a screen in the room. The screen looks again before the code is too old (HEAD, then GET)."""
    found = session_of(request, pk)
    if reasons := list(only_workers(found.unit, found.campaign, by=request.user)):
        raise Refused(reasons)  # anybody else could pass the code on to people who are not there
    code = code_of(found.pk)
    address = request.build_absolute_uri(reverse("study:here", args=[found.pk]))
    context = {
        "session": found,
        "code": code,
        "qr": qr_svg(f"{address}?code={code}"),
        "tally": tally(found),
        "refresh_seconds": RENEWED,
    }
    return render(request, "study/screen.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@signed_in
def here(request: PersonRequest, pk: int) -> HttpResponse:
    """What the phone shows after scanning: one button. GET notes nothing: a preview of the link must not sign in."""
    found = session_of(request, pk)
    if request.method == "POST":
        sign_in(found, code=request.POST.get("code", ""), ticket=request.POST.get("ticket", ""), by=request.user)
        messages.success(request, _("You are noted as present."))
        return redirect("study:session", pk=pk)
    code = request.GET.get("code", "")
    scanned = is_current(found.pk, code)
    context = {
        "session": found,
        "mine": found.attendance.filter(person=request.user).first(),
        "ticket": ticket_for(found.pk, request.user.pk) if scanned else "",
        "objections": list(objections_to_signing_in(found, scanned=scanned)),
        "doors": [home_door(), door("session", found.title, found.pk)],
    }
    return render(request, "study/here.html", context)


@require_GET
@signed_in
def attendance(request: PersonRequest, pk: int) -> HttpResponse:
    """Whom the session expects, and who came; tick and note."""
    found = session_of(request, pk)
    if not holds(request.user, SEEING, over=found.unit, campaign_id=found.campaign_id):
        raise Http404  # who was missing is not everybody's to read
    rows = expected(found).select_related("person__unit")
    url = reverse("study:note-attendance", args=[found.pk])
    reasons = list(objections_to_noting(found, by=request.user))
    actions = (
        [] if reasons else [BulkAction(label, f"{url}?status={value}") for value, label in Attendance.Status.choices]
    )
    context = {
        "session": found,
        "tally": tally(found),
        "reasons": reasons,
        "doors": [home_door(), door("sessions", pgettext("study", "Sessions")), door("session", found.title, found.pk)],
    }
    return render_list(request, "study/attendance.html", PRESENCE.page(request, rows, actions=actions), context)


@require_POST
@signed_in
def note(request: PersonRequest, pk: int) -> HttpResponse:
    """Note the ticked people."""
    found = session_of(request, pk)
    form = AttendanceForm({"status": request.GET.get("status", "present")})
    if not form.is_valid():
        raise Refused(_("Say how they are noted: present, excused, or made up for."))
    keys = [int(key) for key in request.POST.getlist("pk") if key.isdecimal()]
    people = Person.objects.filter(pk__in=expected(found).filter(pk__in=keys).values("person")).order_by("pk")
    count = note_attendance(found, list(people), status=form.cleaned_data["status"], by=request.user)
    messages.success(request, _("%(count)s people were noted.") % {"count": count})
    return redirect("study:attendance", pk=pk)
