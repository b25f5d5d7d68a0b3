"""Background work, for the person who started it."""

from django.urls import path

from bihuan.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<int:pk>/", views.work, name="work"),
    path("<int:pk>/again/", views.again, name="again"),
]
