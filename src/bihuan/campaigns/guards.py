"""What the database itself keeps of this stage: nobody lowers the bar of closing below its bounds."""

from bihuan.audit.guards import AnyRule, Rule
from bihuan.campaigns.bounds import POLICY

_LOW = f"NEW.min_satisfied_percent < {POLICY['min_satisfied_percent'].least}"
_WORDS = "the closure policy asks for at least half"

RULES: list[AnyRule] = [
    Rule("policy_asks_for_half", "campaigns_closurepolicy", "INSERT", _LOW, _WORDS),
    Rule("policy_asks_for_half_later", "campaigns_closurepolicy", "UPDATE", _LOW, _WORDS),
    Rule(
        "policy_stays_with_its_campaign",
        "campaigns_closurepolicy",
        "UPDATE",
        "NEW.campaign_id <> OLD.campaign_id",
        "a closure policy stays with its campaign",
    ),
    Rule(
        "policy_is_never_removed", "campaigns_closurepolicy", "DELETE", "1 = 1", "a campaign keeps its closure policy"
    ),
]
