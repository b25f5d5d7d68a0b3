"""URLs of phases, must-reviews, must-talks and recurrences."""

from django.urls import path

from bihuan.supervision.views import phases, recurrences, reviews, talks

phase_urls = [
    path("phases/", phases.phases, name="phases"),
    path("phases/<int:pk>/", phases.phase, name="phase"),
    path("phases/<int:pk>/open/", phases.phase_open, name="phase-open"),
    path("phases/<int:pk>/many/<slug:verb>/", phases.phase_many, name="phase-many"),
    path("standings/<int:pk>/", phases.standing, name="standing"),
    path("standings/<int:pk>/pass/", phases.standing_pass, name="standing-pass"),
    path("standings/<int:pk>/hold/", phases.standing_hold, name="standing-hold"),
    path("standings/<int:pk>/make-good/", phases.standing_make_good, name="standing-make-good"),
    path("standings/<int:pk>/advance/", phases.standing_advance, name="standing-advance"),
    path("standings/<int:pk>/papers/<int:part>/new/", reviews.paper_new, name="paper-new"),
    path("standings/<int:pk>/talks/new/", talks.talk_new, name="talk-new"),
    path("papers/", reviews.papers, name="papers"),
    path("papers/<int:pk>/", reviews.paper, name="paper"),
    path("papers/<int:pk>/remark/", reviews.paper_comment, name="paper-comment"),
    path("papers/<int:pk>/file/", reviews.paper_file, name="paper-file"),
    path("talks/<int:pk>/notes/", talks.talk_notes, name="talk-notes"),
    path("recurrences/", recurrences.recurrences, name="recurrences"),
    path("recurrences/<int:pk>/", recurrences.recurrence, name="recurrence"),
]
