"""URLs of this stage, nested by object."""

from django.urls import URLPattern, URLResolver

app_name = "publication"

urlpatterns: list[URLPattern | URLResolver] = []
