"""App of the campaigns stage."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "bihuan.campaigns"
