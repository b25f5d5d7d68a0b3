"""Reflections: handed in, compared with the others, reviewed, and shown with consent."""

from typing import TypedDict, Unpack

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused, lock, move
from bihuan.files.models import StoredFile
from bihuan.jobs.services import enqueue
from bihuan.people.models import Person
from bihuan.study import events
from bihuan.study.models import Reflection, Topic
from bihuan.study.policies import (
    objections_to_comment,
    objections_to_handing_in,
    objections_to_handing_in_again,
    objections_to_reviewing,
    only_author,
)
from bihuan.study.states import ACCEPT_REFLECTION, RETURN_REFLECTION, SUBMIT_AGAIN
from bihuan.study.work import COMPARE, Compare


class _Needed(TypedDict):
    title: str
    text: str


class Words(_Needed, total=False):
    """What a reflection says, and how it came."""

    file: StoredFile | None
    way: str
    topic: Topic | None
    may_show: bool


@act
def hand_in(campaign: Campaign, *, author: Person, by: Person, **words: Unpack[Words]) -> Reflection:
    """Hand a reflection in. Comparing it with all others is left to the background.

    Raises:
        Refused: too short, or entered for somebody by whom it is not.
    """
    words.setdefault("way", Reflection.Way.PAGE)
    reasons = list(objections_to_handing_in(author, campaign, text=words["text"], way=words["way"], by=by))
    if reasons:
        raise Refused(reasons)
    if author.pk != by.pk:
        words["may_show"] = False  # consent is the writer's own
    reflection = Reflection.objects.create(
        campaign=campaign, author=author, unit=author.unit, handed_in_on=day_of(campaign), **words
    )
    _handed_in(reflection, by=by)
    return reflection


@act
def hand_in_again(reflection: Reflection, *, title: str, text: str, by: Person) -> Reflection:
    """Mend what was sent back."""
    reflection = lock(reflection)
    if reasons := list(objections_to_handing_in_again(reflection, text=text, by=by)):
        raise Refused(reasons)
    day = day_of(reflection.campaign)
    move(reflection, SUBMIT_AGAIN, title=title, text=text, handed_in_on=day, compared=False)
    _handed_in(reflection, by=by)
    return reflection


def _handed_in(reflection: Reflection, *, by: Person) -> None:
    fact = events.ReflectionHandedIn(
        reflection=reflection.pk,
        title=reflection.title,
        author=reflection.author.label,
        letters=sum(map(str.isalnum, reflection.text)),
        way=str(reflection.get_way_display()),
    )
    record(fact, by=by)
    enqueue(COMPARE, args=Compare(campaign=reflection.campaign_id))


@act
def accept(reflection: Reflection, *, comment: str = "", by: Person) -> Reflection:
    """Accept a reflection; with the writer's consent the garden shows it from now on."""
    reflection = lock(reflection)
    if reasons := list(objections_to_reviewing(reflection, by=by)):
        raise Refused(reasons)
    day, words = day_of(reflection.campaign), comment.strip()
    move(reflection, ACCEPT_REFLECTION, reviewed_by=by, reviewed_on=day, comment=words)
    record(events.ReflectionAccepted(reflection=reflection.pk, comment=words), by=by)
    return reflection


@act
def send_back(reflection: Reflection, *, comment: str, by: Person) -> Reflection:
    """Send a reflection back, saying what is to be done better."""
    reflection = lock(reflection)
    if reasons := [*objections_to_reviewing(reflection, by=by), *objections_to_comment(comment)]:
        raise Refused(reasons)
    day, words = day_of(reflection.campaign), comment.strip()
    move(reflection, RETURN_REFLECTION, reviewed_by=by, reviewed_on=day, comment=words)
    record(events.ReflectionReturned(reflection=reflection.pk, comment=words), by=by)
    return reflection


@act
def consent(reflection: Reflection, *, may_show: bool, by: Person) -> Reflection:
    """Agree, or no longer agree, that others read it in the garden; it holds at once."""
    reflection = lock(reflection)
    if reasons := list(only_author(reflection, by=by)):
        raise Refused(reasons)
    Reflection.objects.filter(pk=reflection.pk).update(may_show=may_show)
    reflection.may_show = may_show
    fact = events.ConsentGiven if may_show else events.ConsentWithdrawn
    record(fact(reflection=reflection.pk), by=by)
    return reflection
