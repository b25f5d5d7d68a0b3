"""From a mailbox to the queue: each unseen letter once, whatever dies in between."""

from bihuan.campaigns.models import Channel
from bihuan.common.workflow import Refused
from bihuan.opinions.imports.mail import Letter, read_letter
from bihuan.opinions.mailbox import Mailbox, MailboxFault, opened
from bihuan.opinions.services.intake import Said
from bihuan.opinions.services.ways import Mail, take_letter


def fetch(mailbox: Mailbox) -> int:
    """Take in what is unseen and return how many voices are new.

    A letter is marked as seen after its voice is safe: dying in between only makes it be read again, and known again.

    Raises:
        MailboxFault: the mailbox cannot be read, or leads to no channel.
    """
    channel = Channel.objects.filter(campaign__code=mailbox.campaign, code=mailbox.channel, active=True)
    found = channel.select_related("campaign__root").first()
    if found is None:
        raise MailboxFault(f"{mailbox}: there is no channel {mailbox.campaign}/{mailbox.channel}")
    new = 0
    with opened(mailbox) as letters:
        for uid, raw in letters:
            letter = read_letter(raw)
            if not letter.automatic:
                try:
                    new += take_letter(found, _mail(found, letter))[1]
                except Refused:  # an empty letter: it stays unseen for a person to look at
                    continue
            letters.seen(uid)
    return new


def _mail(channel: Channel, letter: Letter) -> Mail:
    said = Said(channel=channel, text=letter.words, contact=letter.sender or None, files=letter.files)
    return Mail(letter.identity, said)
