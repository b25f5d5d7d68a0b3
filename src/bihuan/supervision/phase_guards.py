"""Phases, must-reviews, must-talks and recurrences in the database: no unit goes on without what its phase asks."""

from bihuan.audit.guards import AnyRule, Rule, append_only

STANDING = "supervision_standing"
GOING_ON = "NEW.status IN ('passed', 'advanced') AND NEW.status <> OLD.status"
PAPER_LACKS = (
    "EXISTS (SELECT 1 FROM campaigns_requiredpaper p WHERE p.phase_id = NEW.phase_id AND NOT EXISTS"
    " (SELECT 1 FROM supervision_paperversion v JOIN supervision_paperverdict d ON d.version_id = v.id"
    " WHERE v.standing_id = NEW.id AND v.paper_id = p.id AND d.verdict = 'passed' AND v.number ="
    " (SELECT max(x.number) FROM supervision_paperversion x WHERE x.standing_id = NEW.id AND x.paper_id = p.id)))"
)
"""Only the newest version counts: what was handed in after a passed one has not been read."""
TALK_LACKS = (
    "EXISTS (SELECT 1 FROM campaigns_requiredtalk g JOIN campaigns_phase f ON f.id = g.phase_id"
    " WHERE f.id = NEW.phase_id AND f.waits_for_talks AND NOT EXISTS"
    " (SELECT 1 FROM supervision_unittalk t WHERE t.standing_id = NEW.id AND t.group_id = g.id))"
)
NOTICE_OPEN = (
    "EXISTS (SELECT 1 FROM supervision_phasejudgement j JOIN supervision_supervisionnotice n ON n.id = j.notice_id"
    " LEFT JOIN supervision_supervisionnotice blue ON blue.follows_id = n.id"
    " LEFT JOIN supervision_supervisionnotice yellow ON yellow.follows_id = blue.id"
    " LEFT JOIN supervision_supervisionnotice red ON red.follows_id = yellow.id"
    " WHERE j.standing_id = NEW.id AND coalesce(red.status, yellow.status, blue.status, n.status) <> 'settled')"
)
"""The notice of a judgement, or the last slip that took its place, has no accepted reply."""
LAST_OUTCOME = (
    "coalesce((SELECT j.outcome FROM supervision_phasejudgement j WHERE j.standing_id = NEW.id"
    " ORDER BY j.id DESC LIMIT 1), '')"
)


def standing(name: str, when: str, message: str) -> Rule:
    """One condition against letting a unit pass or go on; its row is locked before it is looked at."""
    return Rule(f"standing_{name}", STANDING, "UPDATE", f"{GOING_ON} AND {when}", message, "NEW.id", of=STANDING)


PHASE_RULES: list[AnyRule] = [
    standing("papers_passed", PAPER_LACKS, "a plan that the phase asks for is not passed"),
    standing("talks_held", TALK_LACKS, "a talk that the phase asks for was not held"),
    standing("made_good", NOTICE_OPEN, "the notice that held the unit back is not settled"),
    Rule(
        "standing_passed_by_judgement",
        STANDING,
        "UPDATE",
        f"{GOING_ON} AND {LAST_OUTCOME} NOT IN ('passed', 'made_good')",
        "a unit passes by the judgement of its team",
    ),
    Rule(
        "standing_order_of_states",
        STANDING,
        "UPDATE",
        "NEW.phase_id <> OLD.phase_id OR NEW.unit_id <> OLD.unit_id OR OLD.status = 'advanced'"
        " OR (NEW.status = 'advanced' AND OLD.status <> 'passed')",
        "a unit goes on only after it passed, and keeps its phase",
    ),
    Rule(
        "standing_begins_under_way",
        STANDING,
        "INSERT",
        "NEW.status <> 'under_way' OR EXISTS (SELECT 1 FROM supervision_standing s"
        " JOIN campaigns_phase before ON before.id = s.phase_id JOIN campaigns_phase f ON f.id = NEW.phase_id"
        " WHERE s.unit_id = NEW.unit_id AND before.campaign_id = f.campaign_id"
        " AND before.position < f.position AND s.status <> 'advanced')",
        "a unit begins a phase under way, after it has gone on from the phase before",
    ),
    Rule("standing_is_kept", STANDING, "DELETE", "1 = 1", "the standing of a unit is never removed"),
    Rule(
        "judge_of_another_unit",
        "supervision_phasejudgement",
        "INSERT",
        "EXISTS (SELECT 1 FROM supervision_standing s JOIN people_unit u ON u.id = s.unit_id"
        " JOIN people_person p ON p.id = NEW.by_id JOIN people_unit home ON home.id = p.unit_id"
        " WHERE s.id = NEW.standing_id AND substr(home.path, 1, length(u.path)) = u.path)",
        "whoever judges a unit does not sit in it",
    ),
    *append_only("supervision_phasejudgement", keys=("kept.id = NEW.id",), what="the judgement of a unit"),
    *append_only(
        "supervision_paperversion",
        keys=(
            "kept.id = NEW.id",
            "kept.standing_id = NEW.standing_id AND kept.paper_id = NEW.paper_id AND kept.number = NEW.number",
        ),
        what="a version of a plan",
    ),
    *append_only(
        "supervision_paperverdict",
        keys=("kept.id = NEW.id", "kept.version_id = NEW.version_id"),
        what="the verdict on a plan",
    ),
    *append_only("supervision_papercomment", keys=("kept.id = NEW.id",), what="a comment on a plan"),
    *append_only("supervision_unittalk", keys=("kept.id = NEW.id",), what="a talk"),
    Rule("talk_notes_are_kept", "supervision_talknotes", "DELETE", "1 = 1", "the notes of a talk are never removed"),
    Rule(
        "recurrence_decided_once",
        "supervision_recurrence",
        "UPDATE",
        "OLD.status <> 'open' OR NEW.closed_issue_id <> OLD.closed_issue_id OR NEW.reason <> OLD.reason",
        "what seems to have come back is decided once",
    ),
    Rule("recurrence_is_kept", "supervision_recurrence", "DELETE", "1 = 1", "a recurrence is never removed"),
]
