"""What supervision shows on the page of an issue, as the records that the tags of the look draw."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from bihuan.campaigns.models import ClosurePolicy
from bihuan.campaigns.selectors import policy_of
from bihuan.ledger.models import Issue, Plan
from bihuan.ledger.selectors import approved_plan, current_plan, extensions_of, measures_in_order
from bihuan.ledger.states import PlanStatus, Status
from bihuan.people.models import Person
from bihuan.people.roles import SUPERVISING, Role
from bihuan.people.selectors import grants_of
from bihuan.supervision.models import Asking
from bihuan.supervision.policies.gate import GateRow
from bihuan.supervision.policies.independence import objections_to_verifier
from bihuan.supervision.policies.verbs import objections_to_reading_answers
from bihuan.supervision.selectors.closing import (
    closures_of,
    notice_period,
    passed_verification,
    signatures_of,
    verifications_of,
)
from bihuan.supervision.selectors.satisfaction import Tally, tally
from bihuan.ui.parts import Door, Duty, GateLine

PUBLIC_WORDS = (
    pgettext_lazy("receipt", "Put on the ledger"),
    pgettext_lazy("receipt", "Given to the unit in charge"),
    pgettext_lazy("receipt", "Plan approved"),
    pgettext_lazy("receipt", "Being put right"),
    pgettext_lazy("receipt", "The unit says it is done; you are being asked"),
    pgettext_lazy("receipt", "Checked on the spot by the supervisors"),
    pgettext_lazy("receipt", "Published, open to objections"),
    pgettext_lazy("receipt", "Struck off the ledger"),
)
"""The eight states of the ring as those who spoke read them."""


def day(when: date | None) -> str:
    """A day as pages say it: 4月18日."""
    return date_format(when, "MONTH_DAY_FORMAT") if when else ""


class Gate:
    """The seven points of one issue for one viewer: what passed is quiet, what fails speaks and says where to go."""

    def __init__(self, issue: Issue, rows: Sequence[GateRow], viewer: Person) -> None:
        self.issue = issue
        self.rows = rows
        self.viewer = viewer
        self.policy: ClosurePolicy = policy_of(issue.campaign)
        self.plan = current_plan(issue)
        self.tally = tally(issue)

    def lines(self) -> list[GateLine]:
        """One line per point, in the order of the gate."""
        quiet = (
            self._measures,
            self._plan,
            self._nothing_open,
            self._verified,
            self._satisfied,
            self._noticed,
            self._signed,
        )
        return [
            GateLine(row.title, passed=True, sentence=words())
            if row.passed
            else GateLine(
                row.title,
                passed=False,
                sentence=row.sentences[0],
                detail=self._detail(row),
                door=self._door(row.number),
                remark=self._remark(row.number),
            )
            for row, words in zip(self.rows, quiet, strict=True)
        ]

    # ------------------------------------------------------------ what speaks

    def _detail(self, row: GateRow) -> str:
        """The further sentences of a point; at the fifth, the four answers with their doors."""
        rest = list(row.sentences[1:])
        if row.number == 5 and self.tally.answered + self.tally.silent + self.tally.unreachable:
            rest.append(answers(self.issue, self.tally, self.viewer))
        return format_html_join(" ", "{}", ((sentence,) for sentence in rest))

    def _door(self, number: int) -> Door | None:
        issue = self.issue
        doors = {
            1: Door(_("see the measures"), "#measures"),
            2: self._plan_door(),
            3: Door(_("see what is open"), "#notices"),
            4: Door(_("verify"), reverse("supervision:verify", args=[issue.pk])),
            5: Door(_("see the answers"), reverse("supervision:askings", args=[issue.pk])),
            6: Door(_("see the publication"), "#publication"),
            7: Door(_("see who signs"), "#duties"),
        }
        return None if self._remark(number) else doors[number]

    def _plan_door(self) -> Door:
        if self.plan is not None and self.plan.status == PlanStatus.SUBMITTED:
            return Door(_("review the plan"), reverse("supervision:plan", args=[self.plan.pk]))
        return Door(_("see the plan"), "#plan")

    def _remark(self, number: int) -> str:
        """A point that has to wait for another one says which."""
        status = self.issue.status
        if number == 4 and status != Status.CLAIMED:
            return _("after closing was applied for")
        if number == 5 and any(objections_to_reading_answers(self.issue, by=self.viewer)):
            return _("asked by the office and the team")
        if number == 6 and status not in (Status.VERIFIED, Status.IN_NOTICE):
            return _("first point 4")
        return ""

    # ------------------------------------------------------------ what is quiet

    def _measures(self) -> str:
        count = len(measures_in_order(self.issue))
        return ngettext(
            "%(n)s measure done, with evidence of its result",
            "%(n)s measures done, each with evidence of its result",
            count,
        ) % {"n": count}

    def _plan(self) -> str:
        plan = approved_plan(self.issue)
        if plan is None:
            return ""
        return _("complete in all six points, version %(version)s approved on %(day)s, before work began") % {
            "version": plan.version,
            "day": day(plan.decided_on),
        }

    def _nothing_open(self) -> str:
        return _("no open notice, no undecided request, no unanswered question")

    def _verified(self) -> str:
        verification = passed_verification(self.issue)
        if verification is None:
            return ""
        return _("passed by %(person)s on %(day)s, %(place)s") % {
            "person": verification.verifier,
            "day": day(localdate(verification.at)),
            "place": verification.place,
        }

    def _satisfied(self) -> str:
        return answers(self.issue, self.tally, self.viewer)

    def _noticed(self) -> str:
        period = notice_period(self.issue)
        if period is None:
            return _("the policy asks for none")
        return _("%(opens)s to %(ends)s, no objection undecided") % {
            "opens": day(period.opens_on),
            "ends": day(period.ends_on),
        }

    def _signed(self) -> str:
        roles = [str(Role(row.role).label) for row in self.policy.signatures.all()]
        return _("signed: %(roles)s") % {"roles": "、".join(roles)} if roles else _("the policy asks for none")


def answers(issue: Issue, count: Tally, viewer: Person) -> SafeString:
    """The four answers, each number the door to its rows for those who may read them."""
    base = reverse("supervision:askings", args=[issue.pk])
    may_read = not any(objections_to_reading_answers(issue, by=viewer))
    shown = (
        (Asking.Answer.SATISFIED, count.satisfied),
        (Asking.Answer.DISSATISFIED, count.dissatisfied),
        (Asking.Answer.SILENT, count.silent),
        (Asking.Answer.UNREACHABLE, count.unreachable),
    )
    link = '<a class="bh-number" href="{}?answer={}">{} {}</a>' if may_read else "<span>{2} {3}</span>"
    told = format_html_join(" · ", link, ((base, answer.value, answer.label, n) for answer, n in shown))
    return format_html(_("{answers}. Silence is not consent."), answers=told)


# ---------------------------------------------------------------- who does what


def duties(issue: Issue, viewer: Person) -> list[Duty]:
    """Who wrote, approved, works, verifies and closes; and what the viewer is here."""
    plan = current_plan(issue)
    verification = next(iter(verifications_of(issue)), None)
    closure = next(iter(closures_of(issue)), None)
    barred = _("therefore cannot verify this issue")
    first = _("to be named, outside the responsible units")
    return [
        Duty(_("Writes the plan"), str(plan.written_by) if plan else _("nobody yet"), barred if plan else ""),
        _approver(plan, barred),
        Duty(_("Rectifies"), _workers(issue, plan), _("therefore cannot verify, nor say when people are satisfied")),
        Duty(_("Verifies"), f"{verification.verifier}" if verification else first, _cycle(issue, verification)),
        *_signers(issue),
        Duty(_("Closes"), str(closure.closed_by) if closure else str(Role.TEAM_LEADER.label)),
        Duty(pgettext("duty", "You"), _holds(viewer), _position(issue, viewer)),
    ]


def _approver(plan: Plan | None, barred: str) -> Duty:
    if plan is not None and plan.decided_by is not None:
        return Duty(_("Decides on it"), str(plan.decided_by), barred)
    return Duty(_("Decides on it"), _("the supervising team"), _("never who wrote it"))


def _workers(issue: Issue, plan: Plan | None) -> str:
    who = plan and (plan.responsible or plan.responsible_name)
    return "、".join(str(one) for one in (issue.lead_unit, who) if one) or _("not assigned yet")


def _signers(issue: Issue) -> Iterator[Duty]:
    """Each signature that the policy asks for, and who gave it in this cycle."""
    given = {row.role: row for row in signatures_of(issue)}
    for row in policy_of(issue.campaign).signatures.all():
        signature, role = given.get(row.role), str(Role(row.role).label)
        note = _("signed on %(day)s") % {"day": day(localdate(signature.at))} if signature else _("not signed yet")
        yield Duty(_("Signs"), str(signature.by) if signature else role, note)


def _cycle(issue: Issue, verification: object) -> str:
    cycle = getattr(verification, "cycle", issue.cycle)
    return _("in cycle %(cycle)s") % {"cycle": cycle} if cycle != issue.cycle else ""


def _holds(viewer: Person) -> str:
    roles = "、".join(dict.fromkeys(str(Role(grant.role).label) for grant in grants_of(viewer)))
    return f"{viewer}（{roles}）" if roles else str(viewer)


def _position(issue: Issue, viewer: Person) -> str:
    """Whether the viewer may verify; only supervisors are told why not."""
    if not {grant.role for grant in grants_of(viewer)} & SUPERVISING:
        return ""
    reasons = list(objections_to_verifier(issue, viewer))
    return " ".join(reasons) or _("independent of this issue: may verify it")


def open_ends(issue: Issue) -> Iterator[Door]:
    """What the third point of the gate counts, as links."""
    for extension in extensions_of(issue)[::-1]:
        if extension.status != "requested":
            continue
        words = _("request for more time, until %(day)s") % {"day": day(extension.asked_for)}
        yield Door(words, reverse("supervision:extension", args=[extension.pk]))
