"""What answering shows on the page of a voice: its clock, its files, who answers for it, words that may be used."""

from typing import Any

from django.utils.translation import gettext as _

from bihuan.opinions.forms.answering import HandOnForm, MoreTimeForm, hint_sentence
from bihuan.opinions.models import Disposition, Opinion, ReplyTemplate, Source, Verdict
from bihuan.opinions.replies import filled_in
from bihuan.opinions.selectors.answering import Clocks, charges_of
from bihuan.opinions.states import Status
from bihuan.opinions.tables import day
from bihuan.people.http import PersonRequest
from bihuan.people.roles import Role
from bihuan.people.selectors import holds
from bihuan.triage.replies import look_at_reply
from bihuan.ui.parts import Line

KINDS = {"answer": "answered", "refuse": "refused", "forward": "forwarded"}


def answering_context(
    request: PersonRequest, found: Opinion, *, standing: Disposition | None, refused: dict[str, Any]
) -> dict[str, Any]:
    """The context of `opinions/_answering.html` and of the files beside the words."""
    campaign, person = found.campaign, request.user
    held, offer = charges_of(found)
    leads = holds(person, [Role.LEADER], over=campaign.root, campaign_id=campaign.pk)
    mine = held is not None and held.person_id == person.pk
    waits = found.status == Status.OPEN
    return {
        "clock_lines": clock_lines(found) if waits else [],
        "charge": held,
        "offer": offer,
        "may_hand_on": mine and offer is None and waits,
        "offered_to_me": offer is not None and offer.person_id == person.pk,
        "hand_on_form": refused.get("hand_on") or (HandOnForm(campaign) if mine and offer is None else None),
        "more_time_form": refused.get("more_time") or (MoreTimeForm(campaign) if leads and waits else None),
        "attachments": list(found.attachments.order_by("position")),
        "source": Source.objects.filter(opinion=found).select_related("hand_over__file", "questionnaire").first(),
        "verdict": Verdict.objects.filter(disposition__opinion=found).order_by("-pk").first(),
        "reply_hints": _hints(found, standing),
    }


def _hints(found: Opinion, standing: Disposition | None) -> list[str]:
    """What a careful reader would point out about an answer. That it became an issue answers by itself."""
    if standing is None or standing.kind != Disposition.Kind.ANSWERED:
        return []
    return [hint_sentence(hint) for hint in look_at_reply(found.text, standing.reply)]


def clock_lines(found: Opinion) -> list[Line]:
    """By when a first word and the ending are due."""
    clocks = Clocks(found.campaign)
    more = found.more_time.order_by("-until").values_list("until", flat=True).first()
    return [
        Line(_("First word due"), day(clocks.respond_due(found))),
        Line(_("Ending due"), day(clocks.settle_due(found, more)), note=_("more time was given") if more else ""),
    ]


def reply_words(request: PersonRequest, found: Opinion) -> tuple[list[ReplyTemplate], dict[str, dict[str, str]]]:
    """The words for replies on offer, and what the chosen ones (`?words=`) write into the forms of the endings."""
    offered = list(ReplyTemplate.objects.filter(campaign=found.campaign, active=True).order_by("name"))
    chosen = next((one for one in offered if str(one.pk) == request.GET.get("words", "")), None)
    if chosen is None:
        return offered, {}
    text = filled_in(chosen.text, found)
    keys = [key for key, kind in KINDS.items() if chosen.kind in ("any", kind)]
    return offered, {key: {"reply": text} for key in keys}
