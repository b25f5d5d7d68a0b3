"""The small drawings: icon, ring, light, seal, bar. SVG with attributes and classes only.

The browser policy forbids inline style, so geometry travels in SVG attributes and colour in `parts.css`.
Every drawing is hidden from screen readers; the word beside it says the same.
"""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from bihuan.ui.icons import PATHS

SHAPES = {
    "red": "M8 1.6 14.4 8 8 14.4 1.6 8z",
    "yellow": "M8 2 15 14H1z",
    "green": "M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12z",
    "grey": "M3 7h10v2H3z",
    "orange": "M8 1.5l6 4.4v6.6H2V5.9z",  # a house: warned, not yet red
    "blue": "M2.5 2.5h11v11h-11z",  # a square: first hint
}
"""Diamond, triangle, circle, bar: told apart without colour."""

HIDDEN = SafeString('aria-hidden="true"')

MARK = SafeString(
    '<svg class="bh-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">'
    '<circle class="bh-mark-ink" cx="16" cy="16" r="12" pathLength="100" stroke-dasharray="72 28"'
    ' transform="rotate(-30 16 16)"/>'
    '<circle class="bh-mark-seal" cx="16" cy="16" r="12" pathLength="100" stroke-dasharray="12 88"'
    ' transform="rotate(-85 16 16)"/></svg>'
)
"""The wordmark's ring, about to close."""


@cache
def icon(name: str) -> SafeString:
    """Draw one line icon of `ui.icons`."""
    return format_html(
        '<svg class="bh-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        PATHS[name],
    )


@cache
def shape(colour: str) -> SafeString:
    """Draw the shape of a light."""
    return format_html(
        '<svg class="bh-shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        SHAPES[colour],
    )


@cache
def ring(done: int, total: int = 8, *, closed: bool = False, broken: bool = False) -> SafeString:
    """Draw the ring of states: `done` of `total` arcs; whole and red if closed, open and red if broken."""
    look, arc = "bh-ring", f"{done} {total - done}"
    if closed:
        look, arc = "bh-ring bh-ring-closed", f"{total} 0"
    elif broken:
        look, arc = "bh-ring bh-ring-broken", f"{total * 0.72:.2f} {total * 0.28:.2f}"
    return format_html(
        '<svg class="{}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        '<circle class="bh-ring-base" cx="8" cy="8" r="6"/>'
        '<circle class="bh-ring-arc" cx="8" cy="8" r="6" pathLength="{}" stroke-dasharray="{}"'
        ' transform="rotate(-90 8 8)"/></svg>',
        look,
        total,
        arc,
    )


@cache
def seal(word: str, *, ghost: bool = False) -> SafeString:
    """Draw the round seal with its word; the dashed ghost waits where closing is still ahead."""
    return format_html(
        '<svg class="{}" viewBox="0 0 64 64" aria-hidden="true" focusable="false">'
        '<circle class="bh-seal-rim" cx="32" cy="32" r="29"/>'
        '<circle class="bh-seal-line" cx="32" cy="32" r="25"/>'
        '<text x="32" y="38.5" text-anchor="middle">{}</text></svg>',
        " ".join(("bh-seal", *(["bh-seal-ghost"] if ghost else []), *(["bh-seal-long"] if len(word) > 2 else []))),
        word,
    )


def bar(done: float, total: float, *, label: str = "") -> SafeString:
    """Draw a progress bar, green when full; `label` names it for readers that cannot see it."""
    share = min(max(done / total, 0.0), 1.0) * 100 if total else 0.0
    return format_html(
        '<svg class="{}" viewBox="0 0 100 6" preserveAspectRatio="none" {} focusable="false">'
        '<rect class="bh-bar-base" width="100" height="6"/>'
        '<rect class="bh-bar-done" width="{}" height="6"/></svg>',
        "bh-bar bh-bar-full" if share >= 100 else "bh-bar",
        format_html('role="img" aria-label="{}"', label) if label else HIDDEN,
        f"{share:.1f}",
    )
