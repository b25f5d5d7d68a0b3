"""What is wrong with a list of light rules: the same sentences for a template and for the page."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from bihuan.campaigns.drafts import LightDraft
from bihuan.campaigns.models import LightRule

OTHERWISE = LightRule.Basis.OTHERWISE


def faults_of_lights(drafts: Sequence[LightDraft]) -> Iterator[tuple[int, str, str]]:
    """Place in the list, field and sentence of each fault."""
    if not drafts:
        return
    last = len(drafts) - 1
    for place, draft in enumerate(drafts):
        if draft.basis == OTHERWISE and place < last:
            yield place, "basis", _("“otherwise” stands last: no rule below it is ever reached.")
        yield from ((place, field, sentence) for field, sentence in _faults_of_bounds(draft))
    if drafts[last].basis != OTHERWISE:
        yield last, "basis", _("The last rule must be “otherwise”, so that every issue has a light.")


def _faults_of_bounds(draft: LightDraft) -> Iterator[tuple[str, str]]:
    low, high = draft.at_least, draft.at_most
    if draft.basis == OTHERWISE:
        if low is not None or high is not None:
            yield "basis", _("“otherwise” has no bounds.")
    elif low is None and high is None:
        yield "basis", _("Give “at least”, “at most” or both.")
    elif low is not None and high is not None and high < low:
        yield "at_most", _("“At most” is below “at least”: this light never shows.")
