"""Verbs of the campaign stage, one module per noun."""

from bihuan.campaigns.services.calendars import enter_day, enter_notice, withdraw_day
from bihuan.campaigns.services.numbers import next_number
from bihuan.campaigns.services.rules import change_closure_policy, change_light_rules
from bihuan.campaigns.services.setting_up import create_campaign, stand_still
from bihuan.campaigns.services.words import add_channel, add_term, change_phase, rename, restore, retire

__all__ = [
    "add_channel",
    "add_term",
    "change_closure_policy",
    "change_light_rules",
    "change_phase",
    "create_campaign",
    "enter_day",
    "enter_notice",
    "next_number",
    "rename",
    "restore",
    "retire",
    "stand_still",
    "withdraw_day",
]
