"""URLs of questionnaires and of what a consultation holds, inside a campaign."""

from django.urls import URLPattern, URLResolver, include, path

from bihuan.opinions.views import meetings, talks
from bihuan.opinions.views.questionnaires import building, office, results

_questionnaire: list[URLPattern | URLResolver] = [
    path("", office.questionnaire, name="questionnaire"),
    path("details/", office.details, name="questionnaire-details"),
    path("open/", office.open_, name="questionnaire-open"),
    path("close/", office.close, name="questionnaire-close"),
    path("reopen/", office.reopen, name="questionnaire-reopen"),
    path("revise/", office.revise, name="questionnaire-revise"),
    path("forms/", office.returns, name="questionnaire-returns"),
    path("slips/", office.slips, name="questionnaire-slips"),
    path("papers/", office.papers, name="questionnaire-papers"),
    path("sheet/", office.sheet, name="questionnaire-sheet"),
    path("results/", results.show, name="questionnaire-results"),
    path("results.xlsx", results.workbook, name="questionnaire-workbook"),
    path("draft/", building.draft, name="questionnaire-draft"),
    path("draft/sections/new/", building.section, name="questionnaire-section-new"),
    path("draft/sections/<int:part>/", building.section, name="questionnaire-section"),
    path("draft/sections/<int:part>/remove/", building.remove_section, name="questionnaire-section-remove"),
    path("draft/questions/new/", building.question, name="questionnaire-question-new"),
    path("draft/questions/<int:part>/", building.question, name="questionnaire-question"),
    path("draft/questions/<int:part>/move/", building.move, name="questionnaire-question-move"),
    path("draft/questions/<int:part>/remove/", building.remove, name="questionnaire-question-remove"),
]

consultation_urls: list[URLPattern | URLResolver] = [
    path("invite/", meetings.invite, name="invite"),
    path("invitation/", meetings.invitation, name="invitation"),
    path("attendance/", meetings.attendance, name="attendance"),
    path("minutes/", meetings.minutes, name="minutes"),
    path("files/new/", meetings.enclose, name="enclose"),
    path("files/<int:part>/", meetings.enclosure, name="enclosure"),
    path("take-down/", meetings.take_down, name="take-down"),
    path("talks/new/", talks.new, name="talk-new"),
    path("talks/<int:part>/", talks.talk, name="talk"),
    path("talks/<int:part>/ask/", talks.ask, name="talk-ask"),
    path("talks/<int:part>/agree/", talks.agree, name="talk-agree"),
    path("talks/<int:part>/read/", talks.read, name="talk-read"),
]

campaign_urls: list[URLPattern | URLResolver] = [
    path("consultations/plan/", meetings.plan, name="plan"),
    path("questionnaires/", office.questionnaires, name="questionnaires"),
    path("questionnaires/new/", office.new, name="questionnaire-new"),
    path("questionnaires/<int:pk>/", include(_questionnaire)),
    path("scales/", building.scales, name="scales"),
    path("scales/standard/", building.standard_scales, name="standard-scales"),
    path("scales/new/", building.scale, name="scale-new"),
    path("scales/<int:pk>/", building.scale, name="scale"),
]

stage_urls: list[URLPattern | URLResolver] = [
    # Above the pages that it opens: a service worker answers for addresses below its own only.
    path("taking-worker.js", meetings.worker, name="taking-worker"),
]
