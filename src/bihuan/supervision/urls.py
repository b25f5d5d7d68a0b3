"""URLs of supervision, nested by object."""

from django.urls import URLPattern, URLResolver, path

from bihuan.supervision.urls_hints import hint_urls
from bihuan.supervision.urls_phases import phase_urls
from bihuan.supervision.urls_visits import visit_urls
from bihuan.supervision.views import asking, closing, home, judging, notices, noticing, returning, sampling, teams

app_name = "supervision"

issue_urls = [
    path("issues/<int:pk>/verify/", judging.verification, name="verify"),
    path("issues/<int:pk>/askings/", asking.askings, name="askings"),
    path("issues/<int:pk>/askings/ask/", asking.asking_all, name="ask"),
    path("issues/<int:pk>/askings/panel/", asking.panellist, name="panellist"),
    path("issues/<int:pk>/notice/", notices.notice_new, name="notice-new"),
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
    path("objections/<int:pk>/", noticing.objection, name="objection"),
    path("came-back/<int:pk>/", returning.came_back, name="came-back"),
    path("look-backs/<int:pk>/", judging.look_back, name="look-back"),
    path("verifications/<int:pk>/photos/<int:position>/", judging.photo, name="photo"),
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

notice_urls = [
    path("notices/new/", notices.unit_notice_new, name="unit-notice-new"),
    path("notices/rule/", notices.escalation, name="escalation"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/receive/", notices.notice_receive, name="notice-receive"),
    path("notices/<int:pk>/reply/", notices.notice_reply, name="notice-reply"),
    path("notices/<int:pk>/settle/", notices.notice_settle, name="notice-settle"),
    path("notices/<int:pk>/send-back/", notices.notice_send_back, name="notice-send-back"),
    path("notices/<int:pk>/excuse/", notices.notice_excuse, name="notice-excuse"),
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
    path("notices/", notices.notices, name="notices"),
    path("objections/", home.objections, name="objections"),
    path("came-back/", returning.came_backs, name="came-backs"),
    path("look-backs/", home.look_backs, name="look-backs"),
    path("certificates/", home.certificates, name="certificates"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *list_urls,
    *issue_urls,
    *part_urls,
    *notice_urls,
    *team_urls,
    *sample_urls,
    *visit_urls,
    *phase_urls,
    *hint_urls,
]
