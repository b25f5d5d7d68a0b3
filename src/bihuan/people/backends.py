"""Sign-in with lock-out: after five wrong passwords the account waits a quarter of an hour (等保 2.0, 8.1.4.1)."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import F
from django.http import HttpRequest

from bihuan.audit.services import act, record
from bihuan.common.clock import now
from bihuan.people.events import AccountLocked
from bihuan.people.models import Person

ALLOWED_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)


class LockingBackend:
    """Checks a name and a password, and counts the wrong ones per account; nothing is kept about the visitor."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django hands it over; nothing of it is kept
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> Person | None:
        """The person, or None for a wrong pair, a locked or a closed account, without saying which."""
        if not username or not password:
            return None
        person = Person.objects.select_related("unit").filter(username=username).first()
        if person is None or person.is_locked or not person.is_active:
            make_password(password)  # as long as a real check, so that the time does not tell which names exist
            return None
        if person.check_password(password):
            if person.failed_sign_ins:
                Person.objects.filter(pk=person.pk).update(failed_sign_ins=0, locked_until=None)
            return person
        count_failure(person)
        return None

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session, unless the account was closed meanwhile."""
        return Person.objects.select_related("unit").filter(pk=user_id, is_active=True).first()


@act
def count_failure(person: Person) -> None:
    """Count a wrong password; the fifth one in a row locks the account for a while."""
    Person.objects.filter(pk=person.pk).update(failed_sign_ins=F("failed_sign_ins") + 1)
    locked = Person.objects.filter(pk=person.pk, failed_sign_ins__gte=ALLOWED_FAILURES).update(
        failed_sign_ins=0, locked_until=now() + LOCKED_FOR
    )
    if locked:
        record(AccountLocked(person=person.pk, title=person.title, failures=ALLOWED_FAILURES), by=None)
