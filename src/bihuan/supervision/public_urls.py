"""Public URLs of supervision, below `/speak/`: no account, no trace. The receipt code travels in the posted form."""

from django.urls import URLPattern, URLResolver, path

from bihuan.supervision.views import voice

app_name = "voice"

urlpatterns: list[URLPattern | URLResolver] = [
    path("receipt/satisfaction/answer/", voice.answer, name="answer"),
    path("receipt/satisfaction/came-back/", voice.came_back, name="came-back"),
]
