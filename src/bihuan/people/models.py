"""Who: the tree of units, posts, persons and their grants."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bihuan.common.clock import now, today
from bihuan.people.roles import ADMINISTRATORS, Role

LEVELS = 5
"""Depth of the tree: province, city, county, zone, school."""


class Unit(models.Model):
    """One unit of the tree. `path` (`/1/12/156/`) and `u1`…`u5` name its ancestors and itself, top first."""

    class Kind(models.TextChoices):
        COMMISSION = "commission", _("commission or bureau")
        SECTION = "section", _("section")
        ZONE = "zone", _("school zone")
        AFFILIATE = "affiliate", _("affiliated unit")
        SCHOOL = "school", _("school")
        OTHER = "other", _("other unit")

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER)
    position = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)
    level = models.PositiveSmallIntegerField(default=1)
    path = models.CharField(max_length=120, default="", db_index=True)
    u1 = models.BigIntegerField(null=True)
    u2 = models.BigIntegerField(null=True, db_index=True)
    u3 = models.BigIntegerField(null=True, db_index=True)
    u4 = models.BigIntegerField(null=True, db_index=True)
    u5 = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "name"], name="unit_name_once_per_parent"),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="unit_code_once"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=LEVELS), name="unit_level_in_tree"),
        ]
        indexes: ClassVar = [models.Index(fields=["parent", "position", "id"], name="unit_in_order")]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def ancestors(self) -> tuple[int, ...]:
        """Ids from the root down to this unit."""
        return tuple(int(part) for part in self.path.split("/") if part)

    def is_within(self, other: "Unit") -> bool:
        """Is this unit `other` itself, or below it?"""
        return self.path.startswith(other.path)


class PersonManager(BaseUserManager["Person"]):
    def create_person(self, username: str, *, password: str | None = None, **columns: Any) -> "Person":
        """A person with a hashed password; without one the account cannot sign in."""
        person = self.model(username=username, **columns)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """An account and the person who holds it. `title` is how people address them: 督导一组组长."""

    username = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="persons")
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    failed_sign_ins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)

    USERNAME_FIELD = "username"
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "id"], name="person_by_unit")]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """Title as it is kept in the record."""
        return self.title

    @property
    def is_locked(self) -> bool:
        """Too many wrong passwords, and the waiting time is not over."""
        return self.locked_until is not None and self.locked_until > now()


class Post(models.Model):
    """An office in a unit (职务), and who holds it at present."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=60)
    holder = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="posts")
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "title"], name="post_once_per_unit")]

    def __str__(self) -> str:
        return self.title


class GrantQuerySet(models.QuerySet["Grant"]):
    def current(self) -> "GrantQuerySet":
        """Grants that hold today."""
        day = today()
        return self.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gte=day))


class Grant(models.Model):
    """One role of one person over one part of the tree; it ends by a date, never by deletion.

    `source` says what brought it about (`team:3`), so that a change of team can end what the team gave.
    `campaign_id` narrows it to one campaign; campaigns are a later stage, hence a plain number.
    """

    class Scope(models.TextChoices):
        OWN = "own", _("own matters")
        UNIT = "unit", _("this unit")
        BELOW = "below", _("this unit and below")

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=16, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grants")
    scope = models.CharField(max_length=6, choices=Scope, default=Scope.BELOW)
    campaign_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "role", "unit", "campaign_id", "source"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="grant_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "role"], name="grant_by_person")]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()} · {self.unit}"

    @property
    def is_administrative(self) -> bool:
        """One of the three administrators."""
        return self.role in ADMINISTRATORS
