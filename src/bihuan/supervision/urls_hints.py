"""URLs of the anti-formalism desk and of the burden meter."""

from django.urls import path

from bihuan.supervision.views import burden, hints

hint_urls = [
    path("hints/", hints.hints, name="hints"),
    path("hints/<int:pk>/", hints.hint, name="hint"),
    path("hints/<int:pk>/ask/", hints.hint_ask, name="hint-ask"),
    path("hints/<int:pk>/answer/", hints.hint_answer, name="hint-answer"),
    path("hints/<int:pk>/decide/", hints.hint_decide, name="hint-decide"),
    path("hints/<int:pk>/notice/", hints.hint_notice, name="hint-notice"),
    path("hints/<int:pk>/pictures/<int:place>/", hints.hint_picture, name="hint-picture"),
    path("burden/", burden.burden, name="burden"),
]
