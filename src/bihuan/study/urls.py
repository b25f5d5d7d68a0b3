"""URLs of study, nested by object."""

from django.urls import URLPattern, URLResolver, include, path

from bihuan.study.views import attendance, home, library, plans, reflections, sessions

app_name = "study"

plan_urls: list[URLPattern | URLResolver] = [
    path("", plans.plan, name="plan"),
    path("change/", plans.plan_change, name="plan-change"),
    path("topics/new/", plans.topic_new, name="topic-new"),
    path("topics/lead/", plans.lead_the_rest, name="lead-the-rest"),
    path("topics/<int:number>/", plans.topic, name="topic"),
    path("topics/<int:number>/remove/", plans.topic_remove, name="topic-remove"),
    path("people/new/", plans.enlist, name="enlist"),
    path("people/all/", plans.enlist_everybody, name="enlist-everybody"),
    path("people/release/", plans.release, name="release"),
    path("hand-down/", plans.hand_down, name="hand-down"),
    path("submit/", plans.submit, name="plan-submit"),
    path("decide/", plans.decide, name="plan-decide"),
    path("amend/", plans.amend, name="plan-amend"),
    path("sessions/new/", sessions.session_new, name="session-new"),
]

session_urls: list[URLPattern | URLResolver] = [
    path("", sessions.session, name="session"),
    path("open/", sessions.open_sign_in, name="open"),
    path("screen/", attendance.screen, name="screen"),
    path("here/", attendance.here, name="here"),
    path("attendance/", attendance.attendance, name="attendance"),
    path("attendance/note/", attendance.note, name="note-attendance"),
    path("topics/", sessions.study_topic, name="study-topic"),
    path("talks/", sessions.give_talk, name="give-talk"),
    path("materials/", sessions.use_material, name="use-material"),
    path("minutes/", sessions.hold, name="hold"),
    path("cancel/", sessions.cancel, name="cancel"),
]

material_urls: list[URLPattern | URLResolver] = [
    path("", library.material, name="material"),
    path("read/", library.read, name="read"),
    path("notes/", library.note, name="note"),
    path("file/", library.material_file, name="material-file"),
]

reflection_urls: list[URLPattern | URLResolver] = [
    path("", reflections.reflection, name="reflection"),
    path("again/", reflections.again, name="again"),
    path("review/", reflections.review, name="review"),
    path("consent/", reflections.consent, name="consent"),
    path("compare/<int:other>/", reflections.compare, name="compare"),
    path("file/", reflections.reflection_file, name="reflection-file"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.plan_new, name="plan-new"),
    path("plans/<int:pk>/", include(plan_urls)),
    path("people/", plans.people, name="people"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/<int:pk>/", include(session_urls)),
    path("library/", library.library, name="library"),
    path("library/new/", library.material_new, name="material-new"),
    path("library/<int:pk>/", include(material_urls)),
    path("notes/", library.notes, name="notes"),
    path("reflections/", reflections.reflections, name="reflections"),
    path("reflections/new/", reflections.reflection_new, name="reflection-new"),
    path("reflections/enter/", reflections.reflection_enter, name="reflection-enter"),
    path("reflections/<int:pk>/", include(reflection_urls)),
    path("garden/", reflections.garden, name="garden"),
    path("wall/", reflections.wall, name="wall"),
]
