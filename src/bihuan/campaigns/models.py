"""What for: a campaign and everything that its template set up, in typed rows."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bihuan.people.models import Unit
from bihuan.people.roles import Role


class Campaign(models.Model):
    """One drive over a scope of units: `root` and everything below it."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    subtitle = models.CharField(max_length=120, blank=True)
    template = models.CharField(max_length=40)
    root = models.ForeignKey(Unit, models.PROTECT, related_name="campaigns")
    office = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="for deadlines without a year")
    starts_on = models.DateField()
    ends_on = models.DateField()
    as_of = models.DateField(null=True, blank=True, help_text="a demo stands still on this day")
    immediate_days = models.PositiveSmallIntegerField(default=15, help_text="立行立改 means within this many days")
    report_rhythm_days = models.PositiveSmallIntegerField(default=7)
    sixth_clear = models.CharField(max_length=40, default="督导领导")
    visit_window_days = models.PositiveSmallIntegerField(
        default=60, help_text="a second visit to a unit within this many days needs a reason"
    )
    active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="campaign_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    """A dated phase (环节) of a campaign: what each unit must show in it, and from when it is looked back at."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    look_back_on = models.DateField(null=True, blank=True, help_text="from this day the teams judge each unit")
    waits_for_talks = models.BooleanField(
        default=False, help_text="a unit does not go on before everybody was talked to"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "position"], name="phase_position_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="phase_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class RequiredPaper(models.Model):
    """A plan that each unit hands in during a phase and that its team must pass (必审)."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["phase", "name"], name="required_paper_once")]

    def __str__(self) -> str:
        return self.name


class RequiredTalk(models.Model):
    """A group of people in each unit with whom its team must have talked during a phase (必谈)."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="talks")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["phase", "name"], name="required_talk_once")]

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """One word of one of the campaign's taxonomies."""

    class Taxonomy(models.TextChoices):
        CATEGORY = "category", _("category")
        PROBLEM_KIND = "problem_kind", _("problem kind")
        FOCUS = "focus", _("focus")
        HORIZON = "horizon", _("horizon")
        DISPOSITION = "disposition", _("disposition")
        REFUSAL = "refusal", _("reason for refusing")
        SPEAKER_GROUP = "speaker_group", _("group of speakers")
        OUTSIDE_LEVEL = "outside_level", _("level of outside numbers")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="terms")
    taxonomy = models.CharField(max_length=16, choices=Taxonomy)
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "taxonomy", "code"], name="term_code_once"),
            models.UniqueConstraint(fields=["campaign", "taxonomy", "name"], name="term_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Channel(models.Model):
    """A way in which a voice reaches the campaign, under one of the four ways of asking."""

    class Way(models.TextChoices):
        INVITE_IN = "invite_in", _("invite in")
        GO_OUT = "go_out", _("go out")
        FACE_TO_FACE = "face_to_face", _("face to face")
        BACK_TO_BACK = "back_to_back", _("back to back")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="channels")
    way = models.CharField(max_length=12, choices=Way)
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    public = models.BooleanField(default=False, help_text="open to people without an account")
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "code"], name="channel_code_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ClosurePolicy(models.Model):
    """What closing asks for. Only the supervising tier may change it, never a unit that is judged."""

    class Panel(models.TextChoices):
        NONE = "none", _("nobody is asked")
        REPRESENTATIVES = "representatives", _("representatives of those served")
        STAFF = "staff", _("staff representatives")

    class Recurrence(models.TextChoices):
        REOPEN = "reopen", _("the closed issue is re-opened")
        LINK = "link", _("a new issue is linked to it")

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="closure_policy")
    min_satisfied_percent = models.PositiveSmallIntegerField(default=80)
    min_answers = models.PositiveSmallIntegerField(default=1, help_text="or everyone who can be reached, if fewer")
    panel = models.CharField(max_length=16, choices=Panel, default=Panel.REPRESENTATIVES)
    min_panel = models.PositiveSmallIntegerField(default=3)
    notice_required = models.BooleanField(default=True)
    notice_workdays = models.PositiveSmallIntegerField(default=5)
    small_group = models.PositiveSmallIntegerField(default=5, help_text="smaller groups are not published")
    watch_review_days = models.PositiveSmallIntegerField(default=90)
    recurrence = models.CharField(max_length=8, choices=Recurrence, default=Recurrence.REOPEN)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(min_satisfied_percent__lte=100), name="policy_percent"),
            models.CheckConstraint(condition=Q(min_answers__gte=1), name="policy_needs_an_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}"


class RequiredSignature(models.Model):
    """A role whose signature closing asks for, held over the lead unit (or over the campaign)."""

    policy = models.ForeignKey(ClosurePolicy, models.CASCADE, related_name="signatures")
    role = models.CharField(max_length=16, choices=Role)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["policy", "role"], name="signature_role_once")]

    def __str__(self) -> str:
        return self.get_role_display()


class LookBackRule(models.Model):
    """Closing schedules one re-inspection this many working days later."""

    policy = models.ForeignKey(ClosurePolicy, models.CASCADE, related_name="look_backs")
    after_workdays = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["policy", "after_workdays"], name="look_back_rule_once"),
            models.CheckConstraint(condition=Q(after_workdays__gte=1), name="look_back_rule_later"),
        ]

    def __str__(self) -> str:
        return f"{self.after_workdays}"


class LightRule(models.Model):
    """One rule of the warning lights; the first that applies, in order of position, lights up."""

    class Colour(models.TextChoices):
        RED = "red", _("red")
        ORANGE = "orange", _("orange")
        YELLOW = "yellow", _("yellow")
        BLUE = "blue", _("blue")
        GREEN = "green", _("green")
        GREY = "grey", _("grey")

    class Basis(models.TextChoices):
        OVERDUE_DAYS = "overdue_days", _("days past the deadline")
        LEFT_WORKDAYS = "left_workdays", _("working days left")
        LEFT_DAYS = "left_days", _("days left")
        BEHIND_POINTS = "behind_points", _("points behind planned progress")
        MISSED_REPORT_DAYS = "missed_report_days", _("days since a report was due")
        OTHERWISE = "otherwise", _("in every other case")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="light_rules")
    position = models.PositiveSmallIntegerField()
    colour = models.CharField(max_length=8, choices=Colour)
    basis = models.CharField(max_length=20, choices=Basis)
    at_least = models.SmallIntegerField(null=True, blank=True)
    at_most = models.SmallIntegerField(null=True, blank=True)
    action = models.CharField(max_length=60, blank=True, help_text="what the office does when it lights up")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "position"], name="light_rule_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.get_colour_display()}"


class ObjectKind(models.Model):
    """Whom supervision looks at (督导对象): offices, schools, leading officials, teaching staff …"""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="object_kinds")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "code"], name="object_kind_code_once"),
            models.UniqueConstraint(fields=["campaign", "name"], name="object_kind_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ObjectLayer(models.Model):
    """A kind of unit in which an object kind is met; an object kind without any is met in every unit."""

    object_kind = models.ForeignKey(ObjectKind, models.CASCADE, related_name="layers")
    unit_kind = models.CharField(max_length=12, choices=Unit.Kind)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["object_kind", "unit_kind"], name="object_layer_once")]

    def __str__(self) -> str:
        return self.get_unit_kind_display()


class FocusProblem(models.Model):
    """One line of the focus list of an object kind: what a supervisor looks for there."""

    object_kind = models.ForeignKey(ObjectKind, models.CASCADE, related_name="problems")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["object_kind", "position"], name="focus_problem_position_once")
        ]

    def __str__(self) -> str:
        return self.text


class CalendarDay(models.Model):
    """A day that an administrator declares a working day or a day off (a year's notice, a local holiday)."""

    day = models.DateField(unique=True)
    working = models.BooleanField()
    note = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.day}"


class Sequence(models.Model):
    """Numbers that are given once and never again, per campaign and kind."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="sequences")
    kind = models.CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "kind"], name="sequence_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.last}"
