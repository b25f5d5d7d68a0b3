"""What was published stays as it was, against any way into the database."""

from bihuan.audit.guards import AnyRule, NoReplace, NoTruncate, Rule

TABLE = "publication_publication"
FROZEN = (
    "id",
    "campaign_id",
    "issue_id",
    "kind",
    "scope",
    "version",
    "cycle",
    "snapshot",
    "sha256",
    "published_by_id",
    "published_on",
)

RULES: list[AnyRule] = [
    Rule(
        "publication_frozen",
        TABLE,
        "UPDATE",
        " OR ".join(f"NEW.{column} <> OLD.{column}" for column in FROZEN),
        "what was published is never changed",
    ),
    Rule(
        "publication_withdrawn_once",
        TABLE,
        "UPDATE",
        "OLD.withdrawn_on IS NOT NULL AND (NEW.withdrawn_on IS NULL OR NEW.withdrawn_on <> OLD.withdrawn_on"
        " OR NEW.withdrawn_because <> OLD.withdrawn_because)",
        "what was withdrawn does not come back",
    ),
    Rule("publication_no_delete", TABLE, "DELETE", "1 = 1", "what was published is never removed"),
    NoReplace(
        "publication_no_replace",
        TABLE,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {TABLE} kept WHERE kept.id = NEW.id"
        " OR (kept.issue_id = NEW.issue_id AND kept.version = NEW.version))",
        "what was published is never replaced",
    ),
    Rule(
        "publication_result_of_closed",
        TABLE,
        "INSERT",
        "NEW.kind = 'result' AND NOT EXISTS"
        " (SELECT 1 FROM ledger_issue i WHERE i.id = NEW.issue_id AND i.status = 'closed' AND i.cycle = NEW.cycle)",
        "a result is published only of a closed issue",
    ),
    Rule(
        "publication_notice_is_open",
        TABLE,
        "INSERT",
        "NEW.kind = 'notice' AND NOT EXISTS (SELECT 1 FROM supervision_noticeperiod n"
        " WHERE n.issue_id = NEW.issue_id AND n.cycle = NEW.cycle)",
        "a notice is published only with its period",
    ),
    NoTruncate("publication_no_truncate", TABLE),
]
