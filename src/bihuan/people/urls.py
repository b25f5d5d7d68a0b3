"""URLs of this stage, nested by object."""

from django.urls import path

from bihuan.people.views import accounts, record, session, sheets, units

app_name = "people"

session_urls = [
    path("sign-in/", session.sign_in, name="sign-in"),
    path("sign-out/", session.sign_out, name="sign-out"),
    path("language/", session.language, name="language"),
    path("me/", session.me, name="me"),
    path("me/password/", session.change_password, name="change-password"),
]
unit_urls = [
    path("units/", units.tree, name="units"),
    path("units/options/", units.options, name="unit-options"),
    path("units/new/", units.new_unit, name="new-unit"),
    path("units/import/", sheets.units, name="import-units"),
    path("units/import/confirmed/", sheets.units_confirmed, name="import-units-confirmed"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/children/", units.children, name="children"),
    path("units/<int:pk>/change/", units.change_unit, name="change-unit"),
    path("units/<int:pk>/move/", units.move_unit, name="move-unit"),
    path("units/<int:pk>/close/", units.close_unit, name="close-unit"),
    path("units/<int:pk>/open/", units.open_unit, name="open-unit"),
    path("units/<int:pk>/posts/new/", units.new_post, name="new-post"),
    path("posts/<int:pk>/fill/", units.fill_post, name="fill-post"),
    path("posts/<int:pk>/remove/", units.remove_post, name="remove-post"),
]
person_urls = [
    path("people/", accounts.people, name="people"),
    path("people/new/", accounts.new_person, name="new-person"),
    path("people/import/", sheets.people, name="import-people"),
    path("people/import/confirmed/", sheets.people_confirmed, name="import-people-confirmed"),
    path("people/<int:pk>/", accounts.person, name="person"),
    path("people/<int:pk>/change/", accounts.change_person, name="change-person"),
    path("people/<int:pk>/initial-password/", accounts.initial_password, name="initial-password"),
    path("people/<int:pk>/close/", accounts.close_person, name="close-person"),
    path("people/<int:pk>/open/", accounts.open_person, name="open-person"),
    path("people/<int:pk>/roles/new/", accounts.grant_role, name="grant-role"),
    path("roles/<int:pk>/end/", accounts.end_grant, name="end-grant"),
]
record_urls = [
    path("record/", record.record, name="record"),
    path("record/verify/", record.verify, name="verify-record"),
]

urlpatterns = session_urls + unit_urls + person_urls + record_urls
