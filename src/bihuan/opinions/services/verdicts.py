"""The speaker's own word about an ending. “Not settled” takes it back at once: it is never only a message."""

from django.utils.translation import gettext as _

from bihuan.audit.services import act
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused, lock
from bihuan.opinions.models import Message, Opinion, Verdict
from bihuan.opinions.selectors import standing_disposition
from bihuan.opinions.services.dispositions import wait_again
from bihuan.opinions.states import Status


@act
def give_verdict(opinion: Opinion, *, solved: bool, grade: int, words: str = "") -> Verdict:
    """Judge the ending that stands, by receipt; one judgement for each ending.

    Not settled: the words join the dialogue and the opinion waits again. That step alone leaves a fact with its
    moment (nobody could otherwise tell why an ending was taken back); the page says so before.

    Raises:
        Refused: nothing stands to be judged, it was judged already, or it is part of an issue.
    """
    held = lock(opinion)
    standing = standing_disposition(held)
    if standing is None or held.status == Status.BECAME_ISSUE:
        raise Refused(_("There is no answer to judge at present. Go on talking below."))
    if Verdict.objects.filter(disposition=standing).exists():
        raise Refused(_("You have judged this answer already. Write below what has changed."))
    if not solved and not words.strip():
        raise Refused(_("Write what is still missing, so that it can be put right."))
    verdict = Verdict.objects.create(
        disposition=standing, solved=solved, grade=grade, words=words.strip(), on=day_of(held.campaign)
    )
    if not solved:
        wait_again(held, by=None)
        Message.objects.create(opinion=held, from_speaker=True, text=verdict.words, on=verdict.on)
        opinion.status = held.status
    return verdict
