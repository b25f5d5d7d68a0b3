"""One line that says what a person's roles let him do, and what they do not."""

from django.utils.translation import gettext as _

from bihuan.people.roles import Role


def duties_of(roles: frozenset[str]) -> str:
    """The duties of the strongest role, in the words of the house."""
    lines = {
        Role.SYSTEM_ADMIN: _("accounts and units; sees no content"),
        Role.SECURITY_ADMIN: _("roles; sees no content"),
        Role.AUDIT_ADMIN: _("the record; sees no content"),
        Role.TEAM_LEADER: _("reviews, strikes off, rules on objections"),
        Role.SUPERVISOR: _("reviews plans and verifies; does not strike off"),
        Role.OFFICE: _("registers, assigns, publishes; does not verify or strike off"),
        Role.LEADER: _("sees everything, rules one tier higher"),
        Role.HEAD: _("applies for closing and signs; does not verify"),
        Role.LIAISON: _("writes plans, reports, adds evidence; does not verify"),
        Role.MEMBER: _("reads what is published"),
    }
    return next(
        (line for role, line in lines.items() if role in roles), _("no role yet; ask the security administrator")
    )
