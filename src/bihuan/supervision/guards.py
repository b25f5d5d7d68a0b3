"""The closing gate in the database: a closure is only written when its whole proof stands in the tables.

Each rule is one of the seven objections of `policies/gate.py` (some need two), so that taking one away shows.
"""

from bihuan.audit.guards import AnyRule, NoTruncate, Rule, append_only
from bihuan.ledger.guards import CLOSED_ISSUE
from bihuan.supervision.hint_guards import HINT_RULES
from bihuan.supervision.phase_guards import PHASE_RULES
from bihuan.supervision.visit_guards import VISIT_RULES

CLOSURE = "supervision_closure"
POLICY = "campaigns_closurepolicy p JOIN ledger_issue i ON i.campaign_id = p.campaign_id"
VOICES = (
    "ledger_issuevoice v JOIN ledger_issue w ON w.id = v.issue_id"
    " WHERE v.removed_at IS NULL AND (w.id = NEW.issue_id OR w.merged_into_id = NEW.issue_id)"
)
"""Opinions that the issue came from, those of merged issues included."""
ANSWERS = "supervision_asking a WHERE a.issue_id = NEW.issue_id AND a.cycle = NEW.cycle"
LIVE_RESULT = (
    "EXISTS (SELECT 1 FROM ledger_evidence e JOIN ledger_evidencerevision r ON r.evidence_id = e.id"
    " WHERE e.measure_id = m.id AND e.kind = 'result' AND {withdrawn}"
    " AND r.number = (SELECT max(x.number) FROM ledger_evidencerevision x WHERE x.evidence_id = e.id))"
)


def closure(name: str, when: str, message: str) -> Rule:
    """One condition against writing a closure; the issue is locked before it is looked at."""
    return Rule(f"closure_{name}", CLOSURE, "INSERT", when, message, "NEW.issue_id")


def answered(kind: str) -> str:
    """How many gave this answer in the closure's cycle."""
    return f"(SELECT count(*) FROM {ANSWERS} AND a.answer = '{kind}')"


REACHABLE = f"({answered('satisfied')} + {answered('dissatisfied')} + {answered('silent')})"
SPOKE = f"({answered('satisfied')} + {answered('dissatisfied')})"
RAISED = f"EXISTS (SELECT 1 FROM {VOICES})"

RULES: list[AnyRule] = [
    # the state it closes from
    closure(
        "from_where",
        "NOT EXISTS (SELECT 1 FROM ledger_issue i WHERE i.id = NEW.issue_id AND i.cycle = NEW.cycle"
        " AND (i.status = 'in_notice' OR i.status = 'verified'))",
        "only a verified issue is closed, in its present cycle",
    ),
    # 1 measures, targets, results
    closure(
        "has_measures",
        "NOT EXISTS (SELECT 1 FROM ledger_measure m WHERE m.issue_id = NEW.issue_id)",
        "an issue without a measure is not closed",
    ),
    closure(
        "measures_done",
        "EXISTS (SELECT 1 FROM ledger_measure m WHERE m.issue_id = NEW.issue_id AND m.status <> 'done')",
        "a measure is not done",
    ),
    closure(
        "targets_met",
        "EXISTS (SELECT 1 FROM ledger_target t WHERE t.issue_id = NEW.issue_id AND t.done < t.goal)",
        "a target is not met in every unit",
    ),
    closure(
        "has_results",
        "EXISTS (SELECT 1 FROM ledger_measure m WHERE m.issue_id = NEW.issue_id AND NOT "
        + LIVE_RESULT.format(withdrawn="NOT r.withdrawn")
        + ")",
        "a measure has no evidence of a result",
    ),
    # 2 plan
    closure(
        "plan_first",
        "NOT EXISTS (SELECT 1 FROM ledger_plan q JOIN ledger_issue i ON i.id = q.issue_id WHERE i.id = NEW.issue_id"
        " AND q.status IN ('approved', 'replaced') AND q.decided_on IS NOT NULL AND q.decided_on <= i.started_on)",
        "no plan was approved before work began",
    ),
    closure(
        "plan_complete",
        "NOT EXISTS (SELECT 1 FROM ledger_plan q JOIN ledger_issue i ON i.id = q.issue_id WHERE i.id = NEW.issue_id"
        " AND q.status = 'approved' AND (q.responsible_id IS NOT NULL OR q.responsible_name <> '')"
        " AND q.standard <> '' AND q.sixth <> '' AND (q.deadline_text <> '' OR i.deadline_text <> ''))"
        " OR EXISTS (SELECT 1 FROM ledger_plan q WHERE q.issue_id = NEW.issue_id"
        " AND q.status IN ('draft', 'submitted', 'returned'))",
        "the plan is not approved and complete",
    ),
    # 3 nothing open
    closure(
        "no_open_notice",
        "EXISTS (SELECT 1 FROM supervision_supervisionnotice n WHERE n.issue_id = NEW.issue_id"
        " AND n.status NOT IN ('settled', 'escalated'))",
        "a supervision notice is not settled",
    ),
    closure(
        "no_open_extension",
        "EXISTS (SELECT 1 FROM ledger_extension x WHERE x.issue_id = NEW.issue_id AND x.status = 'requested')",
        "a request for more time is undecided",
    ),
    closure(
        "no_open_question",
        "EXISTS (SELECT 1 FROM opinions_message q WHERE q.from_speaker"
        f" AND q.opinion_id IN (SELECT v.opinion_id FROM {VOICES})"
        " AND NOT EXISTS (SELECT 1 FROM opinions_message a WHERE a.opinion_id = q.opinion_id"
        " AND NOT a.from_speaker AND a.id > q.id))",
        "a question of those who raised it is unanswered",
    ),
    # 4 independent verification
    closure(
        "verified",
        "NOT EXISTS (SELECT 1 FROM supervision_verification v WHERE v.id = NEW.verification_id"
        " AND v.issue_id = NEW.issue_id AND v.cycle = NEW.cycle AND v.result = 'passed')"
        " OR EXISTS (SELECT 1 FROM supervision_verification w WHERE w.issue_id = NEW.issue_id"
        " AND w.cycle = NEW.cycle AND w.id > NEW.verification_id)",
        "no verification of this cycle passed last",
    ),
    closure(
        "verifier_unit_independent",
        "EXISTS (SELECT 1 FROM supervision_verification v JOIN people_unit home ON home.id = v.verifier_unit_id"
        " JOIN ledger_issue i ON i.id = v.issue_id JOIN people_unit u ON (u.id = i.lead_unit_id OR u.id IN"
        " (SELECT s.unit_id FROM ledger_supportingunit s WHERE s.issue_id = i.id))"
        " WHERE v.id = NEW.verification_id AND substr(home.path, 1, length(u.path)) = u.path)",
        "the verifier sits in a responsible unit or below one",
    ),
    closure(
        "verifier_not_responsible",
        "EXISTS (SELECT 1 FROM supervision_verification v WHERE v.id = NEW.verification_id AND (EXISTS"
        " (SELECT 1 FROM ledger_responsibleperson r WHERE r.issue_id = v.issue_id AND r.person_id = v.verifier_id)"
        " OR EXISTS (SELECT 1 FROM ledger_plan q WHERE q.issue_id = v.issue_id AND q.responsible_id = v.verifier_id)))",
        "the verifier is a responsible person",
    ),
    closure(
        "verifier_not_planner",
        "EXISTS (SELECT 1 FROM supervision_verification v JOIN ledger_plan q ON q.issue_id = v.issue_id"
        " WHERE v.id = NEW.verification_id AND (q.written_by_id = v.verifier_id OR q.decided_by_id = v.verifier_id))",
        "the verifier wrote the plan or decided on it",
    ),
    closure(
        "evidence_as_seen",
        "EXISTS (SELECT 1 FROM ledger_evidencerevision r JOIN supervision_verification v ON v.issue_id = r.issue_id"
        " WHERE v.id = NEW.verification_id AND r.id > v.evidence_seen)",
        "evidence was changed after the verification",
    ),
    # 5 satisfaction
    closure(
        "everyone_asked",
        f"EXISTS (SELECT 1 FROM {VOICES} AND v.opinion_id NOT IN"
        f" (SELECT a.opinion_id FROM {ANSWERS} AND a.opinion_id IS NOT NULL))",
        "somebody who raised it was not asked",
    ),
    closure(
        "nobody_dissatisfied",
        f"EXISTS (SELECT 1 FROM {ANSWERS} AND a.answer = 'dissatisfied'"
        " AND NOT EXISTS (SELECT 1 FROM supervision_ruling g WHERE g.asking_id = a.id))",
        "somebody who was asked is dissatisfied",
    ),
    closure(
        "enough_answers",
        f"EXISTS (SELECT 1 FROM {POLICY} WHERE i.id = NEW.issue_id AND"
        f" (({RAISED} AND {REACHABLE} > 0 AND {SPOKE} < p.min_answers AND {SPOKE} < {REACHABLE})"
        f" OR (NOT {RAISED} AND p.panel <> 'none' AND {SPOKE} < p.min_panel)))",
        "too few have answered; silence is not consent",
    ),
    closure(
        "enough_satisfied",
        f"EXISTS (SELECT 1 FROM {POLICY} WHERE i.id = NEW.issue_id AND {SPOKE} > 0"
        f" AND {answered('satisfied')} * 100 < p.min_satisfied_percent * {SPOKE})",
        "too few of those who answered are satisfied",
    ),
    # 6 public notice
    closure(
        "notice_over",
        f"EXISTS (SELECT 1 FROM {POLICY} WHERE i.id = NEW.issue_id AND p.notice_required)"
        " AND NOT EXISTS (SELECT 1 FROM supervision_noticeperiod n WHERE n.issue_id = NEW.issue_id"
        " AND n.cycle = NEW.cycle AND n.ends_on < NEW.closed_on)",
        "the public notice is not over",
    ),
    closure(
        "no_open_objection",
        "EXISTS (SELECT 1 FROM supervision_objection o WHERE o.issue_id = NEW.issue_id AND o.status = 'open')",
        "an objection is undecided",
    ),
    # 7 signatures
    closure(
        "signed",
        "EXISTS (SELECT 1 FROM campaigns_requiredsignature s JOIN campaigns_closurepolicy p ON p.id = s.policy_id"
        " JOIN ledger_issue i ON i.campaign_id = p.campaign_id WHERE i.id = NEW.issue_id AND NOT EXISTS"
        " (SELECT 1 FROM supervision_signature g WHERE g.issue_id = i.id AND g.cycle = NEW.cycle AND g.role = s.role))",
        "a signature is missing",
    ),
    # who strikes off
    closure(
        "closer_independent",
        "EXISTS (SELECT 1 FROM people_person c JOIN people_unit home ON home.id = c.unit_id"
        " JOIN ledger_issue i ON i.id = NEW.issue_id JOIN people_unit u ON (u.id = i.lead_unit_id OR u.id IN"
        " (SELECT s.unit_id FROM ledger_supportingunit s WHERE s.issue_id = i.id))"
        " WHERE c.id = NEW.closed_by_id AND substr(home.path, 1, length(u.path)) = u.path)",
        "whoever closes sits in a responsible unit or below one",
    ),
    # the issue itself
    Rule(
        "issue_closed_with_proof",
        "ledger_issue",
        "UPDATE",
        "NEW.status = 'closed' AND OLD.status <> 'closed' AND NOT EXISTS (SELECT 1 FROM supervision_closure c"
        " WHERE c.issue_id = NEW.id AND c.cycle = NEW.cycle AND c.closed_on = NEW.closed_on)",
        "an issue is closed only with its certificate",
    ),
    *append_only(
        CLOSURE,
        keys=("kept.id = NEW.id", "kept.issue_id = NEW.issue_id AND kept.cycle = NEW.cycle"),
        what="a certificate",
    ),
    *append_only("supervision_verification", keys=("kept.id = NEW.id",), what="a verification"),
    *append_only("supervision_verificationphoto", keys=("kept.id = NEW.id",), what="a photograph of a verification"),
    *append_only("supervision_ruling", keys=("kept.id = NEW.id", "kept.asking_id = NEW.asking_id"), what="a ruling"),
    *append_only("supervision_reopening", keys=("kept.id = NEW.id",), what="a re-opening"),
    *append_only(
        "supervision_noticeperiod",
        keys=("kept.id = NEW.id", "kept.issue_id = NEW.issue_id AND kept.cycle = NEW.cycle"),
        what="a notice period",
    ),
    *append_only("supervision_signature", keys=("kept.id = NEW.id",), what="a signature"),
    Rule("asking_never_removed", "supervision_asking", "DELETE", "1 = 1", "an answer is never removed"),
    Rule(
        "asking_frozen",
        "supervision_asking",
        "UPDATE",
        CLOSED_ISSUE.format(row="OLD") + " OR NEW.issue_id <> OLD.issue_id OR NEW.cycle <> OLD.cycle",
        "answers of a closed issue are frozen",
        "NEW.issue_id",
    ),
    Rule(
        "sample_frozen",
        "supervision_sample",
        "UPDATE",
        "NEW.listing <> OLD.listing OR NEW.list_sha256 <> OLD.list_sha256 OR NEW.size <> OLD.size"
        " OR NEW.strata <> OLD.strata OR NEW.number <> OLD.number OR (OLD.seed <> '' AND NEW.seed <> OLD.seed)",
        "the list, the size and the seed of a sample are fixed",
    ),
    Rule(
        "sample_begins_ordered",
        "supervision_sample",
        "INSERT",
        "NEW.status <> 'ordered' OR NEW.seed <> ''",
        "a sample is ordered before it is drawn",
    ),
    Rule(
        "sample_seed_from_record",
        "supervision_sample",
        "UPDATE",
        "NEW.seed <> '' AND NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.hash = NEW.seed"
        " AND e.kind = 'supervision.sample_ordered' AND e.payload LIKE '%' || NEW.list_sha256 || '%')",
        "the seed of a sample is the hash of its order in the record",
    ),
    Rule("sample_never_removed", "supervision_sample", "DELETE", "1 = 1", "a sample is never removed"),
    *append_only(
        "supervision_sampledissue",
        keys=("kept.id = NEW.id", "kept.sample_id = NEW.sample_id AND kept.issue_id = NEW.issue_id"),
        what="a drawn issue",
    ),
    Rule("objection_never_removed", "supervision_objection", "DELETE", "1 = 1", "an objection is never removed"),
    Rule(
        "notice_number_fixed",
        "supervision_supervisionnotice",
        "UPDATE",
        "NEW.number <> OLD.number OR NEW.kind <> OLD.kind OR NEW.year <> OLD.year OR NEW.text <> OLD.text"
        " OR NEW.unit_id <> OLD.unit_id OR NEW.issued_on <> OLD.issued_on",
        "an issued notice keeps its number, its words and its addressee",
    ),
    Rule(
        "notice_escalates_to_another",
        "supervision_supervisionnotice",
        "UPDATE",
        "NEW.status = 'escalated' AND NOT EXISTS"
        " (SELECT 1 FROM supervision_supervisionnotice f WHERE f.follows_id = NEW.id)",
        "a notice is escalated only by the slip that follows it",
    ),
    *append_only("supervision_noticeexcuse", keys=("kept.id = NEW.id",), what="an excuse"),
    Rule("notice_never_removed", "supervision_supervisionnotice", "DELETE", "1 = 1", "a notice is never removed"),
    NoTruncate("asking_no_truncate", "supervision_asking"),
    Rule(
        "came_back_decided_once",
        "supervision_cameback",
        "UPDATE",
        "NEW.issue_id <> OLD.issue_id OR NEW.opinion_id <> OLD.opinion_id OR NEW.words <> OLD.words"
        " OR NEW.due <> OLD.due OR OLD.status <> 'open'",
        "what came back is decided once, and its words stay",
    ),
    Rule("came_back_is_kept", "supervision_cameback", "DELETE", "1 = 1", "what came back is never removed"),
    *VISIT_RULES,
    *PHASE_RULES,
    *HINT_RULES,
]
