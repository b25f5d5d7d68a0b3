"""URLs of visits and of supervision meetings."""

from django.urls import path

from bihuan.opinions.views.meetings import worker
from bihuan.supervision.views import manual, meetings, visit_calendar, visiting, visits

visit_urls = [
    path("focus/", meetings.focus, name="focus"),
    path("load/", visits.load, name="load"),
    path("manual/", manual.manual, name="manual"),
    path("visits/", visits.visits, name="visits"),
    path("visits/month/", visit_calendar.month, name="visits-month"),
    path("visits/today/", visits.today, name="visits-today"),
    path("visits/worker.js", worker, name="visit-worker"),
    path("visits/new/", visits.visit_new, name="visit-new"),
    path("visits/<int:pk>/", visits.visit, name="visit"),
    path("visits/<int:pk>/begin/", visits.visit_begin, name="visit-begin"),
    path("visits/<int:pk>/checklist/", visiting.checklist, name="visit-checklist"),
    path("visits/<int:pk>/conclude/", visits.visit_conclude, name="visit-conclude"),
    path("visits/<int:pk>/cancel/", visits.visit_cancel, name="visit-cancel"),
    path("visits/<int:pk>/earlier/", visits.visit_earlier, name="visit-earlier"),
    path("visits/<int:pk>/photos/<int:entry>/<int:position>/", visiting.photo, name="visit-photo"),
    path("meetings/", meetings.node_meetings, name="node-meetings"),
    path("meetings/new/", meetings.node_meeting_new, name="node-meeting-new"),
    path("meetings/<int:pk>/", meetings.node_meeting, name="node-meeting"),
    path("meetings/<int:pk>/minutes/", meetings.node_meeting_minutes, name="node-meeting-minutes"),
]
