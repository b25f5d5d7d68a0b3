"""URLs of publication, for people with an account."""

from django.urls import URLPattern, URLResolver, path

from bihuan.publication.views import office

app_name = "publication"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", office.publications, name="publications"),
    path("issues/<int:pk>/new/", office.new, name="new"),
    path("<int:pk>/", office.publication, name="publication"),
    path("<int:pk>/withdraw/", office.withdrawing, name="withdraw"),
    path("<int:pk>/sheet/", office.sheet, name="sheet"),
]
