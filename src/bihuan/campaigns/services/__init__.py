"""Verbs of the campaign stage, one module per noun."""

from bihuan.campaigns.services.numbers import next_number
from bihuan.campaigns.services.setting_up import create_campaign, stand_still

__all__ = ["create_campaign", "next_number", "stand_still"]
