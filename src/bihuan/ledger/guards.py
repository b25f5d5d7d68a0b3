"""Rules of the ledger that the database keeps by itself."""

from bihuan.audit.guards import AnyRule, NoReplace, NoTruncate, Rule, append_only

CLOSED_ISSUE = "EXISTS (SELECT 1 FROM ledger_issue i WHERE i.id = {row}.issue_id AND i.status = 'closed')"

PROOF_TABLES = {
    "ledger_measure": "a measure",
    "ledger_target": "a target",
    "ledger_milestone": "a milestone",
    "ledger_evidence": "evidence",
    "ledger_plan": "a plan",
    "ledger_supportingunit": "a supporting unit",
    "ledger_responsibleperson": "a responsible person",
    "ledger_extension": "an extension",
}
"""What a closure rests on: none of it changes while the issue is closed."""


def frozen_when_closed(table: str, what: str) -> list[AnyRule]:
    """No row is added, changed or removed while its issue is closed; re-open it first."""
    short = table.removeprefix("ledger_").removeprefix("supervision_")
    message = f"{what} of a closed issue is frozen"
    return [
        Rule(f"{short}_frozen_insert", table, "INSERT", CLOSED_ISSUE.format(row="NEW"), message, "NEW.issue_id"),
        Rule(
            f"{short}_frozen_update",
            table,
            "UPDATE",
            f"{CLOSED_ISSUE.format(row='OLD')} OR {CLOSED_ISSUE.format(row='NEW')}",
            message,
            "NEW.issue_id",
        ),
        Rule(f"{short}_frozen_delete", table, "DELETE", CLOSED_ISSUE.format(row="OLD"), message, "OLD.issue_id"),
    ]


ISSUE = "ledger_issue"

RULES: list[AnyRule] = [
    Rule("issue_never_removed", ISSUE, "DELETE", "1 = 1", "an issue is never removed"),
    NoTruncate("issue_no_truncate", ISSUE),
    NoReplace(
        "issue_no_replace",
        ISSUE,
        "INSERT",
        "EXISTS (SELECT 1 FROM ledger_issue kept WHERE kept.id = NEW.id"
        " OR (kept.campaign_id = NEW.campaign_id AND kept.number = NEW.number))",
        "an issue is never replaced",
    ),
    Rule("issue_not_born_closed", ISSUE, "INSERT", "NEW.status = 'closed'", "an issue is not born closed"),
    Rule(
        "issue_words_immutable",
        ISSUE,
        "UPDATE",
        "NEW.original_text <> OLD.original_text OR NEW.number <> OLD.number OR NEW.campaign_id <> OLD.campaign_id"
        " OR NEW.id <> OLD.id",
        "the original words and the number of an issue are never changed",
    ),
    Rule("issue_cycle_never_falls", ISSUE, "UPDATE", "NEW.cycle < OLD.cycle", "the cycle of an issue never falls"),
    Rule(
        "issue_closed_stays",
        ISSUE,
        "UPDATE",
        "OLD.status = 'closed' AND NEW.status <> 'closed'"
        " AND NOT (NEW.status = 'rectifying' AND NEW.cycle = OLD.cycle + 1)",
        "a closed issue only comes back to rectifying, in a new cycle",
    ),
    Rule(
        "issue_closed_frozen",
        ISSUE,
        "UPDATE",
        "OLD.status = 'closed' AND NEW.status = 'closed' AND (NEW.lead_unit_id <> OLD.lead_unit_id"
        " OR NEW.cycle <> OLD.cycle OR NEW.closed_on <> OLD.closed_on OR NEW.title <> OLD.title)",
        "a closed issue is frozen",
    ),
    *(rule for table, what in PROOF_TABLES.items() for rule in frozen_when_closed(table, what)),
    Rule(
        "evidencerevision_frozen",
        "ledger_evidencerevision",
        "INSERT",
        CLOSED_ISSUE.format(row="NEW"),
        "evidence of a closed issue is frozen",
        "NEW.issue_id",
    ),
    *append_only(
        "ledger_evidencerevision",
        keys=("kept.id = NEW.id", "kept.evidence_id = NEW.evidence_id AND kept.number = NEW.number"),
        what="a revision of evidence",
    ),
    *append_only("ledger_wordingedit", keys=("kept.id = NEW.id",), what="an edit of the wording"),
    *append_only("ledger_progressreport", keys=("kept.id = NEW.id",), what="a progress report"),
    Rule(
        "evidence_belongs",
        "ledger_evidence",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM ledger_measure m WHERE m.id = NEW.measure_id AND m.issue_id = NEW.issue_id)",
        "evidence belongs to a measure of the same issue",
    ),
    Rule(
        "voice_links_one_campaign",
        "ledger_issuevoice",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM ledger_issue i JOIN opinions_opinion o ON o.campaign_id = i.campaign_id"
        " WHERE i.id = NEW.issue_id AND o.id = NEW.opinion_id)",
        "a voice and its issue belong to the same campaign",
    ),
    Rule("voice_never_removed", "ledger_issuevoice", "DELETE", "1 = 1", "a voice is never removed from the history"),
]
