"""The tags of the look: `{% ring %}`, `{% light %}`, `{% number %}`, `{% gate %}` …

The page guide has one example each. Small drawings are plain functions, because a list draws hundreds;
panels are inclusion tags with a template in `ui/parts/`.
"""

import itertools
from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext, pgettext_lazy

from bihuan.ui import bundle as bundles
from bihuan.ui import draw
from bihuan.ui.axis import Mark, Phase, lay_out
from bihuan.ui.onward import doors_of
from bihuan.ui.parts import (
    Clear,
    Door,
    Duty,
    Fact,
    GateLine,
    Line,
    LongWork,
    PathStep,
    Tab,
    Voice,
    still_failing,
)

register = template.Library()
_serial = itertools.count(1)

COLOURS = {
    "red": pgettext_lazy("light", "red"),
    "orange": pgettext_lazy("light", "orange"),
    "yellow": pgettext_lazy("light", "yellow"),
    "blue": pgettext_lazy("light", "blue"),
    "green": pgettext_lazy("light", "green"),
    "grey": pgettext_lazy("light", "no light"),
}
"""The word of each light."""


@register.simple_tag
def bundle(entry: str) -> SafeString:
    """Link the built sheets and the module of an entry: `{% bundle 'app' %}`."""
    styles, module = bundles.assets(entry)
    if not module:
        return SafeString("")
    links = format_html_join("", '<link rel="stylesheet" href="{}">', ((static(name),) for name in styles))
    return links + format_html('<script type="module" src="{}"></script>', static(module))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a line icon: `{% icon 'bell' %}`."""
    return draw.icon(name)


@register.simple_tag
def mark() -> SafeString:
    """Draw the mark of the house: `{% mark %}`."""
    return draw.MARK


@register.simple_tag
def ring(done: int, total: int = 8, closed: bool = False, broken: bool = False) -> SafeString:  # noqa: FBT001, FBT002 - written positionally in templates
    """Draw the ring of states: `{% ring 5 8 %}`, `{% ring 8 8 closed=True %}`."""
    return draw.ring(done, total, closed=closed, broken=broken)


@register.simple_tag
def seal(closed: bool = True) -> SafeString:  # noqa: FBT001, FBT002 - written positionally in templates
    """Draw the seal of closing, or its dashed ghost: `{% seal False %}`."""
    word = pgettext("seal", "closed") if closed else pgettext("seal", "to close")
    return draw.seal(word, ghost=not closed)


@register.simple_tag
def light(  # noqa: PLR0913 - all but the first three are by keyword
    colour: str,
    word: str = "",
    reason: str = "",
    *,
    compact: bool = False,
    named: bool = True,
    count: int | None = None,
    url: str = "",
) -> SafeString:
    """Draw a light as shape, word and reason: `{% light 'red' 'overdue by 12 days' reason %}`.

    `compact` is for a dense matrix: green and grey keep their word for screen readers only. `named=False` leaves the
    colour's name out where the word says enough. `count` puts a figure between shape and word, the door to `url`.
    """
    name = str(COLOURS[colour])
    if count is not None:
        figure = number(count, url, f"{name} {word}")
        words = f"{name} · {word}" if word else name
        return format_html(
            '<span class="bh-light bh-light-{} bh-light-counting">{}{}<span class="bh-light-word">{}</span></span>',
            colour,
            draw.shape(colour),
            figure,
            words,
        )
    shown = f"{name} {word}" if word and named and colour != "grey" else word or name
    quiet = "bh-hidden" if compact and colour in ("green", "grey") else "bh-light-word"
    return format_html(
        '<span class="bh-light bh-light-{}">{}<span class="{}">{}</span>{}</span>',
        colour,
        draw.shape(colour),
        quiet,
        name if compact else shown,
        format_html('<span class="bh-reason">{}</span>', reason) if reason else "",
    )


@register.simple_tag
def number(value: float | str | None, url: str = "", label: str = "") -> SafeString:
    """Show a figure as the door to the list it counts: `{% number 52 url 'registered issues' %}`."""
    shown = "—" if value is None else value if isinstance(value, str) else number_format(value, force_grouping=False)
    if not url:
        return format_html('<span class="bh-number">{}</span>', shown)
    said = format_html(' aria-label="{} {}"', label, shown) if label else ""
    return format_html('<a class="bh-number" href="{}"{}>{}</a>', url, said, shown)


@register.simple_tag
def bar(done: float, total: float, label: str = "") -> SafeString:
    """Draw a progress bar: `{% bar 236 286 'Fifth zone' %}`."""
    return draw.bar(done, total, label=label)


@register.inclusion_tag("ui/parts/path.html")
def path(steps: Sequence[PathStep], closed: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - written positionally in templates
    """Draw the eight states with their dates and the seal at the end: `{% path steps closed=False %}`."""
    return {"steps": steps, "closed": closed}


@register.inclusion_tag("ui/parts/axis.html")
def phases(items: Sequence[Phase], marks: Sequence[Mark], today: date) -> dict[str, Any]:
    """Draw the phases of a campaign on a true time axis: `{% phases items marks today %}`."""
    return {"axis": lay_out(items, marks, today) if items else None}


@register.inclusion_tag("ui/parts/gate.html")
def gate(title: str, lines: Sequence[GateLine], motto: str = "") -> dict[str, Any]:
    """Draw a gate: each condition with its sentence: `{% gate title lines motto %}`."""
    return {"title": title, "lines": lines, "open": still_failing(lines), "motto": motto, "id": next(_serial)}


@register.inclusion_tag("ui/parts/action.html")
def action(  # noqa: PLR0913 - a button has that many words; all but two are by keyword
    label: str,
    url: str = "",
    *,
    reasons: Sequence[str] = (),
    primary: bool = False,
    method: str = "get",
    icon: str = "",
    key: str = "",
    confirm: str = "",
    wide: bool = False,
    heading: str = "",
    above: Collection[str] = (),
    above_words: str = "",
) -> dict[str, Any]:
    """Draw a button; with `reasons` it stays visible, locked and described by those sentences.

    On a phone the reasons that stand `above` on the same page are not repeated: `above_words` say where they are.
    """
    return {
        "label": label,
        "url": url,
        "reasons": list(reasons),
        "look": "bh-btn-primary" if primary and not reasons else "",
        "method": method,
        "icon": icon,
        "key": key,
        "confirm": confirm,
        "wide": wide,
        "heading": heading,
        "above": above,
        "above_words": above_words if any(reason in above for reason in reasons) else "",
        "id": next(_serial),
    }


@register.inclusion_tag("ui/parts/duties.html")
def duties(items: Sequence[Duty]) -> dict[str, Any]:
    """List who holds which duty: `{% duties items %}`."""
    return {"items": items}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(facts: Sequence[Fact]) -> dict[str, Any]:
    """List what happened, newest first: `{% timeline facts %}`."""
    return {"facts": facts}


@register.inclusion_tag("ui/parts/clears.html")
def six_clear(items: Sequence[Clear]) -> dict[str, Any]:
    """Show the strip of the six clear: `{% six_clear items %}`."""
    return {"items": items}


@register.inclusion_tag("ui/parts/lines.html")
def lines(items: Sequence[Line]) -> dict[str, Any]:
    """Show labelled values, one under the other: `{% lines items %}`."""
    return {"items": items}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(items: Sequence[Tab], label: str = "") -> dict[str, Any]:
    """Show saved views or sibling pages: `{% tabs items %}`."""
    return {"items": items, "label": label or gettext("Views")}


@register.inclusion_tag("ui/parts/crumbs.html")
def crumbs(doors: Sequence[Door], here: str = "") -> dict[str, Any]:
    """Show where a page hangs: `{% crumbs doors 'item 1 of 40' %}`."""
    return {"doors": doors, "here": here}


@register.inclusion_tag("ui/parts/onward.html", takes_context=True)
def onward(context: template.RequestContext, listing: str, query: str = "") -> dict[str, Any]:
    """Show where else a list leads, as later stages say: `{% onward 'issues' page.query %}`."""
    return {"doors": doors_of(context["request"], listing, query)}


@register.inclusion_tag("ui/parts/dialogue.html")
def dialogue(voices: Sequence[Voice]) -> dict[str, Any]:
    """Show a dialogue with its speakers: `{% dialogue voices %}`."""
    return {"voices": voices}


@register.inclusion_tag("ui/parts/long_work.html")
def long_work(work: LongWork) -> dict[str, Any]:
    """Show background work that may be left: `{% long_work work %}`."""
    return {"work": work}


@register.inclusion_tag("ui/parts/empty.html")
def empty(sentence: str, url: str = "", label: str = "") -> dict[str, Any]:
    """Say why a place is empty, and the one next action: `{% empty sentence url label %}`."""
    return {"sentence": sentence, "url": url, "label": label}


@cache
def _field_template() -> Any:  # noqa: ANN401 - Django names no type for a loaded template
    # Not `bound.render()`: the form renderer's engine has neither our tags nor the translations as builtins.
    return get_template("ui/field.html")


@register.simple_tag
def field(bound: BoundField, *, hint: str = "") -> SafeString:
    """Show a form field with label, hint and error: `{% field form.name %}`."""
    if bound.is_hidden:
        return bound.as_hidden()
    if hint:
        bound.help_text = hint
    return SafeString(_field_template().render({"field": bound}))


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Head a refused form with links to the fields that need words: `{% error_summary form %}`."""
    fields = [(bound, bound.errors) for bound in form if bound.errors]
    return {"general": form.non_field_errors(), "fields": fields, "several": len(form.fields) > 1}


@register.filter
def undo_url(tags: str) -> str:
    """Return where a message can be taken back (see `ui.messages.offer_undo`), or nothing."""
    return tags.partition("undo ")[2].partition(" ")[0]
