"""The record, for the audit administrator: everything that happened, and whether the chain is whole."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bihuan.audit.models import Event
from bihuan.audit.selectors import last_seal
from bihuan.people import services
from bihuan.people.http import PersonRequest, for_roles
from bihuan.people.roles import Role
from bihuan.people.tables import EVENTS
from bihuan.ui.lists import render_list


@require_safe
@for_roles(Role.AUDIT_ADMIN)
def record(request: PersonRequest) -> HttpResponse:
    """All facts, newest first."""
    return render_list(request, "people/record.html", EVENTS.page(request, Event.objects.all()), {"seal": last_seal()})


@require_POST
@for_roles(Role.AUDIT_ADMIN)
def verify(request: PersonRequest) -> HttpResponse:
    """Let the whole record be checked in the background."""
    services.verify_record(by=request.user)
    messages.success(request, _("The record is being checked. The answer will stand here."))
    return redirect("jobs:mine")
