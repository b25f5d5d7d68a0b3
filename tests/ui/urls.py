"""The look alone, under its own name."""

from django.urls import include, path

urlpatterns = [path("", include("bihuan.ui.urls"))]
