"""The audit app; installs the guards of the database after every migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate  # noqa: TID251 - not a model signal: SQLite drops triggers while it re-makes a table

from bihuan.audit import guards


class AuditConfig(AppConfig):
    name = "bihuan.audit"

    def ready(self) -> None:
        pre_migrate.connect(guards.before_migrations, dispatch_uid="bihuan.guards.drop")
        post_migrate.connect(guards.after_migrations, dispatch_uid="bihuan.guards.install")
