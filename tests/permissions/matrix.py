"""The permission matrix: one line per URL. `test_matrix` asks every one of them as every member of the cast.

`python -m tests.permissions.matrix` writes `docs/permissions.md` from it.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import django

from tests.permissions.access import (
    ACCOUNT,
    ACCOUNTS,
    ADOPTING,
    ASKING,
    AT_WORK,
    AUDIT_ADMIN,
    CLERK,
    CONCERNED,
    CONTACT,
    FORMING_TEAMS,
    HEARING_ANSWERS,
    HEARS,
    INDEPENDENT,
    INVOLVED,
    LEAD_HEAD,
    LEAD_UNIT,
    LEADER,
    LISTENERS,
    NOBODY,
    OFFICE,
    OFFICES,
    ORDERING_SAMPLES,
    OVER_ALL,
    PUBLIC,
    READERS,
    READS_THERE,
    REOPENING,
    REPORTING,
    RULING,
    SECURITY_ADMIN,
    SEES_UNIT,
    STUDIES,
    STUDY_WORK,
    STUDY_WORKERS,
    SUPERVISING,
    SYSTEM_ADMIN,
    TEAM_LEADER,
    TOLD_INSIDE,
    VERIFYING,
    WORKING,
    Circle,
)
from tests.permissions.paper import write

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"


@dataclass(frozen=True)
class Row:
    """One URL. `of` names the object on the `stage` that its address needs; '' where it needs none."""

    url: str
    methods: str
    opens: Circle
    does: Circle
    of: str = ""
    reads: Circle | None = None
    """Whoever finds the page but is not of these is refused even the reading, with reasons."""
    traceless: bool = False
    """The step leaves nothing in the record: it reads, or changes only what is one's own."""

    @property
    def posts(self) -> bool:
        """Does it take what somebody sends?"""
        return "POST" in self.methods

    @property
    def gets(self) -> bool:
        """Is there a page to look at?"""
        return "GET" in self.methods


def page(url: str, opens: Circle, of: str = "", *, reads: Circle | None = None) -> Row:
    """Something to read."""
    return Row(url, "GET", opens, opens, of, reads)


def form(
    url: str, opens: Circle, does: Circle, of: str = "", *, reads: Circle | None = None, traceless: bool = False
) -> Row:
    """A page with a form on it: whoever may not do it reads why."""
    return Row(url, "GET POST", opens, does, of, reads, traceless)


def press(url: str, opens: Circle, does: Circle, of: str = "", *, traceless: bool = False) -> Row:
    """A button that does one thing."""
    return Row(url, "POST", opens, does, of, traceless=traceless)


ROWS: tuple[Row, ...] = (
    #     URL                                 who finds it     who may do it    on what, in which state
    # ------------------------------------------------------------ desk, reports, background work
    page("desk:home", ACCOUNT),
    page("desk:overview", AT_WORK),
    page("desk:wall", AT_WORK),
    page("desk:search", AT_WORK),
    page("reports:figures", REPORTING),
    page("jobs:mine", ACCOUNT),
    page("jobs:work", OFFICE, "failed job of the office"),
    press("jobs:again", OFFICE, OFFICE, "failed job of the office", traceless=True),
    # ------------------------------------------------------------ people
    form("people:sign-in", PUBLIC, PUBLIC, traceless=True),
    press("people:sign-out", PUBLIC, PUBLIC, traceless=True),
    press("people:language", PUBLIC, PUBLIC, traceless=True),
    page("people:me", ACCOUNT),
    form("people:change-password", ACCOUNT, ACCOUNT),
    page("people:units", ACCOUNT),
    page("people:unit-options", ACCOUNT),
    form("people:new-unit", SYSTEM_ADMIN, SYSTEM_ADMIN),
    form("people:import-units", SYSTEM_ADMIN, SYSTEM_ADMIN),
    press("people:import-units-confirmed", SYSTEM_ADMIN, SYSTEM_ADMIN),
    page("people:unit", SEES_UNIT, "unit"),
    page("people:children", SEES_UNIT, "unit"),
    form("people:change-unit", SYSTEM_ADMIN, SYSTEM_ADMIN, "unit"),
    form("people:move-unit", SYSTEM_ADMIN, SYSTEM_ADMIN, "unit"),
    press("people:close-unit", SYSTEM_ADMIN, SYSTEM_ADMIN, "empty unit"),
    press("people:open-unit", SYSTEM_ADMIN, SYSTEM_ADMIN, "closed unit"),
    form("people:new-post", SYSTEM_ADMIN, SYSTEM_ADMIN, "unit"),
    form("people:fill-post", SYSTEM_ADMIN, SYSTEM_ADMIN, "post"),
    press("people:remove-post", SYSTEM_ADMIN, SYSTEM_ADMIN, "post"),
    page("people:people", ACCOUNTS),
    form("people:new-person", SYSTEM_ADMIN, SYSTEM_ADMIN),
    form("people:import-people", SYSTEM_ADMIN, SYSTEM_ADMIN),
    press("people:import-people-confirmed", SYSTEM_ADMIN, SYSTEM_ADMIN),
    page("people:person", ACCOUNTS, "person"),
    form("people:change-person", SYSTEM_ADMIN, SYSTEM_ADMIN, "person"),
    press("people:initial-password", SYSTEM_ADMIN, SYSTEM_ADMIN, "person"),
    press("people:close-person", SYSTEM_ADMIN, SYSTEM_ADMIN, "person"),
    press("people:open-person", SYSTEM_ADMIN, SYSTEM_ADMIN, "closed account"),
    form("people:grant-role", SECURITY_ADMIN, SECURITY_ADMIN, "person"),
    press("people:end-grant", SECURITY_ADMIN, SECURITY_ADMIN, "role of a person"),
    page("people:record", AUDIT_ADMIN),
    press("people:verify-record", AUDIT_ADMIN, AUDIT_ADMIN),
    # ------------------------------------------------------------ campaigns
    page("campaigns:campaigns", ACCOUNT),
    form("campaigns:new-campaign", OFFICES, OFFICE),
    page("campaigns:calendar", ACCOUNT),
    form("campaigns:enter-day", SYSTEM_ADMIN, SYSTEM_ADMIN),
    form("campaigns:enter-notice", SYSTEM_ADMIN, SYSTEM_ADMIN),
    press("campaigns:withdraw-day", SYSTEM_ADMIN, SYSTEM_ADMIN, "day of the calendar"),
    page("campaigns:campaign", CONCERNED, "campaign"),
    press("campaigns:switch", CONCERNED, CONCERNED, "campaign", traceless=True),
    form("campaigns:change-phase", CONCERNED, OFFICE, "phase"),
    form("campaigns:lights", CONCERNED, RULING, "campaign"),
    form("campaigns:closing", CONCERNED, RULING, "campaign"),
    page("campaigns:terms", CONCERNED, "list of words"),
    form("campaigns:new-term", CONCERNED, OFFICE, "list of words"),
    page("campaigns:channels", CONCERNED, "campaign"),
    form("campaigns:new-channel", CONCERNED, OFFICE, "campaign"),
    form("campaigns:rename", CONCERNED, OFFICE, "word"),
    press("campaigns:retire", CONCERNED, OFFICE, "word"),
    press("campaigns:restore", CONCERNED, OFFICE, "retired word"),
    # ------------------------------------------------------------ 学 study
    page("study:home", CONCERNED),
    page("study:plans", CONCERNED),
    form("study:plan-new", CONCERNED, STUDY_WORKERS),
    page("study:plan", STUDIES, "study plan"),
    form("study:plan-change", STUDIES, STUDY_WORK, "study plan"),
    form("study:topic-new", STUDIES, STUDY_WORK, "study plan"),
    form("study:lead-the-rest", STUDIES, STUDY_WORK, "study plan"),
    form("study:topic", STUDIES, STUDY_WORK, "topic of a study plan"),
    press("study:topic-remove", STUDIES, STUDY_WORK, "topic of a study plan"),
    form("study:enlist", STUDIES, STUDY_WORK, "study plan"),
    press("study:enlist-everybody", STUDIES, STUDY_WORK, "study plan"),
    press("study:release", STUDIES, STUDY_WORK, "study plan"),
    form("study:hand-down", CONCERNED, REPORTING, "frame of study"),
    press("study:plan-submit", STUDIES, STUDY_WORK, "study plan"),
    form("study:plan-decide", STUDIES, REPORTING, "submitted study plan"),
    form("study:plan-amend", STUDIES, STUDY_WORK, "study plan in force"),
    page("study:people", CONCERNED),
    page("study:sessions", CONCERNED),
    form("study:session-new", STUDIES, STUDY_WORK, "study plan in force"),
    page("study:session", STUDIES, "open session"),
    press("study:open", STUDIES, STUDY_WORK, "planned session"),
    page("study:screen", STUDIES, "open session", reads=STUDY_WORK),
    page("study:screen-code", STUDIES, "open session", reads=STUDY_WORK),
    form("study:here", STUDIES, STUDIES, "open session"),
    page("study:attendance", STUDIES, "open session"),
    press("study:note-attendance", STUDIES, STUDY_WORK, "open session"),
    press("study:study-topic", STUDIES, STUDY_WORK, "open session"),
    press("study:give-talk", STUDIES, STUDY_WORK, "open session"),
    press("study:use-material", STUDIES, STUDY_WORK, "open session"),
    form("study:hold", STUDIES, STUDY_WORK, "open session"),
    form("study:cancel", STUDIES, STUDY_WORK, "planned session"),
    page("study:library", CONCERNED),
    form("study:material-new", CONCERNED, STUDY_WORKERS),
    page("study:material", READS_THERE, "material"),
    press("study:read", READS_THERE, READS_THERE, "material", traceless=True),
    press("study:note", READS_THERE, READS_THERE, "material", traceless=True),
    page("study:material-file", READS_THERE, "material"),
    page("study:notes", CONCERNED),
    page("study:reflections", CONCERNED),
    form("study:reflection-new", CONCERNED, CONCERNED),
    form("study:reflection-enter", CONCERNED, STUDY_WORKERS),
    page("study:reflection", READS_THERE, "reflection"),
    form("study:again", READS_THERE, CLERK, "returned reflection"),
    form("study:review", READS_THERE, STUDY_WORK, "reflection"),
    press("study:consent", READS_THERE, CLERK, "reflection"),
    page("study:compare", STUDIES, "two reflections"),
    page("study:reflection-file", READS_THERE, "reflection"),
    page("study:garden", CONCERNED),
    page("study:wall", CONCERNED),
    # ------------------------------------------------------------ 查 opinions
    page("opinions:home", LISTENERS),
    page("opinions:list", LISTENERS, "campaign by code"),
    form("opinions:entry", LISTENERS, OFFICE, "campaign by code", reads=OFFICE),
    page("opinions:balance", LISTENERS, "campaign by code"),
    page("opinions:consultations", LISTENERS, "campaign by code"),
    form("opinions:hold", LISTENERS, OFFICE, "campaign by code", reads=OFFICE),
    page("opinions:consultation", HEARS, "consultation"),
    press("opinions:participants", LISTENERS, OFFICE, "consultation"),
    press("opinions:visit", LISTENERS, OFFICE, "consultation"),
    press("opinions:returns", LISTENERS, OFFICE, "consultation"),
    page("opinions:opinion", HEARS, "open opinion"),
    page("opinions:preview", HEARS, "open opinion"),
    press("opinions:answer", HEARS, OFFICE, "open opinion"),
    press("opinions:refuse", HEARS, OFFICE, "open opinion"),
    press("opinions:forward", HEARS, OFFICE, "open opinion"),
    press("opinions:take-back", HEARS, OFFICE, "answered opinion"),
    press("opinions:say", HEARS, OFFICE, "open opinion"),
    press("opinions:place", HEARS, OFFICE, "open opinion"),
    press("opinions:contact", HEARS, OFFICE, "open opinion"),
    page("speak:home", PUBLIC),
    page("speak:campaign", PUBLIC, "campaign by code"),
    form("speak:say", PUBLIC, PUBLIC, "public channel", traceless=True),
    form("speak:receipt", PUBLIC, PUBLIC, traceless=True),
    press("speak:receipt-say", PUBLIC, PUBLIC),
    # ------------------------------------------------------------ 改 ledger
    page("ledger:issues", READERS),
    form("ledger:new", READERS, OFFICE),
    page("ledger:units", READERS),
    press("ledger:bulk-lead", READERS, OFFICE),
    page("ledger:export", READERS),
    press("ledger:export-selection", READERS, READERS, traceless=True),
    form("ledger:import", READERS, OFFICE),
    page("ledger:import-work", OFFICE, "import job of the office"),
    page("ledger:import-check", OFFICE, "upload of the office"),
    form("ledger:returned", READERS, OFFICE),
    page("ledger:returned-check", OFFICE, "edited workbook"),
    press("ledger:returned-take", OFFICE, OFFICE, "edited workbook"),
    page("ledger:returned-faults", OFFICE, "edited workbook"),
    page("ledger:import-review", OFFICE, "upload of the office"),
    press("ledger:import-run", OFFICE, OFFICE, "upload of the office"),
    form("ledger:view-save", READERS, READERS, traceless=True),
    press("ledger:view-remove", OFFICE, OFFICE, "view of the office", traceless=True),
    page("ledger:issue", INVOLVED, "issue"),
    page("ledger:preview", INVOLVED, "issue"),
    page("ledger:history", INVOLVED, "issue"),
    form("ledger:new-from", HEARS, OFFICE, "open opinion by key"),
    form("ledger:join", HEARS, OFFICE, "open opinion by key"),
    form("ledger:details", INVOLVED, OFFICE, "assigned issue"),
    form("ledger:wording", INVOLVED, OFFICE, "assigned issue"),
    form("ledger:assign", OVER_ALL, OFFICE, "registered issue"),
    form("ledger:decline", INVOLVED, LEAD_HEAD, "assigned issue"),
    form("ledger:responsible", INVOLVED, OFFICE, "assigned issue"),
    form("ledger:merge", INVOLVED, OFFICE, "assigned issue"),
    press("ledger:unmerge", INVOLVED, OFFICE, "merged issue"),
    form("ledger:transfer", INVOLVED, OFFICE, "assigned issue"),
    form("ledger:refuse", OVER_ALL, LEADER, "registered issue"),
    form("ledger:plan", INVOLVED, LEAD_UNIT, "assigned issue"),
    press("ledger:plan-submit", INVOLVED, LEAD_UNIT, "issue with a draft"),
    form("ledger:measure-new", INVOLVED, LEAD_UNIT, "issue with a draft"),
    press("ledger:start", INVOLVED, LEAD_UNIT, "planned issue"),
    form("ledger:progress", INVOLVED, WORKING, "issue under way"),
    form("ledger:extension", INVOLVED, LEAD_UNIT, "issue under way"),
    press("ledger:claim", INVOLVED, LEAD_HEAD, "issue under way"),
    press("ledger:claim-withdraw", INVOLVED, LEAD_HEAD, "claimed issue"),
    press("ledger:unlink", INVOLVED, OFFICE, "voice of an issue"),
    form("ledger:measure", INVOLVED, LEAD_UNIT, "measure of a draft"),
    press("ledger:measure-remove", INVOLVED, LEAD_UNIT, "measure of a draft"),
    press("ledger:measure-mark", INVOLVED, WORKING, "measure under way"),
    form("ledger:evidence-add", INVOLVED, WORKING, "measure under way"),
    press("ledger:milestone-done", INVOLVED, WORKING, "milestone"),
    form("ledger:target", INVOLVED, WORKING, "target"),
    form("ledger:evidence-revise", INVOLVED, WORKING, "evidence"),
    form("ledger:evidence-withdraw", INVOLVED, WORKING, "evidence"),
    page("ledger:evidence-file", INVOLVED, "revision of evidence"),
    # ------------------------------------------------------------ 督 supervision
    page("supervision:home", READERS),
    page("supervision:plans", READERS),
    page("supervision:extensions", READERS),
    page("supervision:notices", READERS),
    page("supervision:objections", READERS),
    page("supervision:look-backs", READERS),
    page("supervision:certificates", READERS),
    form("supervision:plan", INVOLVED, INDEPENDENT, "submitted plan"),
    form("supervision:extension", INVOLVED, INDEPENDENT, "request for more time"),
    form("supervision:verify", INVOLVED, VERIFYING, "claimed issue"),
    page("supervision:askings", INVOLVED, "verified issue", reads=HEARING_ANSWERS),
    press("supervision:ask", INVOLVED, ASKING, "claimed issue"),
    form("supervision:panellist", INVOLVED, ASKING, "claimed issue that nobody raised"),
    form("supervision:answer", INVOLVED, ASKING, "silent voice", reads=HEARING_ANSWERS),
    form("supervision:ruling", INVOLVED, LEADER, "dissatisfied voice", reads=HEARING_ANSWERS),
    form("supervision:notice-new", INVOLVED, SUPERVISING, "claimed issue"),
    page("supervision:notice", INVOLVED, "notice to a unit"),
    form("supervision:notice-reply", INVOLVED, LEAD_UNIT, "notice to a unit"),
    press("supervision:notice-receive", INVOLVED, LEAD_UNIT, "notice to a unit"),
    form("supervision:notice-excuse", INVOLVED, RULING, "notice to a unit"),
    form("supervision:unit-notice-new", READERS, SUPERVISING),
    form("supervision:escalation", READERS, LEADER),
    press("supervision:notice-settle", INVOLVED, SUPERVISING, "replied notice"),
    press("supervision:notice-send-back", INVOLVED, SUPERVISING, "replied notice"),
    form("supervision:objection", INVOLVED, RULING, "objection"),
    press("supervision:sign", INVOLVED, LEAD_HEAD, "claimed issue"),
    form("supervision:close", INVOLVED, TEAM_LEADER, "ready issue"),
    form("supervision:return", INVOLVED, INDEPENDENT, "verified issue"),
    form("supervision:reopen", INVOLVED, REOPENING, "closed issue"),
    form("supervision:look-back", INVOLVED, VERIFYING, "look-back"),
    page("supervision:certificate", INVOLVED, "certificate"),
    page("supervision:certificate-json", INVOLVED, "certificate"),
    page("supervision:certificate-check", INVOLVED, "certificate"),
    page("supervision:samples", READERS),
    form("supervision:sample-new", READERS, ORDERING_SAMPLES),
    page("supervision:sample", READERS, "ordered sample"),
    press("supervision:sample-draw", READERS, ORDERING_SAMPLES, "ordered sample"),
    page("supervision:sample-list", READERS, "ordered sample"),
    page("supervision:teams", CONCERNED),
    form("supervision:team-new", CONCERNED, FORMING_TEAMS),
    page("supervision:team", CONCERNED, "team"),
    form("supervision:member-new", CONCERNED, FORMING_TEAMS, "team"),
    form("supervision:area-new", CONCERNED, FORMING_TEAMS, "team"),
    press("supervision:member-end", CONCERNED, FORMING_TEAMS, "member of a team"),
    press("voice:answer", PUBLIC, PUBLIC),
    press("voice:came-back", PUBLIC, PUBLIC),
    # ------------------------------------------------------------ 示 publication
    page("publication:publications", CONCERNED),
    form("publication:new", INVOLVED, OFFICE, "verified issue"),
    page("publication:publication", CONCERNED, "public publication"),
    page("publication:sheet", TOLD_INSIDE, "publication inside a unit"),
    form("publication:withdraw", CONCERNED, OFFICE, "published result"),
    page("board:home", PUBLIC),
    page("board:listing", PUBLIC, "campaign by code"),
    page("board:feed", PUBLIC, "campaign by code"),
    page("board:item", PUBLIC, "item of the board"),
    page("board:sheet", PUBLIC, "item of the board"),
    page("board:qr", PUBLIC, "item of the board"),
    form("board:objection", PUBLIC, PUBLIC, "item of the board"),
    form("board:receipt", PUBLIC, PUBLIC, traceless=True),
    # ------------------------------------------------------------ 建制 outcomes
    page("outcomes:home", CONCERNED),
    page("outcomes:regulations", CONCERNED),
    form("outcomes:regulation-new", CONCERNED, STUDY_WORKERS),
    page("outcomes:regulation", READS_THERE, "draft regulation"),
    form("outcomes:adopt", READS_THERE, ADOPTING, "draft regulation"),
    form("outcomes:revise", READS_THERE, ADOPTING, "regulation in force"),
    form("outcomes:abolish", READS_THERE, ADOPTING, "regulation in force"),
    press("outcomes:announce", READS_THERE, STUDY_WORK, "regulation in force"),
    form("outcomes:link-issue", READS_THERE, STUDY_WORK, "regulation in force"),
    page("outcomes:version-file", READS_THERE, "version of a regulation"),
    page("outcomes:indicators", CONCERNED),
    form("outcomes:indicator-new", CONCERNED, STUDY_WORKERS),
    page("outcomes:indicator", READS_THERE, "indicator"),
    form("outcomes:measure", READS_THERE, STUDY_WORK, "indicator"),
    page("outcomes:actions", CONCERNED),
    form("outcomes:action-new", CONCERNED, STUDY_WORKERS),
    page("outcomes:action", STUDIES, "running action"),
    form("outcomes:aspect-new", STUDIES, STUDY_WORK, "planned action"),
    press("outcomes:begin", STUDIES, STUDY_WORK, "planned action"),
    form("outcomes:inspection-new", STUDIES, STUDY_WORK, "running action"),
    form("outcomes:case-new", STUDIES, STUDY_WORK, "running action"),
    form("outcomes:case-handle", STUDIES, STUDY_WORK, "case"),
    form("outcomes:conclude", STUDIES, STUDY_WORK, "running action"),
    page("outcomes:contacts", CONCERNED),
    form("outcomes:contact-new", CONCERNED, STUDY_WORKERS),
    page("outcomes:contact", CONTACT, "contact point"),
    form("outcomes:contact-visit", CONTACT, STUDY_WORK, "contact point"),
    form("outcomes:contact-help", CONTACT, STUDY_WORK, "contact point"),
    form("outcomes:contact-end", CONTACT, STUDY_WORK, "contact point"),
    page("outcomes:targets", CONCERNED),
    page("outcomes:targets-by-unit", CONCERNED),
    # ------------------------------------------------------------ the look's own pages, for developers
    *(
        page(f"ui:look{part}", NOBODY)
        for part in (
            "",
            "-issue",
            "-list",
            "-preview",
            "-desk",
            "-question",
            "-receipt",
            "-wall",
            "-sign-in",
            "-refused",
        )
    ),
)

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    DOCUMENT.write_text(write(ROWS), encoding="utf-8")
