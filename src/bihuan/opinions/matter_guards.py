"""What the database refuses about matters: ties begin and end, and nothing else about them changes."""

from bihuan.audit.guards import AnyRule, NoTruncate, Rule, append_only

MATTER_RULES: list[AnyRule] = [
    *append_only("opinions_regrouping", keys=("kept.id = NEW.id",), what="an act of regrouping"),
    Rule(
        "tie_stays",
        "opinions_mattervoice",
        "UPDATE",
        "NEW.id <> OLD.id OR NEW.matter_id <> OLD.matter_id OR NEW.opinion_id <> OLD.opinion_id "
        "OR NEW.tied_by_id <> OLD.tied_by_id "
        "OR (OLD.ended_by_id IS NOT NULL AND (NEW.ended_by_id IS NULL OR NEW.ended_by_id <> OLD.ended_by_id))",
        "a tie ends once and is never moved",
    ),
    Rule("tie_is_kept", "opinions_mattervoice", "DELETE", "1 = 1", "a tie is never removed"),
    Rule(
        "tie_not_replaced",
        "opinions_mattervoice",
        "INSERT",
        "EXISTS (SELECT 1 FROM opinions_mattervoice kept WHERE kept.id = NEW.id "
        "OR (kept.opinion_id = NEW.opinion_id AND kept.ended_by_id IS NULL AND NEW.ended_by_id IS NULL))",
        "a tie is never replaced",
    ),
    Rule(
        "tie_within_a_campaign",
        "opinions_mattervoice",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM opinions_matter theirs JOIN opinions_opinion said "
        "ON said.campaign_id = theirs.campaign_id WHERE theirs.id = NEW.matter_id AND said.id = NEW.opinion_id)",
        "a voice and its matter belong to one campaign",
    ),
    NoTruncate("tie_not_emptied", "opinions_mattervoice"),
]
