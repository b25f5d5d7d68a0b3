"""Accounts: opening, changing and closing them, and everything about their passwords."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from bihuan.audit.services import act, record
from bihuan.common.workflow import Refused, lock
from bihuan.people.events import (
    InitialPasswordSet,
    PasswordChanged,
    PersonActivated,
    PersonChanged,
    PersonCreated,
    PersonDeactivated,
    SignedIn,
)
from bihuan.people.models import Person, Unit
from bihuan.people.passwords import new_initial_password
from bihuan.people.policies import (
    objections_to_accounts,
    objections_to_closing_account,
    objections_to_moving_account,
    objections_to_own_account,
    objections_to_person_words,
)


@act
def create_person(
    username: str,
    *,
    title: str,
    unit: Unit,
    phone: str = "",
    password: str | None = None,
    by: Person | None,
) -> Person:
    """Open an account. Without a password it cannot sign in until `set_initial_password` gives it one.

    Raises:
        Refused: `by` may not, the unit is closed, or the name is taken.
    """
    reasons = [
        *objections_to_accounts(by, over=unit),
        *objections_to_person_words(username=username, title=title, unit=unit),
    ]
    if reasons:
        raise Refused(reasons)
    person = Person.objects.create_person(username, password=password, title=title, unit=unit, phone=phone)
    record(PersonCreated(person=person.pk, title=title, username=username, unit=unit.name), by=by)
    return person


@act
def change_person(person: Person, *, title: str, unit: Unit, phone: str, by: Person | None) -> Person:
    """Write another title, unit or telephone. A change of unit leaves the grants as they are: those are not ours.

    Raises:
        Refused: `by` may not here or there, or the unit is closed.
    """
    person = lock(person)
    reasons = [
        *objections_to_accounts(by, over=person.unit),
        *objections_to_moving_account(person, to=unit, by=by),
    ]
    if reasons:
        raise Refused(reasons)
    new = {"title": title, "unit": unit, "phone": phone}
    changed = tuple(column for column, value in new.items() if getattr(person, column) != value)
    if changed:
        for column in changed:
            setattr(person, column, new[column])
        person.save(update_fields=changed)
        record(PersonChanged(person=person.pk, title=title, changed=changed), by=by)
    return person


@act
def set_initial_password(person: Person, *, by: Person | None) -> str:
    """Give an account a fresh password, lift its lock, and return the password: it is shown once and kept nowhere.

    Raises:
        Refused: `by` may not, or it is his own account.
    """
    person = lock(person)
    reasons = [*objections_to_accounts(by, over=person.unit), *objections_to_own_account(person, by=by)]
    if reasons:
        raise Refused(reasons)
    password = new_initial_password()
    person.set_password(password)
    person.must_change_password = True
    person.failed_sign_ins, person.locked_until = 0, None
    person.save(update_fields=["password", "must_change_password", "failed_sign_ins", "locked_until"])
    record(InitialPasswordSet(person=person.pk, title=person.title), by=by)
    return password


@act
def change_password(person: Person, *, new: str, by: Person) -> Person:
    """The person's own choice of a new password; nobody chooses it for another.

    Raises:
        Refused: the password breaks a rule; each is a sentence.
    """
    person = lock(person)
    if by.pk != person.pk:
        raise Refused(list(objections_to_accounts(by, over=person.unit)))
    try:
        validate_password(new, person)
    except ValidationError as wrong:
        raise Refused(wrong.messages) from wrong
    person.set_password(new)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    record(PasswordChanged(person=person.pk, title=person.title), by=by)
    return person


@act
def deactivate_person(person: Person, *, by: Person | None) -> Person:
    """Close an account; it can no longer sign in, and its deeds stay in the record.

    Raises:
        Refused: `by` may not, it is his own account, or the last one that holds an administrator's role.
    """
    person = lock(person)
    reasons = [*objections_to_accounts(by, over=person.unit), *objections_to_closing_account(person, by=by)]
    if reasons:
        raise Refused(reasons)
    if person.is_active:
        _set_active(person, active=False)
        record(PersonDeactivated(person=person.pk, title=person.title), by=by)
    return person


@act
def activate_person(person: Person, *, by: Person | None) -> Person:
    """Open a closed account again.

    Raises:
        Refused: `by` may not, or the unit is closed.
    """
    person = lock(person)
    reasons = [
        *objections_to_accounts(by, over=person.unit),
        *objections_to_moving_account(person, to=person.unit, by=by),
    ]
    if reasons:
        raise Refused(reasons)
    if not person.is_active:
        _set_active(person, active=True)
        record(PersonActivated(person=person.pk, title=person.title), by=by)
    return person


@act
def note_sign_in(person: Person) -> None:
    """Record that somebody signed in; from where is not kept."""
    record(SignedIn(person=person.pk, title=person.title), by=person)


def choose_language(person: Person, language: str) -> None:
    """Remember the language of one person; a taste, not a fact."""
    Person.objects.filter(pk=person.pk).update(language=language)


def _set_active(person: Person, *, active: bool) -> None:
    person.is_active = active
    person.save(update_fields=["is_active"])
