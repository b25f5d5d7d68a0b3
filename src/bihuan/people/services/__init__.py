"""Verbs of the people stage, one module per noun."""

from bihuan.people.services.accounts import (
    activate_person,
    change_password,
    change_person,
    choose_language,
    create_person,
    deactivate_person,
    note_sign_in,
    set_initial_password,
)
from bihuan.people.services.bulk import import_people, import_units
from bihuan.people.services.grants import derive_grant, end_derived_grants, end_grant, grant_role
from bihuan.people.services.posts import create_post, fill_post, remove_post
from bihuan.people.services.record import verify_record
from bihuan.people.services.units import (
    activate_unit,
    change_unit,
    create_unit,
    deactivate_unit,
    move_unit,
)

__all__ = [
    "activate_person",
    "activate_unit",
    "change_password",
    "change_person",
    "change_unit",
    "choose_language",
    "create_person",
    "create_post",
    "create_unit",
    "deactivate_person",
    "deactivate_unit",
    "derive_grant",
    "end_derived_grants",
    "end_grant",
    "fill_post",
    "grant_role",
    "import_people",
    "import_units",
    "move_unit",
    "note_sign_in",
    "remove_post",
    "set_initial_password",
    "verify_record",
]
