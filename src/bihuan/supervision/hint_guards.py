"""Hints in the database: what was found stays, and nobody is found guilty unheard or by his own unit."""

from bihuan.audit.guards import AnyRule, NoTruncate, Rule

HINT = "supervision_hint"

HINT_RULES: list[AnyRule] = [
    Rule("hint_never_removed", HINT, "DELETE", "1 = 1", "a hint is never removed"),
    NoTruncate("hint_no_truncate", HINT),
    Rule("hint_begins_open", HINT, "INSERT", "NEW.status <> 'open'", "a hint is found before anybody decides"),
    Rule(
        "hint_finding_fixed",
        HINT,
        "UPDATE",
        "NEW.campaign_id <> OLD.campaign_id OR NEW.unit_id <> OLD.unit_id OR NEW.kind <> OLD.kind"
        " OR NEW.key <> OLD.key OR NEW.reason <> OLD.reason OR NEW.proof <> OLD.proof OR NEW.found_on <> OLD.found_on",
        "what was found is fixed",
    ),
    Rule(
        "hint_unit_is_heard",
        HINT,
        "UPDATE",
        "NEW.status = 'confirmed' AND OLD.status <> 'confirmed'"
        " AND (OLD.status <> 'asked' OR (OLD.answer = '' AND NEW.decided_on <= OLD.answer_due))",
        "a hint is confirmed only after the unit has answered or its time is over",
    ),
    Rule(
        "hint_decided_once",
        HINT,
        "UPDATE",
        "OLD.status IN ('confirmed', 'dismissed') AND (NEW.status <> OLD.status OR NEW.ruling <> OLD.ruling"
        " OR NEW.answer <> OLD.answer OR NEW.decided_by_id <> OLD.decided_by_id)",
        "a hint is decided once",
    ),
    Rule(
        "hint_decided_from_outside",
        HINT,
        "UPDATE",
        "NEW.status IN ('confirmed', 'dismissed') AND OLD.status <> NEW.status AND EXISTS"
        " (SELECT 1 FROM people_person p JOIN people_unit own ON own.id = p.unit_id"
        " JOIN people_unit u ON u.id = NEW.unit_id"
        " WHERE p.id = NEW.decided_by_id AND own.path LIKE u.path || '%')",
        "whoever decides does not belong to the unit",
    ),
]
