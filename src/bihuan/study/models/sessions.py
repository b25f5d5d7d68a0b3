"""Sessions of studying together: what was studied, shown and said, and who came."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Person, Unit
from bihuan.study.models.library import Material
from bihuan.study.models.plans import StudyPlan, Topic
from bihuan.study.states import SessionStatus


class StudySession(models.Model):
    """One occasion of studying together (集中学习)."""

    class Kind(models.TextChoices):
        CENTRAL_GROUP = "central_group", _("central-group study")
        LECTURE = "lecture", _("party lecture")
        FORUM = "forum", _("culture forum")
        WARNING = "warning", _("warning education")
        FILM = "film", pgettext_lazy("study session", "film")
        EXCHANGE = "exchange", _("discussion and exchange")

    class Audience(models.TextChoices):
        COMMITTEE = "committee", _("the leading group")
        EVERYONE = "everyone", _("everybody in the plan")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="study_sessions")
    plan = models.ForeignKey(StudyPlan, models.PROTECT, related_name="sessions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.EVERYONE)
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    half_days = models.PositiveSmallIntegerField(default=1)
    place = models.CharField(max_length=120, blank=True)
    speaker = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    guest_speaker = models.CharField(max_length=120, blank=True)
    summary = models.TextField(blank=True)
    guests = models.PositiveIntegerField(default=0, help_text="people who came and have no account")
    status = models.CharField(max_length=10, choices=SessionStatus, default=SessionStatus.PLANNED)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(half_days__gte=1), name="session_takes_time")]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "-held_on", "-id"], name="study_session_latest"),
            models.Index(fields=["plan", "status"], name="study_session_of_plan"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The name of its history."""
        return f"study-session:{self.pk}"


class SessionTopic(models.Model):
    """A topic that a session studies, and who leads the others through it (领学)."""

    session = models.ForeignKey(StudySession, models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="studied")
    led_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "topic"], name="session_topic_once")]
        indexes: ClassVar = [models.Index(fields=["led_by", "session"], name="session_topic_by_leader")]

    def __str__(self) -> str:
        return f"{self.topic}"


class SessionTalk(models.Model):
    """A theme talk (主题发言) that somebody gave."""

    session = models.ForeignKey(StudySession, models.CASCADE, related_name="talks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person", "subject"], name="session_talk_once")
        ]
        indexes: ClassVar = [models.Index(fields=["person", "session"], name="session_talk_by_person")]

    def __str__(self) -> str:
        return self.subject


class SessionMaterial(models.Model):
    """What was handed out or shown."""

    session = models.ForeignKey(StudySession, models.CASCADE, related_name="materials")
    material = models.ForeignKey(Material, models.PROTECT, related_name="used")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "material"], name="session_material_once")]

    def __str__(self) -> str:
        return f"{self.material}"


class Attendance(models.Model):
    """That somebody was there, excused, or made it up later. Whoever has no row was missing."""

    class Status(models.TextChoices):
        PRESENT = "present", _("present")
        EXCUSED = "excused", _("excused")
        MADE_UP = "made_up", _("made up for")

    class Way(models.TextChoices):
        CODE = "code", _("by the code on the screen")
        LIST = "list", _("by the list")

    session = models.ForeignKey(StudySession, models.PROTECT, related_name="attendance")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=Status, default=Status.PRESENT)
    way = models.CharField(max_length=4, choices=Way)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "person"], name="attendance_once")]
        indexes: ClassVar = [models.Index(fields=["person", "status"], name="attendance_by_person")]

    def __str__(self) -> str:
        return f"{self.person} {self.get_status_display()}"
