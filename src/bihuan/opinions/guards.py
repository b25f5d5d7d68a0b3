"""What the database itself refuses about opinions, against raw SQL and bulk writes alike."""

from bihuan.audit.guards import AnyRule, NoReplace, NoTruncate, Rule, append_only
from bihuan.opinions.answering_guards import ANSWERING_RULES
from bihuan.opinions.asking_guards import RULES as ASKING
from bihuan.opinions.matter_guards import MATTER_RULES


def _changes(*columns: str) -> str:
    # For columns that are never null; `IS DISTINCT FROM` would serve all, but SQLite lacks it before 3.39.
    return " OR ".join(f"NEW.{column} <> OLD.{column}" for column in columns)


STANDING = (
    "EXISTS (SELECT 1 FROM opinions_disposition standing WHERE standing.opinion_id = NEW.id "
    "AND standing.taken_back_at IS NULL AND standing.kind = NEW.status)"
)

RULES: list[AnyRule] = [
    *ASKING,
    Rule(
        "opinion_words_stay",
        "opinions_opinion",
        "UPDATE",
        _changes(
            "id",
            "campaign_id",
            "number",
            "channel_id",
            "text",
            "about_words",
            "heads",
            "received_on",
            "anonymous",
        ),
        "what a speaker said, and when and how, is never changed",
    ),
    Rule("opinion_stays", "opinions_opinion", "DELETE", "1 = 1", "an opinion is never removed"),
    NoTruncate("opinion_not_emptied", "opinions_opinion"),
    NoReplace(
        "opinion_not_replaced",
        "opinions_opinion",
        "INSERT",
        "EXISTS (SELECT 1 FROM opinions_opinion kept WHERE kept.id = NEW.id "
        "OR (kept.campaign_id = NEW.campaign_id AND kept.number = NEW.number))",
        "an opinion is never replaced",
    ),
    Rule(
        "opinion_begins_open",
        "opinions_opinion",
        "INSERT",
        "NEW.status <> 'open'",
        "an opinion begins by waiting",
    ),
    # Endings are written first and taken back last, so the only hole is a harmless one: an opinion that waits
    # although an ending stands. Never the other way round.
    Rule(
        "opinion_ends_with_words",
        "opinions_opinion",
        "UPDATE",
        f"NEW.status <> OLD.status AND NEW.status <> 'open' AND NOT {STANDING}",
        "an opinion ends only with a disposition of the same kind that stands",
    ),
    Rule(
        "disposition_words_stay",
        "opinions_disposition",
        "UPDATE",
        _changes("id", "opinion_id", "kind", "reply", "forwarded_to", "by_id", "at", "day")
        + " OR COALESCE(NEW.reason_id, 0) <> COALESCE(OLD.reason_id, 0)"
        " OR (OLD.taken_back_at IS NOT NULL"
        " AND (NEW.taken_back_at IS NULL OR NEW.taken_back_at <> OLD.taken_back_at))",
        "a disposition is taken back, never changed",
    ),
    Rule(
        "disposition_taken_back_after_opinion",
        "opinions_disposition",
        "UPDATE",
        "NEW.taken_back_at IS NOT NULL AND OLD.taken_back_at IS NULL AND EXISTS (SELECT 1 "
        "FROM opinions_opinion theirs WHERE theirs.id = NEW.opinion_id AND theirs.status <> 'open')",
        "the opinion must wait again before its ending is taken back",
    ),
    Rule(
        "disposition_of_open_opinion",
        "opinions_disposition",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM opinions_opinion theirs WHERE theirs.id = NEW.opinion_id "
        "AND theirs.status = 'open')",
        "only an opinion that waits is disposed of",
    ),
    Rule("disposition_stays", "opinions_disposition", "DELETE", "1 = 1", "a disposition is never removed"),
    NoReplace(
        "disposition_not_replaced",
        "opinions_disposition",
        "INSERT",
        "EXISTS (SELECT 1 FROM opinions_disposition kept WHERE kept.id = NEW.id "
        "OR (kept.opinion_id = NEW.opinion_id AND kept.taken_back_at IS NULL AND NEW.taken_back_at IS NULL))",
        "a disposition is never replaced",
    ),
    NoTruncate("disposition_not_emptied", "opinions_disposition"),
    *append_only(
        "opinions_receipt",
        keys=("kept.id = NEW.id", "kept.opinion_id = NEW.opinion_id", "kept.code_digest = NEW.code_digest"),
        what="a receipt",
    ),
    *append_only("opinions_message", keys=("kept.id = NEW.id",), what="a word of the dialogue"),
    *MATTER_RULES,
    *ANSWERING_RULES,
]
