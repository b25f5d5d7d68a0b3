"""URLs of supervision, nested by object."""

from django.urls import URLPattern, URLResolver, path

from bihuan.supervision.views import asking, closing, home, judging, noticing, sampling, teams

app_name = "supervision"

issue_urls = [
    path("issues/<int:pk>/verify/", judging.verification, name="verify"),
    path("issues/<int:pk>/askings/", asking.askings, name="askings"),
    path("issues/<int:pk>/askings/ask/", asking.asking_all, name="ask"),
    path("issues/<int:pk>/askings/panel/", asking.panellist, name="panellist"),
    path("issues/<int:pk>/notice/", noticing.notice_new, name="notice-new"),
    path("issues/<int:pk>/sign/", closing.signing, name="sign"),
    path("issues/<int:pk>/close/", closing.closing, name="close"),
    path("issues/<int:pk>/return/", closing.returning, name="return"),
    path("issues/<int:pk>/reopen/", closing.reopening, name="reopen"),
]

part_urls = [
    path("plans/<int:pk>/", judging.plan, name="plan"),
    path("extensions/<int:pk>/", judging.extension, name="extension"),
    path("askings/<int:pk>/answer/", asking.answer, name="answer"),
    path("askings/<int:pk>/ruling/", asking.ruling, name="ruling"),
    path("notices/<int:pk>/", noticing.notice, name="notice"),
    path("notices/<int:pk>/reply/", noticing.notice_reply, name="notice-reply"),
    path("notices/<int:pk>/settle/", noticing.notice_settle, name="notice-settle"),
    path("notices/<int:pk>/send-back/", noticing.notice_send_back, name="notice-send-back"),
    path("objections/<int:pk>/", noticing.objection, name="objection"),
    path("look-backs/<int:pk>/", judging.look_back, name="look-back"),
    path("certificates/<int:pk>/", closing.certificate, name="certificate"),
    path("certificates/<int:pk>/json/", closing.certificate_json, name="certificate-json"),
    path("certificates/<int:pk>/check/", closing.certificate_check, name="certificate-check"),
]

team_urls = [
    path("teams/", teams.teams, name="teams"),
    path("teams/new/", teams.team_new, name="team-new"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:pk>/members/new/", teams.member_new, name="member-new"),
    path("teams/<int:pk>/areas/new/", teams.area_new, name="area-new"),
    path("members/<int:pk>/end/", teams.member_end, name="member-end"),
]

sample_urls = [
    path("samples/", sampling.samples, name="samples"),
    path("samples/new/", sampling.sample_new, name="sample-new"),
    path("samples/<int:pk>/", sampling.sample, name="sample"),
    path("samples/<int:pk>/draw/", sampling.sample_draw, name="sample-draw"),
    path("samples/<int:pk>/list/", sampling.sample_list, name="sample-list"),
]

list_urls = [
    path("", home.home, name="home"),
    path("plans/", home.plans, name="plans"),
    path("extensions/", home.extensions, name="extensions"),
    path("notices/", home.notices, name="notices"),
    path("objections/", home.objections, name="objections"),
    path("look-backs/", home.look_backs, name="look-backs"),
    path("certificates/", home.certificates, name="certificates"),
]

urlpatterns: list[URLPattern | URLResolver] = [*list_urls, *issue_urls, *part_urls, *team_urls, *sample_urls]
