"""The map of the site, and the admin's change list of issues at `/baseline/`."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import path

from bihuan.config.urls import urlpatterns as product
from bihuan.ledger.models import Issue


def _yes(*_: Any) -> bool:
    return True


def _no(*_: Any) -> bool:
    return False


class Open(admin.ModelAdmin):
    """An admin that asks for no permission: the roles of Bihuan are not those of Django."""

    has_view_permission = has_change_permission = has_module_permission = _yes
    has_add_permission = has_delete_permission = _no


class IssueAdmin(Open):
    """What somebody would declare on the first day: the same columns, filters and search as the ledger."""

    list_display = ("number", "title", "category", "lead_unit", "due", "light", "status")
    list_select_related = ("category", "lead_unit")
    list_filter = ("status", "light", "category", "disposition")
    list_per_page = 30
    ordering = ("due", "id")
    search_fields = ("title",)


class OpenSite(admin.AdminSite):
    """Open to whoever signed in."""

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated


site = OpenSite(name="baseline")
site.register(Issue, IssueAdmin)
issues = site._registry[Issue].changelist_view

urlpatterns = [path("baseline/", issues), path("admin/", (site.get_urls(), "admin", "admin")), *product]
