"""Results on the page, live while answers come, and as a workbook."""

from io import BytesIO

import xlsxwriter
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from bihuan.campaigns.models import Campaign
from bihuan.opinions.models import Questionnaire, Version
from bihuan.opinions.selectors.questionnaires.results import Outcome, Results, results
from bihuan.opinions.states import QuestionnaireStatus
from bihuan.opinions.views.doors import for_readers
from bihuan.opinions.views.questionnaires.office import TEMPLATES, form_frame, found_or_404
from bihuan.people.http import PersonRequest

PALETTE = ("#2f5d50", "#6f9488", "#b8c7bf", "#c9b28f", "#b4574c", "#8d8a82")
"""From the best word of a scale to the worst; distinct in grey too."""


@require_GET
@for_readers
def show(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Every question with its base; the fragment alone when the page asks for news."""
    found = found_or_404(request, campaign, pk)
    version = _version(request, found)
    counted = results(version, campaign=campaign)
    context = {
        **form_frame(found, pgettext("questionnaire", "Results")),
        "questionnaire": found,
        "campaign": campaign,
        "version": version,
        "versions": found.versions.filter(frozen_on__isnull=False).order_by("-number"),
        "results": counted,
        "judged": [
            (outcome.asked, tally) for outcome in counted.outcomes for tally in outcome.tallies if tally.judgement
        ],
        "chart": _chart(counted.outcomes),
        "live": found.status == QuestionnaireStatus.OPEN,
    }
    part = "_results" if request.headers.get("HX-Request") == "true" else "results"
    return render(request, f"{TEMPLATES}/{part}.html", context)


@require_GET
@for_readers
def workbook(request: PersonRequest, campaign: Campaign, pk: int) -> FileResponse:
    """The same figures as a workbook. No line of it is one person."""
    found = found_or_404(request, campaign, pk)
    version = _version(request, found)
    stream = _written(results(version, campaign=campaign))
    name = f"{slugify(found.title, allow_unicode=True)}-{version.number}.xlsx"
    return FileResponse(stream, as_attachment=True, filename=name)


def _version(request: PersonRequest, found: Questionnaire) -> Version:
    opened = found.versions.filter(frozen_on__isnull=False).order_by("-number")
    wanted = request.GET.get("version", "")
    version = opened.filter(number=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 5 else opened.first()
    if version is None:
        raise Http404
    return version


def _chart(outcomes: tuple[Outcome, ...]) -> dict[str, object] | None:
    """All scales below each other, each as one bar of the shares of its words. The table says the same in figures."""
    rows = [(outcome, tally) for outcome in outcomes for tally in outcome.tallies if tally.judgement and tally.base]
    if not rows:
        return None
    words = list(dict.fromkeys(bar.option.label for _o, tally in rows for bar in tally.bars if bar.percent is not None))
    shares = [{bar.option.label: bar.percent or 0 for bar in tally.bars} for _outcome, tally in rows]
    names = [str(tally.item or outcome.asked.question) for outcome, tally in rows]
    return {
        "color": list(PALETTE),
        "grid": {"left": 8, "right": 24, "top": 36, "bottom": 8, "containLabel": True},
        "legend": {"top": 0, "left": 0, "itemWidth": 12, "itemHeight": 12},
        "xAxis": {"type": "value", "max": 100, "axisLabel": {"formatter": "{value}%"}},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": names,
            "axisLabel": {"width": 160, "overflow": "truncate"},
        },
        "series": [
            {
                "name": word,
                "type": "bar",
                "stack": "all",
                "barMaxWidth": 22,
                "data": [round(share.get(word, 0), 1) for share in shares],
            }
            for word in words
        ],
    }


def _written(counted: Results) -> BytesIO:
    stream = BytesIO()
    # Words of the public must never run as a formula in an office's spreadsheet.
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        page = book.add_worksheet(_("Results")[:31])
        heads = (
            _("No."),
            _("Question"),
            _("Thing judged"),
            pgettext("results", "Answer"),
            pgettext("results", "Times"),
            pgettext("results", "Base"),
            pgettext("results", "Share of the base"),
        )
        page.write_row(0, 0, heads, bold)
        page.set_column(1, 2, 40)
        share = book.add_format({"num_format": "0.0%"})
        row = 1
        for outcome in counted.outcomes:
            for tally in outcome.tallies:
                for bar in tally.bars:
                    line = (outcome.asked.question.position, outcome.asked.question.text, str(tally.item or ""))
                    page.write_row(row, 0, (*line, bar.option.label, bar.count, tally.base))
                    if bar.percent is not None:
                        page.write_number(row, 6, bar.percent / 100, share)
                    row += 1
        words = book.add_worksheet(_("Own words")[:31])
        words.write_row(0, 0, (_("Question"), _("Own words")), bold)
        words.set_column(0, 1, 60)
        said = [(outcome.asked.question.text, text) for outcome in counted.outcomes for text in outcome.words]
        for number, told in enumerate(said, start=1):
            words.write_row(number, 0, told)
    stream.seek(0)
    return stream
