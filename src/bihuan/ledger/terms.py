"""The words of a campaign's taxonomies, for lists and forms."""

from dataclasses import dataclass
from itertools import groupby

from bihuan.campaigns.models import Campaign, Term


@dataclass(frozen=True)
class Terms:
    """The words of the campaign's taxonomies that lists and forms offer, read in one query."""

    by_taxonomy: dict[str, list[Term]]

    def of(self, taxonomy: str) -> list[Term]:
        """The words of one taxonomy, in order."""
        return self.by_taxonomy.get(taxonomy, [])

    def options(self, taxonomy: str) -> list[tuple[str, str]]:
        """For a filter: id and name."""
        return [(str(term.pk), term.name) for term in self.of(taxonomy)]


def terms_of(campaign: Campaign) -> Terms:
    """All active words of a campaign."""
    found = Term.objects.filter(campaign=campaign, active=True).order_by("taxonomy", "position", "pk")
    return Terms({name: list(group) for name, group in groupby(found, key=lambda term: term.taxonomy)})
