"""What the database itself keeps of this stage: grants are history, and the three administrators stay apart."""

from bihuan.audit.guards import AnyRule, NoReplace, NoTruncate, Rule
from bihuan.people.roles import ADMINISTRATORS

_ADMINISTRATIVE = ", ".join(f"'{role.value}'" for role in sorted(ADMINISTRATORS))
_SAME_TIME = "other.since <= COALESCE(NEW.until, '9999-12-31') AND NEW.since <= COALESCE(other.until, '9999-12-31')"
_CLASH = (
    "EXISTS (SELECT 1 FROM people_grant other WHERE other.person_id = NEW.person_id"
    f" AND other.role <> NEW.role AND (NEW.role IN ({_ADMINISTRATIVE}) OR other.role IN ({_ADMINISTRATIVE}))"
    f" AND {_SAME_TIME})"
)
_OTHER_GRANT = (
    "NEW.id <> OLD.id OR NEW.person_id <> OLD.person_id OR NEW.role <> OLD.role OR NEW.unit_id <> OLD.unit_id"
    " OR NEW.scope <> OLD.scope OR NEW.since <> OLD.since OR NEW.source <> OLD.source"
    " OR COALESCE(NEW.campaign_id, 0) <> COALESCE(OLD.campaign_id, 0)"
)

RULES: list[AnyRule] = [
    Rule(
        "grant_keeps_administrators_apart",
        "people_grant",
        "INSERT",
        _CLASH,
        "an administrator holds no second role",
        locks="NEW.person_id",
        of="people_person",
    ),
    Rule(
        "grant_keeps_administrators_apart_later",
        "people_grant",
        "UPDATE",
        _CLASH,
        "an administrator holds no second role",
        locks="NEW.person_id",
        of="people_person",
    ),
    Rule("grant_stays_what_it_is", "people_grant", "UPDATE", _OTHER_GRANT, "a grant only ends, it never changes"),
    Rule("grant_is_never_removed", "people_grant", "DELETE", "1 = 1", "a grant ends by a date"),
    NoReplace(
        "grant_is_never_replaced",
        "people_grant",
        "INSERT",
        "EXISTS (SELECT 1 FROM people_grant kept WHERE kept.id = NEW.id)",
        "a grant ends by a date",
    ),
    NoTruncate("grants_are_never_emptied", "people_grant"),
]
