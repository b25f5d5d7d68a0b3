"""Own words out of the urn become voices: they wait at the triage desk like any other, each counted once.

A voice names the questionnaire and nothing else: no sheet, no answer, no moment. Its day is the one on which the urn
was shaken. The group of its speaker is kept only where the urn held enough words of that group, by the same rule that
hides small groups in the results; so a voice never tells more than the results do.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bihuan.campaigns.models import Term
from bihuan.campaigns.selectors import terms
from bihuan.campaigns.services import next_number
from bihuan.opinions.models import Opinion, Origin, Question, Questionnaire, Source, Version, Words
from bihuan.opinions.selectors.questionnaires.paper import small_group
from bihuan.opinions.selectors.questionnaires.suppression import hidden_groups
from bihuan.opinions.services.intake import SEQUENCE, Said, opinion_row

NOTHING = frozenset(
    "无 没 没有 暂无 暂时没有 无意见 没意见 没有意见 无建议 没建议 没有建议 没什么意见 没什么 none no nil".split()
)
"""What people write who have nothing to say. It stays with the answers and troubles nobody at the desk."""


def hear(version: Version, words: Sequence[Words], options: Mapping[int, Iterable[int]]) -> list[Opinion]:
    """Make voices of words that have just been shaken, in the order given; return them.

    `options` are the options chosen on each sheet. The caller's unit of work decides that each comes here once.
    """
    heard = set(version.questions.filter(kind=Question.Kind.TEXT, heard=True).values_list("pk", flat=True))
    said = [one for one in words if one.question_id in heard and not says_nothing(one.text)]
    if not said:
        return []
    questionnaire = version.questionnaire
    groups = _groups(version, said, options)
    first = next_number(questionnaire.campaign, SEQUENCE, count=len(said))
    opinions = Opinion.objects.bulk_create(
        opinion_row(questionnaire.campaign, number, _said(questionnaire, one.text, groups.get(one.sheet_id)))
        for number, one in enumerate(said, first)
    )
    Source.objects.bulk_create(
        Source(
            opinion=opinion,
            campaign=questionnaire.campaign,
            origin=Origin.QUESTIONNAIRE,
            questionnaire=questionnaire,
        )
        for opinion in opinions
    )
    return opinions


def says_nothing(text: str) -> bool:
    """Is it only a polite way of leaving the field empty?"""
    squeezed = "".join(character for character in text.lower() if character.isalnum())
    return not squeezed or squeezed in NOTHING


def _said(questionnaire: Questionnaire, text: str, group: Term | None) -> Said:
    return Said(channel=questionnaire.channel, consultation=questionnaire.consultation, text=text, group=group)


def _groups(version: Version, said: Sequence[Words], options: Mapping[int, Iterable[int]]) -> dict[int, Term]:
    """The group of each sheet whose group may be kept: an answer that splits, called as the campaign calls a group."""
    campaign = version.questionnaire.campaign
    called = {term.name: term for term in terms(campaign, Term.Taxonomy.SPEAKER_GROUP)}
    asked = version.questions.filter(splits=True).order_by("position").first()
    named = {one.pk: called[one.label] for one in asked.options.all() if one.label in called} if asked else {}
    mine = {one.sheet_id: named[pk] for one in said for pk in options.get(one.sheet_id, ()) if pk in named}
    sizes = Counter(mine.get(one.sheet_id) for one in said)  # None: those that stay without a group anyway
    hidden = hidden_groups(sizes, least=small_group(campaign))
    return {sheet: group for sheet, group in mine.items() if group not in hidden}
