"""Pages about access tokens, and the REST interface that tokens open."""

from django.urls import include, path

from bihuan.api import views
from bihuan.api.v1.site import site

tokens = [
    path("me/tokens/", views.mine, name="mine"),
    path("me/tokens/new/", views.new, name="new"),
    path("tokens/", views.everybodys, name="everybodys"),
    path("tokens/<int:pk>/", views.token, name="token"),
    path("tokens/<int:pk>/revoke/", views.revoke, name="revoke"),
]

urlpatterns = [
    path("", include((tokens, "tokens"))),
    path("api/v1/", site.urls),
]
