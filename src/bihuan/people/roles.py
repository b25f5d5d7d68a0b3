"""Roles and what each is for. A grant gives a person one role over one part of the tree."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may do; where, the grant says."""

    OFFICE = "office", _("campaign office")
    LIAISON = "liaison", _("liaison")
    HEAD = "head", _("head of unit")
    SUPERVISOR = "supervisor", _("supervisor")
    TEAM_LEADER = "team_leader", _("leader of a team")
    LEADER = "leader", _("leading official")
    MEMBER = "member", _("member")
    SYSTEM_ADMIN = "system_admin", _("system administrator")
    SECURITY_ADMIN = "security_admin", _("security administrator")
    AUDIT_ADMIN = "audit_admin", _("audit administrator")


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
"""The three administrators (三员, GB/T 22239): accounts, roles and log; none sees content, none holds two of them."""

SUPERVISING = frozenset({Role.SUPERVISOR, Role.TEAM_LEADER})
JUDGED = frozenset({Role.LIAISON, Role.HEAD})
READING_ALL = frozenset({Role.OFFICE, Role.LEADER})
