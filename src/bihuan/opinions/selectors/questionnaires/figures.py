"""What questionnaires say, as figures of the campaign: in the same few queries however many there are."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.opinions.models import Choice, Questionnaire, Sheet, Version
from bihuan.opinions.selectors.questionnaires.paper import small_group
from bihuan.opinions.selectors.questionnaires.results import JUDGING
from bihuan.opinions.states import QuestionnaireStatus

PAGE = "opinions:questionnaires"
Figure = tuple[str, str, int, str, dict[str, str]]
"""Path, label, value, and the page with its filters."""


def questionnaire_figures(campaign: Campaign) -> Iterator[Figure]:
    """Answers by questionnaire, and the satisfied of each scale in whole percent, of the version in use.

    `inquiry.questionnaires.CODE.answers`, `.qN.satisfied_percent`, and `.qN_M.satisfied_percent` for the things of a
    matrix. Rounded down: 79.9 % is not 80 %. Nothing about fewer than the policy's group, or the scale's own least.
    """
    newest = Version.objects.filter(questionnaire=OuterRef("pk"), frozen_on__isnull=False).order_by("-number")
    asked = Questionnaire.objects.filter(campaign=campaign).exclude(status=QuestionnaireStatus.DRAFT)
    used = {one: one.used for one in asked.annotate(used=Subquery(newest.values("pk")[:1])).order_by("pk") if one.used}
    if not used:
        return
    counted = Sheet.objects.filter(version__in=used.values(), shaken=True).order_by().values_list("version")
    sheets, least = dict(counted.annotate(Count("pk"))), small_group(campaign)
    judged = _judged([version for version in used.values() if sheets.get(version, 0) >= least])
    for one, version in used.items():
        root, query, title = f"inquiry.questionnaires.{one.code}", {"q": one.title}, one.title
        answers = sheets.get(version, 0)
        label = _("%(title)s: answers") % {"title": title}
        yield f"{root}.answers", label, answers if answers >= least else 0, PAGE, query
        for name, about, percent in judged[version]:
            label = _("%(title)s: satisfied, percent: %(about)s") % {"title": title, "about": about}
            yield f"{root}.{name}.satisfied_percent", label, percent, PAGE, query


def _judged(versions: Collection[int]) -> dict[int, list[tuple[str, str, int]]]:
    """Name, what was judged and percent of every scale, by version. The base is those who judge (see `results`)."""
    rows = Choice.objects.filter(
        sheet__version__in=versions,
        sheet__shaken=True,
        question__kind__in=JUDGING,
        question__threshold_percent__isnull=False,
        option__outside_base=False,
    ).order_by("question__position", "item__position")
    columns = ("question__position", "item__position", "sheet__version", "question__text", "item__label")
    found = rows.values_list(*columns, "question__min_base").annotate(
        base=Count("pk"), satisfied=Count("pk", filter=Q(option__satisfied=True))
    )
    told: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for place, item, version, question, thing, min_base, base, satisfied in found:
        if base >= (min_base or 1):
            name = f"q{place}_{item}" if item else f"q{place}"
            told[version].append((name, thing or question, 100 * satisfied // base))
    return told
