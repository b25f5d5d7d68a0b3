"""What waits for me: one short list across all stages, by due day, from what my roles let me do next."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.desk.selectors.learning import learning_tasks
from bihuan.desk.selectors.tasks import Task
from bihuan.ledger.models import Extension, Issue, Plan
from bihuan.ledger.selectors import light_sentence, visible_issues
from bihuan.ledger.states import ExtensionStatus, MeasureStatus, PlanStatus, Status
from bihuan.opinions.models import Opinion
from bihuan.opinions.selectors import questions_unanswered, visible_opinions
from bihuan.opinions.selectors.answering import Clocks, offered_to
from bihuan.opinions.states import Status as OpinionStatus
from bihuan.people.models import Person
from bihuan.people.roles import Role
from bihuan.people.selectors import roles_of, tree_scope
from bihuan.supervision.models import Asking, CameBack, LookBack, Objection, SupervisionNotice
from bihuan.supervision.states import CameBackStatus, LookBackStatus, NoticeStatus, ObjectionStatus

EACH = 12
"""Of each kind at most so many; the rest is one number further in its own list."""
ASSIGN_WITHIN = 3
"""Working days in which a registered issue is assigned (house practice, not statute)."""


class Desk:
    """Gathers the tasks of one person in one campaign."""

    def __init__(self, viewer: Person, campaign: Campaign) -> None:
        self.viewer, self.campaign = viewer, campaign
        self.today = day_of(campaign)
        self.roles = roles_of(viewer)
        self.days = calendar()

    def tasks(self) -> list[Task]:
        """Everything that waits, the most urgent first; what has no day comes last."""
        found: list[Task] = []
        for role, kinds in self._kinds().items():
            if role in self.roles:
                for kind in kinds:
                    found.extend(kind())
        found.extend(learning_tasks(self.viewer, self.campaign, today=self.today))
        unique = {(task.verb, task.url, task.label): task for task in found}
        return sorted(unique.values(), key=lambda task: (task.due or date.max, task.verb, task.label))

    def _kinds(self) -> dict[Role, tuple[Callable[[], Iterator[Task]], ...]]:
        judging = (self.plans, self.extensions, self.to_verify, self.replies, self.came_back, self.look_backs)
        return {
            Role.OFFICE: (self.to_assign, self.to_publish, self.to_ask, self.opinions, self.questions, self.offered),
            Role.LIAISON: (self.to_plan, self.to_work, self.notices),
            Role.HEAD: (self.to_claim, self.to_sign, self.notices),
            Role.SUPERVISOR: judging,
            Role.TEAM_LEADER: (*judging, self.objections, self.to_close),
            Role.LEADER: (self.dissatisfied,),
        }

    def _issues(self, role: Role, *conditions: Combinable | Q, **filters: object) -> QuerySet[Issue]:
        """Issues in the scope of one role; the office's include those that nobody leads yet."""
        scope = tree_scope(self.viewer, [role])
        if role == Role.OFFICE:
            scope |= Q(lead_unit__isnull=True)
        mine = visible_issues(self.viewer, self.campaign).filter(scope, *conditions, **filters)
        return mine.select_related("lead_unit").order_by("due", "pk")[:EACH]

    def _of(
        self, verb: str, issues: QuerySet[Issue], page: str, *, due: Callable[[Issue], date | None]
    ) -> Iterator[Task]:
        for issue in issues:
            yield Task(
                verb, issue.label, issue.title, light_sentence(issue), due(issue), reverse(page, args=[issue.pk])
            )

    # ------------------------------------------------------------ the office

    def to_assign(self) -> Iterator[Task]:
        """Registered, but nobody leads it yet."""
        issues = self._issues(Role.OFFICE, status=Status.REGISTERED)
        within = lambda issue: self.days.add_workdays(issue.registered_on, ASSIGN_WITHIN)  # noqa: E731 - one use
        yield from self._of(_("assign"), issues, "ledger:assign", due=within)

    def to_publish(self) -> Iterator[Task]:
        """Verified, not yet published."""
        issues = self._issues(Role.OFFICE, status=Status.VERIFIED)
        yield from self._of(_("publish"), issues, "ledger:issue", due=lambda _issue: self.today)

    def to_ask(self) -> Iterator[Task]:
        """The unit says it is done, and nobody has asked those who raised it."""
        asked = Asking.objects.filter(issue=OuterRef("pk"), cycle=OuterRef("cycle"))
        waiting = self._issues(Role.OFFICE, ~Exists(asked), status=Status.CLAIMED)
        yield from self._of(_("ask those who spoke"), waiting, "supervision:askings", due=lambda issue: issue.deadline)

    def opinions(self) -> Iterator[Task]:
        """Voices without an ending, as one line: the triage queue is the place for them."""
        waiting = visible_opinions(self.viewer, self.campaign).filter(status=OpinionStatus.OPEN)
        oldest: Opinion | None = waiting.order_by("received_on", "pk").select_related("channel").first()
        if oldest is None:
            return
        number = waiting.count()
        clocks = Clocks(self.campaign)
        subject = ngettext("%(n)s opinion waits", "%(n)s opinions wait", number) % {"n": number}
        why = _("the oldest came on %(day)s by %(channel)s") % {"day": oldest.received_on, "channel": oldest.channel}
        due = clocks.settle_due(oldest)
        url = reverse("opinions:list", args=[self.campaign.code])
        yield Task(_("dispose"), "", subject, why, due, f"{url}?status=open")

    def questions(self) -> Iterator[Task]:
        """Speakers who asked by receipt and have no answer."""
        for message in questions_unanswered(visible_opinions(self.viewer, self.campaign)).select_related("opinion")[
            :EACH
        ]:
            opinion = message.opinion
            url = reverse("opinions:opinion", args=[self.campaign.code, opinion.number])
            due = self.days.add_workdays(message.on, 2)
            yield Task(_("answer"), opinion.label, message.text[:40], _("asked by receipt"), due, url)

    def offered(self) -> Iterator[Task]:
        """Voices that a colleague wants to hand on: until somebody accepts, whoever was asked first answers."""
        for charge in offered_to(self.viewer, self.campaign)[:EACH]:
            url = reverse("opinions:opinion", args=[self.campaign.code, charge.opinion.number])
            due = self.days.add_workdays(charge.since, 1)
            why = _("%(person)s asks you to take it over") % {"person": charge.handed_by}
            yield Task(_("accept or decline"), charge.opinion.label, charge.reason, why, due, url)

    # ------------------------------------------------------------ the unit

    def to_plan(self) -> Iterator[Task]:
        """Assigned, and no plan submitted."""
        under_review = Plan.objects.filter(issue=OuterRef("pk"), status=PlanStatus.SUBMITTED)
        for issue in self._issues(Role.LIAISON, ~Exists(under_review), status=Status.ASSIGNED):
            due = self.days.add_workdays(issue.assigned_on or self.today, 5)
            url = reverse("ledger:plan", args=[issue.pk])
            yield Task(_("plan"), issue.label, issue.title, _("no plan submitted"), due, url)

    def to_work(self) -> Iterator[Task]:
        """Approved or under way: start, report, finish."""
        issues = self._issues(Role.LIAISON, status__in=[Status.PLANNED, Status.RECTIFYING])
        yield from self._of(_("rectify"), issues, "ledger:issue", due=lambda issue: issue.deadline)

    def to_claim(self) -> Iterator[Task]:
        """Every measure done: the head may apply for closing."""
        issues = self._issues(Role.HEAD, status=Status.RECTIFYING)
        for issue in issues:
            states = set(issue.measures.values_list("status", flat=True))
            if states == {MeasureStatus.DONE}:
                url = reverse("ledger:issue", args=[issue.pk])
                why = _("all measures are done")
                yield Task(_("apply for closing"), issue.label, issue.title, why, issue.deadline, url)

    def to_sign(self) -> Iterator[Task]:
        """Verified, and the head has not signed."""
        issues = self._issues(Role.HEAD, status__in=[Status.VERIFIED, Status.IN_NOTICE])
        for issue in issues:
            if not issue.signatures.filter(cycle=issue.cycle, role=Role.HEAD).exists():
                url = reverse("ledger:issue", args=[issue.pk])
                yield Task(_("sign"), issue.label, issue.title, _("your signature is missing"), issue.deadline, url)

    def notices(self) -> Iterator[Task]:
        """Notices that wait for the unit's reply."""
        scope = tree_scope(self.viewer, (Role.LIAISON, Role.HEAD), prefix="unit__", unit="pk")
        waiting = SupervisionNotice.objects.filter(scope, campaign=self.campaign, status=NoticeStatus.OPEN)
        for notice in waiting.select_related("issue").order_by("reply_due")[:EACH]:
            url = reverse("supervision:notice", args=[notice.pk])
            yield Task(_("reply"), str(notice), notice.text[:40], _("a notice of the team"), notice.reply_due, url)

    # ------------------------------------------------------------ the team

    def _judged(self) -> QuerySet[Issue]:
        scope = tree_scope(self.viewer, (Role.SUPERVISOR, Role.TEAM_LEADER))
        return visible_issues(self.viewer, self.campaign).filter(scope)

    def plans(self) -> Iterator[Task]:
        """Submitted plans of the area."""
        rows = Plan.objects.filter(issue__in=self._judged(), status=PlanStatus.SUBMITTED).select_related("issue")
        for plan in rows.order_by("submitted_at")[:EACH]:
            handed_in = plan.submitted_at.date() if plan.submitted_at else self.today
            why = _("version %(version)s, by %(person)s") % {"version": plan.version, "person": plan.written_by}
            url = reverse("supervision:plan", args=[plan.pk])
            due = self.days.add_workdays(handed_in, 3)
            yield Task(_("review the plan"), plan.issue.label, plan.issue.title, why, due, url)

    def extensions(self) -> Iterator[Task]:
        """Requests for more time."""
        rows = Extension.objects.filter(issue__in=self._judged(), status=ExtensionStatus.REQUESTED)
        for request in rows.select_related("issue").order_by("requested_on")[:EACH]:
            why = _("asks for %(day)s: %(reason)s") % {"day": request.asked_for, "reason": request.reason}
            url = reverse("supervision:extension", args=[request.pk])
            due = self.days.add_workdays(request.requested_on, 5)
            yield Task(_("decide on more time"), request.issue.label, request.issue.title, why, due, url)

    def to_verify(self) -> Iterator[Task]:
        """Closing was applied for."""
        issues = self._judged().filter(status=Status.CLAIMED).select_related("lead_unit").order_by("claimed_on")[:EACH]
        within = lambda issue: self.days.add_workdays(issue.claimed_on or self.today, 5)  # noqa: E731 - one use
        yield from self._of(_("verify"), issues, "supervision:verify", due=within)

    def replies(self) -> Iterator[Task]:
        """Replies to notices."""
        rows = SupervisionNotice.objects.filter(issue__in=self._judged(), status=NoticeStatus.REPLIED)
        for notice in rows.select_related("issue").order_by("replied_on")[:EACH]:
            url = reverse("supervision:notice", args=[notice.pk])
            yield Task(_("review the reply"), str(notice), notice.reply[:40], "", notice.reply_due, url)

    def look_backs(self) -> Iterator[Task]:
        """Look-backs that are due within a month."""
        soon = self.today + timedelta(days=30)
        rows = LookBack.objects.filter(issue__in=self._judged(), status=LookBackStatus.DUE, due__lte=soon)
        for row in rows.select_related("issue").order_by("due")[:EACH]:
            url = reverse("supervision:look-back", args=[row.pk])
            yield Task(_("look back"), row.issue.label, row.issue.title, _("closed, dated re-inspection"), row.due, url)

    def came_back(self) -> Iterator[Task]:
        """Closed issues that a speaker says are not right; undecided, they are re-opened by themselves."""
        rows = CameBack.objects.filter(issue__in=self._judged(), status=CameBackStatus.OPEN).select_related("issue")
        for row in rows.order_by("due", "pk")[:EACH]:
            url = reverse("supervision:came-back", args=[row.pk])
            why = _("a speaker says that it is not right after closing")
            yield Task(_("decide on re-opening"), row.issue.label, row.issue.title, why, row.due, url)

    def objections(self) -> Iterator[Task]:
        """Objections of the public."""
        rows = Objection.objects.filter(issue__in=self._judged(), status=ObjectionStatus.OPEN).select_related("issue")
        for row in rows.order_by("received_on")[:EACH]:
            url = reverse("supervision:objection", args=[row.pk])
            due = self.days.add_workdays(row.received_on, 5)
            yield Task(_("rule on an objection"), row.issue.label, row.text[:40], row.issue.title, due, url)

    def to_close(self) -> Iterator[Task]:
        """The notice is over."""
        over = self._judged().filter(status=Status.IN_NOTICE, notice_periods__ends_on__lt=self.today).distinct()
        due = lambda _issue: self.today  # noqa: E731 - one use
        yield from self._of(_("strike off"), over.select_related("lead_unit")[:EACH], "ledger:issue", due=due)

    # ------------------------------------------------------------ the leading official

    def dissatisfied(self) -> Iterator[Task]:
        """Dissatisfied answers that wait for rework or a ruling."""
        issues = visible_issues(self.viewer, self.campaign)
        rows = Asking.objects.filter(issue__in=issues, answer=Asking.Answer.DISSATISFIED, ruling__isnull=True)
        for asking in rows.select_related("issue").order_by("answered_on")[:EACH]:
            if asking.cycle == asking.issue.cycle:
                url = reverse("supervision:askings", args=[asking.issue_id])
                yield Task(
                    _("dissatisfied voice"), asking.issue.label, asking.words[:40], asking.issue.title, None, url
                )


def waiting_for(viewer: Person, campaign: Campaign) -> list[Task]:
    """What waits for this person in this campaign."""
    return Desk(viewer, campaign).tasks()
