"""URLs of the public board: no account, no trace. No address ever holds a receipt code."""

from django.urls import URLPattern, URLResolver, path

from bihuan.publication.views import board, objecting

app_name = "board"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", board.home, name="home"),
    path("objection/", objecting.receipt, name="receipt"),
    path("<slug:campaign>/", board.listing, name="listing"),
    path("<slug:campaign>/feed/", board.feed, name="feed"),
    path("<slug:campaign>/<int:number>/", board.item, name="item"),
    path("<slug:campaign>/<int:number>/objection/", objecting.objecting, name="objection"),
    path("<slug:campaign>/<int:number>/sheet/", board.sheet, name="sheet"),
    path("<slug:campaign>/<int:number>/qr.svg", board.qr, name="qr"),
]
