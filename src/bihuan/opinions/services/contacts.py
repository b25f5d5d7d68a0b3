"""Contact details: sealed on arrival, opened by the office with a reason, sealed anew when keys change."""

from contextlib import suppress

from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.common.sealing import Unreadable, is_stale, seal, unseal
from bihuan.common.workflow import Refused
from bihuan.opinions.events import ContactOpened
from bihuan.opinions.models import Contact, Opinion
from bihuan.opinions.policies import objections_to_opening_contact
from bihuan.people.models import Person


@act
def open_contact(opinion: Opinion, *, reason: str, by: Person) -> str:
    """Read the name and number that a speaker left. Every reading leaves a fact with its reason.

    Raises:
        Refused: no reason, nothing was left, not of the office, or no key opens it any more.
    """
    contact = Contact.objects.filter(opinion=opinion).first()
    objections = list(objections_to_opening_contact(opinion, contact=contact, reason=reason, by=by))
    if objections or contact is None:
        raise Refused(objections)
    try:
        text = unseal(bytes(contact.sealed), context=opinion.stream)
    except Unreadable:
        raise Refused(
            _("No key at hand opens these contact details. Ask the system administrator for the older key.")
        ) from None
    record(ContactOpened(opinion=opinion.pk, reason=reason.strip()), by=by)
    return text


@act
def renew_seals() -> int:
    """Seal anew whatever an older key sealed and return how many; what no key opens stays as it is."""
    renewed = 0
    for contact in list(Contact.objects.select_for_update()):
        sealed, context = bytes(contact.sealed), f"opinion:{contact.opinion_id}"
        if not is_stale(sealed):
            continue
        with suppress(Unreadable):
            fresh = seal(unseal(sealed, context=context), context=context)
            renewed += Contact.objects.filter(pk=contact.pk).update(sealed=fresh)
    return renewed
