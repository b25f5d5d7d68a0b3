"""App of the ledger stage."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "bihuan.ledger"
