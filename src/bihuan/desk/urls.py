"""URLs of the desk."""

from django.urls import URLPattern, URLResolver, path

from bihuan.desk import views

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("overview/", views.overview, name="overview"),
    path("wall/", views.wall, name="wall"),
    path("search/", views.search, name="search"),
]
