"""Who may do what: sentences against it; none means yes. `by` is None only while the site itself is set up."""

from collections.abc import Iterable, Iterator

from django.db.models import Max
from django.utils.translation import gettext as _

from bihuan.people.models import LEVELS, Grant, Person, Unit
from bihuan.people.roles import ADMINISTRATORS, Role
from bihuan.people.selectors import grants_of, holders_of, holds, units_below


def objections_to_role(
    person: Person, roles: Iterable[Role], *, over: Unit | None, campaign_id: int | None = None
) -> Iterator[str]:
    """One sentence if the person holds none of the roles over the unit: who may, and what the person is."""
    roles = tuple(roles)
    if holds(person, roles, over=over, campaign_id=campaign_id):
        return
    wanted = " / ".join(str(role.label) for role in roles)
    mine = "、".join(dict.fromkeys(str(Role(grant.role).label) for grant in grants_of(person))) or _("without a role")
    if over is None:
        yield _("This is for: %(wanted)s. You are: %(mine)s.") % {"wanted": wanted, "mine": mine}
    else:
        yield _("This is for: %(wanted)s, responsible for %(unit)s. You are: %(mine)s.") % {
            "wanted": wanted,
            "unit": over,
            "mine": mine,
        }


def objections_to_accounts(by: Person | None, *, over: Unit | None) -> Iterator[str]:
    """Accounts and units are the system administrator's, each in his part of the tree."""
    if by is not None:
        yield from objections_to_role(by, [Role.SYSTEM_ADMIN], over=over)


# ---------------------------------------------------------------- units


def objections_to_new_unit(parent: Unit | None) -> Iterator[str]:
    """A unit is not hung below a closed one, nor deeper than the tree goes."""
    if parent is None:
        return
    if not parent.active:
        words = _("%(unit)s is out of use. Put it to use again first, or choose another unit above.")
        yield words % {"unit": parent}
    if parent.level >= LEVELS:
        words = _("%(unit)s is on level %(level)d, the lowest of the tree. Choose a unit further up.")
        yield words % {"unit": parent, "level": LEVELS}


def objections_to_unit_words(*, name: str, code: str, parent: Unit | None, unit: Unit | None = None) -> Iterator[str]:
    """A name stands once below one unit, a code once in the tree."""
    others = Unit.objects.exclude(pk=unit.pk) if unit else Unit.objects.all()
    if not name.strip():
        yield _("A unit needs a name.")
    if others.filter(parent=parent, name=name).exists():
        words = _("There is a unit “%(name)s” below %(parent)s already. Choose a name that tells them apart.")
        yield words % {"name": name, "parent": parent or _("the top of the tree")}
    taken = others.filter(code=code).first() if code else None
    if taken is not None:
        words = _("The code %(code)s belongs to %(unit)s. Choose another one.")
        yield words % {"code": code, "unit": taken}


def objections_to_moving_unit(unit: Unit, *, to: Unit | None) -> Iterator[str]:
    """A unit is not moved into itself, below a closed unit, too deep, or to where its name stands already."""
    if to is not None and to.is_within(unit):
        words = _("%(to)s belongs to %(unit)s itself. Choose a place outside it.")
        yield words % {"to": to, "unit": unit}
        return
    if to is not None and not to.active:
        yield _("%(unit)s is out of use. Put it to use again first, or choose another unit above.") % {"unit": to}
    deepest = units_below(unit).aggregate(deepest=Max("level"))["deepest"] or unit.level
    needed = (to.level if to else 0) + 1 + deepest - unit.level
    if needed > LEVELS:
        words = _("%(unit)s would reach down to level %(needed)d; the tree has %(levels)d.")
        yield words % {"unit": unit, "needed": needed, "levels": LEVELS}
    yield from objections_to_unit_words(name=unit.name, code="", parent=to, unit=unit)


def objections_to_closing_unit(unit: Unit) -> Iterator[str]:
    """First what is below it, and the accounts in it, are closed or moved."""
    below = Unit.objects.filter(parent=unit, active=True).count()
    if below:
        words = _("%(count)d units directly below %(unit)s are still in use. Take them out of use or move them first.")
        yield words % {"count": below, "unit": unit}
    accounts = Person.objects.filter(unit=unit, is_active=True).count()
    if accounts:
        words = _(
            "%(count)d accounts in %(unit)s are still in use. Take them out of use or move them to another unit first."
        )
        yield words % {"count": accounts, "unit": unit}


# ---------------------------------------------------------------- accounts


def objections_to_person_words(*, username: str, title: str, unit: Unit) -> Iterator[str]:
    """An account has a name of its own, a title, and a unit that is open."""
    if not username.strip() or not title.strip():
        yield _("An account needs a name and a title.")
    if Person.objects.filter(username=username).exists():
        yield _("There is an account “%(name)s” already. Choose another name.") % {"name": username}
    yield from _objections_to_home(unit)


def objections_to_moving_account(person: Person, *, to: Unit, by: Person | None) -> Iterator[str]:
    """The new unit is open and in the administrator's part of the tree."""
    if person.unit_id != to.pk:
        yield from objections_to_accounts(by, over=to)
    yield from _objections_to_home(to)


def objections_to_own_account(person: Person, *, by: Person | None) -> Iterator[str]:
    """What an administrator does to accounts he does not do to his own."""
    if by is not None and by.pk == person.pk:
        yield _("This is your own account. Another system administrator has to do this.")


def objections_to_closing_account(person: Person, *, by: Person | None) -> Iterator[str]:
    """Nobody shuts himself out, and no administrator's role is left without anybody."""
    yield from objections_to_own_account(person, by=by)
    for grant in grants_of(person):
        if grant.is_administrative and holders_of(Role(grant.role)) == {person.pk}:
            words = _("%(title)s is the only %(role)s. Give the role to somebody else first.")
            yield words % {"title": person.title, "role": Role(grant.role).label}


def _objections_to_home(unit: Unit) -> Iterator[str]:
    if not unit.active:
        yield _("%(unit)s is out of use. Choose another unit.") % {"unit": unit}


# ---------------------------------------------------------------- posts


def objections_to_new_post(unit: Unit, *, title: str) -> Iterator[str]:
    """A post stands once in a unit."""
    if not title.strip():
        yield _("A post needs a title.")
    if unit.posts.filter(title=title).exists():
        words = _("%(unit)s has the post “%(title)s” already. Change who holds it instead.")
        yield words % {"unit": unit, "title": title}


def objections_to_holder(holder: Person | None) -> Iterator[str]:
    """A post is held by somebody whose account is open."""
    if holder is not None and not holder.is_active:
        yield _("The account of %(title)s is out of use. Choose somebody else.") % {"title": holder.title}


# ---------------------------------------------------------------- grants


def objections_to_granting(
    person: Person, role: Role, *, over: Unit, campaign_id: int | None, by: Person | None
) -> Iterator[str]:
    """Roles are the security administrator's, never for himself, and only once."""
    if by is not None:
        yield from objections_to_role(by, [Role.SECURITY_ADMIN], over=over)
        if by.pk == person.pk:
            yield _("Nobody gives himself a role. Another security administrator has to do this.")
    yield from objections_to_holder(person)
    same = Grant.objects.current().filter(person=person, role=role, unit=over, campaign_id=campaign_id, source="")
    if same.exists():
        words = _("%(title)s is %(role)s over %(unit)s already.")
        yield words % {"title": person.title, "role": role.label, "unit": over}
    yield from objections_to_second_role(person, role)


def objections_to_second_role(person: Person, role: Role) -> Iterator[str]:
    """The three administrators (三员) stay apart: none holds a second role of any kind."""
    others = {Role(grant.role) for grant in Grant.objects.current().filter(person=person)} - {role}
    clashing = others if role in ADMINISTRATORS else others & ADMINISTRATORS
    if clashing:
        words = _(
            "%(title)s is %(others)s. An administrator of accounts, of roles or of the record holds no second role: "
            "choose another person, or end the other role first."
        )
        yield words % {
            "title": person.title,
            "others": "、".join(sorted(str(other.label) for other in clashing)),
        }


def objections_to_ending_grant(grant: Grant, *, by: Person | None) -> Iterator[str]:
    """The security administrator ends roles, not his own, not the last one, not what another decision gave."""
    if by is not None:
        yield from objections_to_role(by, [Role.SECURITY_ADMIN], over=grant.unit)
        if by.pk == grant.person_id:
            yield _("Nobody ends his own role. Another security administrator has to do this.")
    if grant.source:
        words = _("This role comes from a place in a team (%(source)s). Change the team instead.")
        yield words % {"source": grant.source}
    if not Grant.objects.current().filter(pk=grant.pk).exists():
        yield _("This role has ended already.")
    elif grant.is_administrative and holders_of(Role(grant.role)) == {grant.person_id}:
        words = _("%(title)s is the only %(role)s. Give the role to somebody else first.")
        yield words % {"title": grant.person.title, "role": Role(grant.role).label}
