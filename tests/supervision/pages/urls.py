"""The site with the public pages of supervision, wherever the map of the site puts them."""

from django.urls import include, path

from bihuan.config.urls import urlpatterns as site

urlpatterns = [path("speak/", include("bihuan.supervision.public_urls")), *site]
