"""URLs of reports."""

from django.urls import URLPattern, URLResolver, path

from bihuan.reports import views

app_name = "reports"

urlpatterns: list[URLPattern | URLResolver] = [path("figures/", views.page, name="figures")]
