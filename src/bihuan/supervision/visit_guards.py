"""Visits in the database: who never goes, what is never changed, and no second visit without its reason."""

from bihuan.audit.guards import AnyRule, Rule, append_only

VISIT = "supervision_visit"

VISIT_RULES: list[AnyRule] = [
    Rule(
        "visit_begins_planned",
        VISIT,
        "INSERT",
        "NEW.status <> 'planned' OR NEW.begun_at IS NOT NULL",
        "a visit begins as a plan",
    ),
    Rule(
        "visit_again_has_a_reason",
        VISIT,
        "INSERT",
        "NEW.again_reason = '' AND EXISTS (SELECT 1 FROM supervision_visit v WHERE v.unit_id = NEW.unit_id"
        " AND v.campaign_id = NEW.campaign_id AND v.status <> 'cancelled'"
        " AND v.planned_on >= NEW.near_from AND v.planned_on <= NEW.near_to)",
        "a second visit to a unit needs a reason",
        locks="NEW.unit_id",
        of="people_unit",
    ),
    Rule(
        "visit_keeps_its_plan",
        VISIT,
        "UPDATE",
        "NEW.campaign_id <> OLD.campaign_id OR NEW.number <> OLD.number OR NEW.team_id <> OLD.team_id"
        " OR NEW.unit_id <> OLD.unit_id OR NEW.announced <> OLD.announced OR NEW.planned_on <> OLD.planned_on"
        " OR NEW.near_from <> OLD.near_from OR NEW.near_to <> OLD.near_to OR NEW.again_reason <> OLD.again_reason",
        "a planned visit keeps its unit, its day and its reason",
    ),
    Rule(
        "visit_ends_once",
        VISIT,
        "UPDATE",
        "OLD.status IN ('concluded', 'cancelled')",
        "a visit that has ended is not changed",
    ),
    Rule(
        "visit_goes_forward",
        VISIT,
        "UPDATE",
        "(OLD.status = 'under_way' AND NEW.status IN ('planned', 'cancelled'))"
        " OR (OLD.status = 'planned' AND NEW.status = 'concluded')",
        "a visit is concluded after it began, and never taken back",
    ),
    Rule("visit_is_kept", VISIT, "DELETE", "1 = 1", "a visit is never removed"),
    Rule(
        "visitor_home_is_his",
        "supervision_visitor",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM people_person p WHERE p.id = NEW.person_id AND p.unit_id = NEW.unit_id)",
        "a visitor is named with the unit he sits in",
    ),
    Rule(
        "visitor_independent",
        "supervision_visitor",
        "INSERT",
        "EXISTS (SELECT 1 FROM supervision_visit v JOIN people_unit u ON u.id = v.unit_id"
        " JOIN campaigns_campaign c ON c.id = v.campaign_id JOIN people_unit root ON root.id = c.root_id"
        " JOIN people_unit home ON home.id = NEW.unit_id WHERE v.id = NEW.visit_id AND"
        " (substr(home.path, 1, length(u.path)) = u.path OR"
        " (home.level > root.level AND substr(u.path, 1, length(home.path)) = home.path)))",
        "a visitor belongs to the visited unit, below it or above it",
    ),
    Rule(
        "entry_by_a_visitor",
        "supervision_visitentry",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM supervision_visitor w WHERE w.visit_id = NEW.visit_id AND w.person_id = NEW.by_id)",
        "only who goes on a visit notes what was found",
    ),
    Rule(
        "entry_while_visiting",
        "supervision_visitentry",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM supervision_visit v WHERE v.id = NEW.visit_id"
        " AND v.status IN ('under_way', 'concluded'))",
        "nothing is noted of a visit that has not begun",
    ),
    *append_only(
        "supervision_visitor",
        keys=("kept.id = NEW.id", "kept.visit_id = NEW.visit_id AND kept.person_id = NEW.person_id"),
        what="a visitor",
    ),
    *append_only(
        "supervision_visititem",
        keys=("kept.id = NEW.id", "kept.visit_id = NEW.visit_id AND kept.position = NEW.position"),
        what="a line of a checklist",
    ),
    *append_only(
        "supervision_visitentry",
        keys=("kept.id = NEW.id", "kept.visit_id = NEW.visit_id AND kept.key = NEW.key"),
        what="what was noted at a visit",
    ),
    *append_only(
        "supervision_visitphoto",
        keys=("kept.id = NEW.id", "kept.entry_id = NEW.entry_id AND kept.position = NEW.position"),
        what="a photograph of a visit",
    ),
    Rule(
        "node_meeting_keeps_its_minutes",
        "supervision_nodemeeting",
        "UPDATE",
        "OLD.minutes <> ''",
        "the minutes of a supervision meeting are not changed",
    ),
    Rule("node_meeting_is_kept", "supervision_nodemeeting", "DELETE", "1 = 1", "a supervision meeting is kept"),
]
