"""Circles of people: who of the cast finds a page or may take a step, by the unit that the object belongs to.

The table of `matrix` is written in these words. A name stands for a member of `tests.world`'s cast.
"""

from dataclasses import dataclass, field

PUBLIC_NAME = "anonymous"
"""Somebody without an account."""

FINANCE, THIRD, FIFTH = "计财科", "第三学区", "第五学区"
"""Units that objects belong to: most of the cast's own, one that nobody of the cast works in, and one more zone."""

CAST = frozenset(
    "office liaison head clerk aid_liaison zone_liaison deputy supervisor second_supervisor team_leader "
    "other_supervisor inside_supervisor leader member system_admin security_admin audit_admin stranger".split()
)


@dataclass(frozen=True)
class Circle:
    """Some people, whatever unit it is about, and those whom only their own unit's matters concern."""

    always: frozenset[str]
    of_unit: dict[str, frozenset[str]] = field(default_factory=dict)
    account: bool = True
    """False: the page is there for people without an account, and leads nobody to the sign-in."""

    def at(self, unit: str) -> frozenset[str]:
        """Whom it means when the object belongs to the unit."""
        return self.always | self.of_unit.get(unit, frozenset())


def circle(names: str, **of_unit: str) -> Circle:
    """`circle("office leader", finance="head")`."""
    units = {"finance": FINANCE, "third": THIRD, "fifth": FIFTH}
    return Circle(frozenset(names.split()), {units[key]: frozenset(value.split()) for key, value in of_unit.items()})


def _words(names: frozenset[str]) -> str:
    return " ".join(sorted(names))


# ---------------------------------------------------------------- everybody, and the three administrators

PUBLIC = Circle(CAST | {PUBLIC_NAME}, account=False)
NOBODY = Circle(frozenset(), account=False)
"""Pages for developers: they are not there while DEBUG is off."""
ACCOUNT = Circle(CAST)
SYSTEM_ADMIN = circle("system_admin")
SECURITY_ADMIN = circle("security_admin")
AUDIT_ADMIN = circle("audit_admin")
ACCOUNTS = circle("system_admin security_admin")
OFFICES = circle("office stranger")
"""The campaign office, also another district's: it can set up a campaign of its own."""

# ---------------------------------------------------------------- inside one campaign

OFFICE = circle("office")
LEADER = circle("leader")
OVER_ALL = circle("office leader deputy supervisor second_supervisor team_leader inside_supervisor")
"""Who reads the whole campaign: the office, the leading official, and the team that covers all of it."""
LISTENERS = Circle(OVER_ALL.always | {"other_supervisor"})
"""Who reads voices. Units that are judged never do."""
READERS = Circle(LISTENERS.always | {"liaison", "head", "aid_liaison", "zone_liaison"})
"""Who works with the ledger. Members read what is published."""
AT_WORK = Circle(READERS.always | {"stranger"})
"""Who works with some ledger; where none is in sight the page leads to the desk, which says so."""
CONCERNED = Circle(READERS.always | {"clerk", "member"})
"""Everybody in the campaign's scope, apart from the administrators, who see no content."""
REPORTING = circle("office leader")

INVOLVED = circle(_words(OVER_ALL.always), finance="liaison head aid_liaison", fifth="zone_liaison other_supervisor")
"""Who sees an issue: its lead unit, the units that support it, and all above and beside them that judge."""
HEARS = circle(_words(OVER_ALL.always), fifth="other_supervisor")
"""Who reads a voice about the unit."""
TOLD_INSIDE = circle(_words(OVER_ALL.always), finance="liaison head aid_liaison clerk")
"""Who reads what is published inside the lead unit: its people, and whoever sees the issue."""

LEAD_UNIT = circle("", finance="liaison head", fifth="zone_liaison")
LEAD_HEAD = circle("", finance="head")
WORKING = circle("", finance="liaison head aid_liaison")
"""Lead and supporting units."""

SUPERVISING = circle("deputy supervisor second_supervisor team_leader inside_supervisor")
"""The team of the area, whoever belongs to it."""
INDEPENDENT = circle("deputy supervisor second_supervisor team_leader", third="inside_supervisor")
"""The same without those whose own unit is judged."""
VERIFYING = circle("supervisor second_supervisor team_leader", third="inside_supervisor")
"""And without the deputy leader, who decided on the plan."""
TEAM_LEADER = circle("team_leader")
ASKING = circle(_words(INDEPENDENT.always | OFFICE.always), third="inside_supervisor")
HEARING_ANSWERS = circle(_words(ASKING.always | LEADER.always), third="inside_supervisor")
REOPENING = circle(_words(SUPERVISING.always | OFFICE.always))
RULING = circle("team_leader leader")
ORDERING_SAMPLES = circle("team_leader leader")
"""The supervising tier, never the office nor a unit that is judged."""
KEEPER = circle("clerk")
"""Who keeps the sealed channel on the stage: a clerk of the finance section, appointed by name."""
KEEPS = circle("", third="clerk")
"""Who opens a sealed letter about the unit: never somebody of that unit."""
FORMING_TEAMS = circle("office leader")

# ---------------------------------------------------------------- study

STUDIES = circle(_words(OVER_ALL.always), finance="liaison head")
"""Who sees the study of a room below the unit: those who run it, and whoever sees everything."""
READS_THERE = circle(_words(OVER_ALL.always), finance="liaison head clerk")
"""The same with the people of the unit itself."""
STUDY_WORK = circle("office", finance="liaison head")
"""Who runs the study of a unit."""
STUDY_WORKERS = circle("office liaison head")
"""Who may enter something for 计财科."""
ADOPTING = circle("office leader", finance="head")
"""Who puts a regulation in force."""
CONTACT = circle(f"{_words(OVER_ALL.always)} zone_liaison other_supervisor member", finance="liaison head clerk")
"""Who sees a contact point from either side: the school of the fifth zone is taken care of."""
CLERK = circle("", finance="clerk")
"""Who wrote the reflections of the stage."""

OWN_TOKEN = circle("system_admin", finance="liaison")
"""Whose program holds the token, and who keeps the accounts."""

# ---------------------------------------------------------------- units and people

_ADMINS = "system_admin security_admin audit_admin"
SEES_UNIT = circle(
    f"{_words(OVER_ALL.always)} {_ADMINS}", finance="liaison head clerk", fifth="zone_liaison other_supervisor member"
)
