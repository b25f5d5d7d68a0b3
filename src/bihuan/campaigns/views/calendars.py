"""The working-day calendar of the site."""

from datetime import date, timedelta
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.campaigns import services
from bihuan.campaigns.forms import DayForm, NoticeForm
from bihuan.campaigns.models import CalendarDay
from bihuan.campaigns.policies import objections_to_calendar
from bihuan.campaigns.selectors import calendar, current_campaign, day_of
from bihuan.campaigns.tables import months_of
from bihuan.campaigns.views.pages import form_page
from bihuan.common.clock import today
from bihuan.common.workflow import Refused
from bihuan.people.http import PersonRequest, for_roles, signed_in
from bihuan.people.roles import Role

FIRST_YEAR, LAST_YEAR = 2004, 2100


@require_safe
@signed_in
def days(request: PersonRequest) -> HttpResponse:
    """One year: days off, make-up days, what was entered here, and whether the year has been announced."""
    asked = request.GET.get("year", "")
    campaign = current_campaign(request)
    year = int(asked) if asked.isdigit() and FIRST_YEAR <= int(asked) <= LAST_YEAR else 0
    year = year or (day_of(campaign) if campaign else today()).year
    known = calendar()
    entered = {entry.day: entry for entry in CalendarDay.objects.filter(day__year=year).order_by("day")}
    context = {
        "year": year,
        "announced": known.knows(year),
        "last_known": known.last_known_year,
        "months": months_of(year, known, entered),
        "workdays": known.workdays_between(date(year, 1, 1) - timedelta(days=1), date(year, 12, 31)),
        "entered": entered.values(),
        "may_not": list(objections_to_calendar(by=request.user)),
    }
    return render(request, "campaigns/calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.SYSTEM_ADMIN)
def enter_day(request: PersonRequest) -> HttpResponse:
    """Declare one day a working day or a day off."""
    form = DayForm(request.POST or None)
    page = partial(form_page, request, form, title=_("Enter a day"), back=reverse("campaigns:calendar"))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.enter_day(said["day"], working=said["working"], note=said["note"], by=request.user)
        except Refused as refused:
            return page(refused=refused)
        return redirect(f"{reverse('campaigns:calendar')}?year={said['day'].year}")
    return page()


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.SYSTEM_ADMIN)
def enter_notice(request: PersonRequest) -> HttpResponse:
    """Enter the notice of a whole year."""
    form = NoticeForm(request.POST or None, initial={"year": calendar().last_known_year + 1})
    page = partial(form_page, request, form, title=_("Enter a year's notice"), back=reverse("campaigns:calendar"))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.enter_notice(said["year"], off=said["off"], make_up=said["make_up"], by=request.user)
        except Refused as refused:
            return page(refused=refused)
        messages.success(request, _("%(year)d counts as announced now.") % {"year": said["year"]})
        return redirect(f"{reverse('campaigns:calendar')}?year={said['year']}")
    return page()


@require_POST
@for_roles(Role.SYSTEM_ADMIN)
def withdraw_day(request: PersonRequest, pk: int) -> HttpResponse:
    """Let an entered day follow the official calendar again."""
    entry = get_object_or_404(CalendarDay, pk=pk)
    services.withdraw_day(entry, by=request.user)
    return redirect(f"{reverse('campaigns:calendar')}?year={entry.day.year}")
