"""Why the engine finds voices alike: kept as a code with its fields, put into words in the language of the reader."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

if TYPE_CHECKING:
    from bihuan.triage import Link, Match

Why = dict[str, Any]
"""`code`, and what its sentence names."""

EQUAL, PARTED, NEAR, SIGNS = "equal", "parted", "near", "signs"
KINDS = {
    "school": gettext_lazy("another school"),
    "health": gettext_lazy("another hospital or clinic"),
    "estate": gettext_lazy("another housing estate"),
    "company": gettext_lazy("another company or unit"),
    "village": gettext_lazy("another village or community"),
    "grade": gettext_lazy("another grade or class"),
    "line": gettext_lazy("another line"),
    "road": gettext_lazy("another road"),
    "town": gettext_lazy("another town or street"),
    "county": gettext_lazy("another district or county"),
    "city": pgettext_lazy("likeness", "another city"),
    "province": gettext_lazy("another province"),
    "word": gettext_lazy("another word wherever it stands"),
}
"""What two voices of the same words may name differently, by the engine's name of its kind."""

SIGN_WORDS = {
    "title": gettext_lazy("like titles"),
    "crossed": gettext_lazy("the title of one is like the words of the other"),
    "event": gettext_lazy("like events"),
    "place": gettext_lazy("the same places or units are named"),
    "words": gettext_lazy("the same rare words in the title"),
}
"""The signs that speak for one matter, by the engine's names."""


def why_match(match: "Match") -> Why:
    """Why two voices of nearly the same words are one, or are not."""
    percent = round(match.likeness * 100)
    if match.conflicts:
        return {
            "code": PARTED,
            "percent": percent,
            "of": [[one.kind, one.ours, one.theirs] for one in match.conflicts[:3]],
        }
    if percent == 100 and not match.changes:
        return {"code": EQUAL}
    return {"code": NEAR, "percent": percent, "changes": [list(pair) for pair in match.changes]}


def why_link(link: "Link") -> Why:
    """Why a voice may belong to a matter."""
    return {"code": SIGNS, "signs": list(link.signs)}


def in_words(why: Mapping[str, Any]) -> str:
    """The reason as a sentence; nothing for a code that is not known here."""
    code = why.get("code")
    if code == EQUAL:
        return _("The words are the same.")
    if code == PARTED:
        named = _("; ").join(
            _("%(kind)s: “%(ours)s” and “%(theirs)s”") % {"kind": KINDS.get(kind, kind), "ours": ours, "theirs": theirs}
            for kind, ours, theirs in why["of"]
        )
        words = _(
            "%(percent)s%% of the words are the same, but they name %(named)s. A person decides; nothing is merged."
        )
        return words % {"percent": why["percent"], "named": named}
    if code == NEAR:
        return _near(why["percent"], why["changes"])
    if code == SIGNS:
        signs = [str(SIGN_WORDS[sign]) for sign in why["signs"] if sign in SIGN_WORDS]
        return _(", ").join(signs) or _("little in common")
    return ""


def _near(percent: int, changes: Sequence[Sequence[str]]) -> str:
    if not changes:
        return _("%(percent)s%% of the words are the same; place and unit agree.") % {"percent": percent}
    pairs = _(", ").join(
        _("“%(ours)s” and “%(theirs)s”") % {"ours": ours or _("(nothing)"), "theirs": theirs or _("(nothing)")}
        for ours, theirs in changes
    )
    words = _("%(percent)s%% of the words are the same; place and unit agree; they differ only in %(pairs)s.")
    return words % {"percent": percent, "pairs": pairs}
