"""Public URLs of this stage: no account, no trace."""

from django.urls import URLPattern, URLResolver

app_name = "speak"

urlpatterns: list[URLPattern | URLResolver] = []
