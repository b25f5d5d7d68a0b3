"""Server time and queries of the pages: whole requests through every middleware, without the network.

The ledger is asked for by every viewer with every filter, in every order, on the first page and deep inside; the
baseline is the change list of Django's own admin over the same rows with the same filters, in the same process.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from urllib.parse import urlencode

from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.timing import Taken, median, percentile, timed
from bench.world import World, known
from bihuan.campaigns.models import Term
from bihuan.desk.selectors.overview import overview
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.tables import ledger_list
from bihuan.ledger.terms import terms_of
from bihuan.people.models import Person
from bihuan.ui.keyset import cursor_of

TRANSACTION = frozenset({"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"})
ORDERS = ("due", "-due", "number", "-moved", "moved")
DEPTHS = (0.25, 0.5, 0.99)
"""Where deep pages begin, as a share of the list that they belong to."""


@dataclass(frozen=True)
class Page:
    """One page of the ledger as one viewer asks for it."""

    viewer: str
    filter: str
    order: str
    depth: float
    url: str


@dataclass
class Measured:
    """What came out: seconds of each repetition, and the queries of one."""

    page: Page
    times: list[Taken]
    queries: int


def filters_of(world: World) -> dict[str, str]:
    """Every filter of the ledger, by name; text as two common characters, as a rare phrase, and as a number."""
    category, other = Term.objects.filter(taxonomy="category").values_list("pk", flat=True)[:2]
    disposition = Term.objects.filter(taxonomy="disposition").values_list("pk", flat=True)[0]
    return {
        "none": "",
        "status": "status=rectifying",
        "two states": "status=planned&status=rectifying",
        "closed": "status=closed",
        "category": f"category={category}",
        "two categories, open": f"category={category}&category={other}&open=1",
        "lead county": f"lead={world.county.level}-{world.county.pk}",
        "lead zone": f"lead={world.zone.level}-{world.zone.pk}",
        "lead school": f"lead={world.school.level}-{world.school.pk}",
        "light": "light=red",
        "disposition": f"disposition={disposition}",
        "open": "open=1",
        "overdue": "overdue=1",
        "again": "again=1",
        "unheard": "unheard=1",
        "dates": "due_from=2026-06-01&due_to=2026-06-30",
        "text, common": urlencode({"q": "消防"}),
        "text, rare": urlencode({"q": f"{world.school}食堂"}),
        "text, nothing": urlencode({"q": "没有这样的字句"}),
        "text and state": urlencode({"q": "资助", "status": "rectifying", "light": "red"}),
        "number": "q=4711",
    }


def ledger_pages(world: World) -> Iterator[Page]:
    """Every viewer × filter on the first page and in the middle, in two orders; every viewer × order × depth."""
    base, filters = reverse("ledger:issues"), filters_of(world)
    for viewer, person in world.viewers.items():
        for name, query in filters.items():
            for order in ("due", "-moved"):
                yield Page(viewer, name, order, 0, f"{base}?{query}&sort={order}")
            for depth, cursor in _cursors(world, person, query, "due", DEPTHS[1:2]):
                yield Page(viewer, name, "due", depth, f"{base}?{query}&sort=due&after={cursor}")
        for order in ORDERS:
            yield Page(viewer, "none", order, 0, f"{base}?sort={order}")
            for depth, cursor in _cursors(world, person, "", order, DEPTHS):
                yield Page(viewer, "none", order, depth, f"{base}?sort={order}&after={cursor}")


def _cursors(
    world: World, person: Person, query: str, order: str, depths: Sequence[float]
) -> Iterator[tuple[float, str]]:
    """Cursors of rows that stand so far down in the list of these conditions."""
    request = RequestFactory().get(f"/?{query}&sort={order}")
    shown = ledger_list(world.campaign, terms_of(world.campaign))
    rows = shown.narrowed(request, visible_issues(person, world.campaign))
    count, sort = rows.count(), shown._by_key[order.removeprefix("-")]
    for depth in depths:
        if row := rows[int(count * depth) : int(count * depth) + 1].first() if count > 60 else None:
            yield depth, cursor_of(row, sort)


def client_of(person: Person) -> Client:
    """A browser of somebody who signed in."""
    client = Client()
    client.force_login(person)
    return client


def fetch(client: Client, url: str) -> None:
    """Ask for a page and read all of it."""
    answer = client.get(url)
    assert answer.status_code == 200, (answer.status_code, url)
    _ = answer.content


def measure_ledger(world: World, *, rounds: int) -> list[Measured]:
    """Each page `rounds` times, one round after the other, so that a busy moment of the machine spoils one round."""
    clients = {viewer: client_of(person) for viewer, person in world.viewers.items()}
    pages = list(ledger_pages(world))
    measured = []
    for page in pages:  # once for the queries and to have every page warm
        with CaptureQueriesContext(connection) as queries:
            fetch(clients[page.viewer], page.url)
        measured.append(Measured(page, [], len(queries)))
    for _ in range(rounds):
        for one in measured:
            one.times.append(timed(partial(fetch, clients[one.page.viewer], one.page.url)))
    return measured


def ledger_figures(measured: Sequence[Measured]) -> dict[str, object]:
    """Of each round p50 and p95 over all pages, then the medians over the rounds; the slowest pages by name."""
    rounds = range(len(measured[0].times))
    walls = [[one.times[i].wall * 1000 for one in measured] for i in rounds]
    cpu = [[one.times[i].cpu * 1000 for one in measured] for i in rounds]
    slow = sorted(measured, key=lambda one: -median([t.wall for t in one.times]))[:12]
    return {
        "pages": len(measured),
        "p50_ms": median([percentile(run, 50) for run in walls]),
        "p95_ms": median([percentile(run, 95) for run in walls]),
        "cpu_p95_ms": median([percentile(run, 95) for run in cpu]),
        "slowest_ms": max(median([t.wall for t in one.times]) for one in measured) * 1000,
        "queries_max": max(one.queries for one in measured),
        "slow": [
            {**asdict(one.page), "ms": median([t.wall for t in one.times]) * 1000, "queries": one.queries}
            for one in slow
        ],
    }


def measure_admin(world: World, *, rounds: int) -> dict[str, object]:
    """Django's own change list: first page, one filter, a search, and deep pages."""
    client = client_of(world.viewers["root office"])
    last = Issue.objects.count() // 30
    queries = [
        "",
        "status__exact=rectifying",
        "light__exact=red",
        urlencode({"q": "消防"}),
        urlencode({"q": f"{world.school}食堂"}),
    ]
    urls = [f"/baseline/?{query}" for query in queries]
    urls += [f"/baseline/?p={page}" for page in (last // 4, last // 2, last * 99 // 100)]
    counts: list[int] = []
    for url in urls:
        with CaptureQueriesContext(connection) as captured:
            fetch(client, url)
        counts.append(len(captured))
    runs = [[timed(partial(fetch, client, url)).wall * 1000 for url in urls] for _ in range(rounds)]
    return {
        "p50_ms": median([percentile(run, 50) for run in runs]),
        "p95_ms": median([percentile(run, 95) for run in runs]),
        "queries_max": max(counts),
        "each_ms": dict(zip(urls, (median([run[i] for run in runs]) for i in range(len(urls))), strict=True)),
    }


def measure_others(world: World, *, rounds: int) -> dict[str, dict[str, float]]:
    """The overview as a computation and as a page, and the pages around the ledger."""
    root, county = world.viewers["root office"], world.viewers["county office"]
    client, county_client = client_of(root), client_of(county)
    issue = Issue.objects.filter(status="rectifying").order_by("pk").values_list("pk", flat=True)[0]
    works = {
        "overview(), root": lambda: list(overview(_again(root), world.campaign).all_tiles()),
        "overview(), county": lambda: list(overview(_again(county), world.campaign).all_tiles()),
        "page /overview/, root": lambda: fetch(client, reverse("desk:overview")),
        "page /overview/, county": lambda: fetch(county_client, reverse("desk:overview")),
        "page / (desk), root": lambda: fetch(client, reverse("desk:home")),
        "page of an issue": lambda: fetch(client, reverse("ledger:issue", args=[issue])),
        "supervision": lambda: fetch(client, reverse("supervision:home")),
        "opinions": lambda: fetch(client, reverse("opinions:list", args=[world.campaign.code])),
        "balance sheet": lambda: fetch(client, reverse("opinions:balance", args=[world.campaign.code])),
    }
    found = {}
    for name, work in works.items():
        with CaptureQueriesContext(connection) as captured:
            work()
        times = [timed(work).wall * 1000 for _ in range(rounds)]
        found[name] = {"ms": median(times), "worst_ms": max(times), "queries": len(captured)}
    return found


def _again(person: Person) -> Person:
    """The person as a new request knows him: nothing read yet."""
    return Person.objects.select_related("unit").get(pk=person.pk)


def measure_registering(world: World, *, rounds: int) -> dict[str, float]:
    """Putting an issue on the ledger through its form; transaction control (BEGIN, COMMIT) is not counted."""
    client = client_of(world.viewers["root office"])
    words = {"text": "食堂饭菜凉，多次反映没有解决。", "title": "", "deadline_text": "2026年8月底前"}

    def register() -> None:
        assert client.post(reverse("ledger:new"), words).status_code == 302

    register()
    with CaptureQueriesContext(connection) as captured:
        register()
    asked = [query for query in captured.captured_queries if query["sql"].split()[0] not in TRANSACTION]
    return {"queries": len(asked), "ms": median([timed(register).wall * 1000 for _ in range(10 * rounds)])}


def run(*, rounds: int) -> dict[str, object]:
    """Everything about pages."""
    world = known()
    return {
        "ledger": ledger_figures(measure_ledger(world, rounds=rounds)),
        "admin": measure_admin(world, rounds=rounds),
        "others": measure_others(world, rounds=rounds),
        "registering": measure_registering(world, rounds=rounds),
    }
