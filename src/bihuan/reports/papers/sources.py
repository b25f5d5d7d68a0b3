"""What every paper is written from: the campaign, the viewer and the named figures; and how a clause tells a figure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.documents.writing import Body, Inline, Note, Parts, Stated
from bihuan.people.models import Person
from bihuan.reports.figures import Figure, figures

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Sources:
    """The records of one campaign as one person may read them."""

    campaign: Campaign
    viewer: Person

    @property
    def as_of(self) -> date:
        """The day that the campaign lives in."""
        return day_of(self.campaign)

    @property
    def office(self) -> str:
        """Who signs: the campaign's office, else the root of its scope."""
        return str(self.campaign.office or self.campaign.root)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure by its path."""
        return {figure.path: figure for figure in figures(self.campaign, details=True)}

    def below(self, prefix: str) -> list[Figure]:
        """The figures under one path, in their order."""
        return [figure for path, figure in self.figures.items() if path.startswith(prefix)]

    def state(self, path: str) -> Stated:
        """A figure as it stands in a paper; a path that nothing was recorded under is a plain nought."""
        return stated(self.figures[path]) if path in self.figures else Stated(path, path, 0, "0")

    def value(self, path: str) -> int | float:
        """The value alone."""
        return self.figures[path].value if path in self.figures else 0


def stated(figure: Figure) -> Stated:
    """A figure as part of a sentence."""
    return Stated(figure.path, figure.label, int(figure.value), figure.text, figure.url)


def without_sign(figure: Figure) -> Stated:
    """A change whose direction stands in the words before it: 减少18.6%."""
    return Stated(figure.path, figure.label, int(figure.value), figure.text.lstrip("-"), figure.url)


def when(source: Sources, before: str, path: str, after: str) -> Parts:
    """A clause that is told only if its figure is not nought."""
    return (before, source.state(path), after) if source.value(path) else ()


def sentence(start: str, clauses: Iterable[Parts], *, mark: str = "，") -> Parts:
    """Clauses joined to one sentence; nothing at all where no clause is told."""
    told = [clause for clause in clauses if clause]
    if not told:
        return ()
    parts: list[Inline] = [start] if start else []
    for number, clause in enumerate(told):
        parts += [mark, *clause] if number else clause
    return (*parts, "。")


def body(*sentences: Parts) -> list[Body]:
    """One paragraph of what the sentences tell; none where they tell nothing."""
    parts = tuple(part for each in sentences for part in each)
    return [Body(parts)] if parts else []


def day(value: date | None) -> str:
    """2014年6月12日, or a blank to be filled in by hand."""
    return f"{value.year}年{value.month}月{value.day}日" if value else "　　年　月　日"


def tie(total: float, parts: Sequence[float], *, what: str) -> list[Note]:
    """The footnote that explains why classes make more than the whole: things counted in several of them."""
    if sum(parts) <= total:
        return []
    return [Note((f"注：同一{what}涉及多个类别的，分别计入各类，各类之和大于总数 {total:g}。",))]
