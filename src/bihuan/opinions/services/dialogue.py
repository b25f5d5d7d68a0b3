"""The dialogue by receipt."""

from bihuan.audit.services import act, record
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused
from bihuan.opinions.events import SpeakerAnswered
from bihuan.opinions.models import Message, Opinion
from bihuan.opinions.policies import objections_to_office_work, objections_to_words
from bihuan.people.models import Person


@act
def say(opinion: Opinion, *, text: str, by: Person | None) -> Message:
    """Add to the dialogue, as the speaker (`by` None: whoever has the code) or as the office.

    The day is kept, not the hour. The same words twice in a row are one message: a page that was sent again.

    Raises:
        Refused: nothing is said, or a person who is not of the office.
    """
    objections = list(objections_to_words(text))
    if by is not None:
        objections += objections_to_office_work(opinion.campaign, by)
    if objections:
        raise Refused(objections)
    last = opinion.messages.order_by("-pk").first()
    if last and (last.text, last.by_id) == (text.strip(), by.pk if by else None):
        return last
    message = Message.objects.create(
        opinion=opinion, from_speaker=by is None, text=text.strip(), on=day_of(opinion.campaign), by=by
    )
    if by is not None:
        record(SpeakerAnswered(opinion=opinion.pk, text=message.text), by=by)
    return message
