"""The look's own pages: a living sample of every component, for those who build pages."""

from django.urls import path

from bihuan.ui.look import views

app_name = "ui"

urlpatterns = [
    path("look/", views.parts, name="look"),
    path("look/issue/", views.issue, name="look-issue"),
    path("look/list/", views.list_page, name="look-list"),
    path("look/preview/", views.preview, name="look-preview"),
    path("look/desk/", views.desk, name="look-desk"),
    path("look/question/", views.question, name="look-question"),
    path("look/receipt/", views.receipt, name="look-receipt"),
    path("look/wall/", views.wall, name="look-wall"),
    path("look/sign-in/", views.sign_in, name="look-sign-in"),
    path("look/refused/", views.refused, name="look-refused"),
]
