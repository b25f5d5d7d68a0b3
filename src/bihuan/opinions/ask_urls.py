"""The short link of a questionnaire, short enough to be typed from a sheet of paper: `/q/K7M4PX/`."""

from django.urls import path

from bihuan.opinions.views.questionnaires import filling

app_name = "ask"

urlpatterns = [path("<slug:code>/", filling.fill, name="fill")]
