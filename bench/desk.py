"""The triage desk before ten thousand voices that wait: processor time and queries of each of its pages, both databases.

script/bench desk                            10,000 voices, ten rounds
script/bench desk --voices 2000 --rounds 3 --only sqlite

What the engine says is drawn, not asked: this measures the pages, `script/bench triage` the engine.
"""

import argparse
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

import django
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.databases import KINDS, fresh
from bench.timing import percentile, timed

GOAL_MS, GOAL_QUERIES = 60, 15


def measure(*, voices: int, rounds: int) -> dict[str, Any]:
    """Fill a campaign and ask for every page of the desk; see `main`."""
    from tests.world import build

    from bench.pages import client_of, fetch

    world = build()
    fill(world, voices)
    client, found = client_of(world.office), {}
    for name, url in pages(world.campaign):
        fetch(client, url)
        with CaptureQueriesContext(connection) as queries:
            fetch(client, url)
        asked = len(queries)
        taken = [timed(partial(fetch, client, url)).cpu for _ in range(rounds)]
        found[name] = {"p95_ms": round(1000 * percentile(taken, 95)), "queries": asked}
    return found


def fill(world: Any, count: int) -> None:
    """Voices with suggestions: a category each, a unit for some, near-duplicates and clusters of a few dozen."""
    from bihuan.audit.services import unit_of_work
    from bihuan.campaigns.models import Term
    from bihuan.campaigns.selectors import day_of
    from bihuan.opinions.models import Cluster, Likeness, Suggestion
    from bihuan.opinions.services import Said, receive_many

    draw, campaign, day = random.Random(count), world.campaign, day_of(world.campaign)
    where = ("食堂", "校车", "操场", "补助", "作业", "路灯", "窗口", "电话")
    terms = [world.category]
    terms += [
        Term.objects.create(campaign=campaign, taxonomy=Term.Taxonomy.CATEGORY, code=f"c{n}", name=f"第{n}类问题")
        for n in range(7)
    ]
    rows = [
        Said(
            channel=world.mailbox if number % 3 else world.symposium,
            text=f"第{number}位反映：{draw.choice(where)}的事一直没有人管，问过几次也没有答复。" * draw.randint(1, 3),
            about_unit=world.school if number % 4 == 0 else None,
            heads=1 + (number % 9 == 0) * 4,
        )
        for number in range(count)
    ]
    with unit_of_work():
        opinions = receive_many(campaign, rows, by=world.office)
        clusters = [
            Cluster.objects.create(campaign=campaign, name=f"{draw.choice(where)}之事{n}", engine="bench")
            for n in range(count // 40)
        ]
    Suggestion.objects.bulk_create(
        (
            Suggestion(
                opinion=one,
                engine="bench",
                on=day,
                category=draw.choice(terms),
                category_confidence=draw.random(),
                category_unsure=draw.random() < 0.2,
                phrases="没有人管\n问过几次",
                unit=world.school if draw.random() < 0.3 else None,
                unit_confidence=0.8,
                same_as=opinions[place - place % 5] if draw.random() < 0.3 else None,
                cluster=draw.choice(clusters) if draw.random() < 0.5 else None,
            )
            for place, one in enumerate(opinions)
        ),
        batch_size=1000,
    )
    Likeness.objects.bulk_create(
        (
            Likeness(opinion=one, other=opinions[place - back], kind="related", degree=0.6, why={"code": "equal"})
            for place, one in enumerate(opinions)
            for back in (1, 2, 3)
            if place > back
        ),
        batch_size=1000,
    )


def pages(campaign: Any) -> Iterator[tuple[str, str]]:
    """Every page of the desk by name, with each filter of the queue, and one voice in the middle."""
    from bihuan.opinions.models import Opinion

    code = campaign.code
    queue = reverse("opinions:triage", args=[code])
    yield "queue", queue
    for name, query in (
        ("queue, newest", {"sort": "-received"}),
        ("queue, loudest", {"sort": "-heads"}),
        ("queue, words", {"q": "补助的事"}),
        ("queue, sure", {"undecided": 1, "sure": 1}),
        ("queue, repeated", {"alike": 1}),
        ("queue, loose", {"loose": 1}),
        ("queue, one category", {"suggested": "c3"}),
        ("queue, one channel", {"channel": "mailbox"}),
    ):
        yield name, f"{queue}?{urlencode(query)}"
    middle = Opinion.objects.count() // 2
    yield "one voice", reverse("opinions:triage-voice", args=[code, middle])
    yield "groups", reverse("opinions:triage-groups", args=[code])
    yield "hot", reverse("opinions:hot", args=[code])
    yield "learning", reverse("opinions:learning", args=[code])
    yield "list", reverse("opinions:list", args=[code])
    yield "balance", reverse("opinions:balance", args=[code])
    yield "rates", reverse("opinions:rates", args=[code])


def in_its_own_process(environment: Mapping[str, str], words: Mapping[str, object]) -> dict[str, Any]:
    """Migrate and measure in the environment of one database."""
    clean = {**os.environ, **environment, "PYTHONWARNINGS": "ignore"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0", "--skip-checks"], env=clean, check=True)
    command = [sys.executable, "-m", "bench.desk", "--run", json.dumps(dict(words))]
    done = subprocess.run(command, env=clean, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print a line per page; 1 when one misses its goal."""
    parser = argparse.ArgumentParser(description="the triage desk before ten thousand voices")
    parser.add_argument("--voices", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--only", choices=KINDS)
    parser.add_argument("--run", help=argparse.SUPPRESS)
    words = parser.parse_args(arguments)
    if words.run:
        django.setup()
        print(json.dumps(measure(**json.loads(words.run))))
        return 0
    missed = 0
    for kind in [words.only] if words.only else KINDS:
        with fresh(kind) as environment:
            found = in_its_own_process(environment, {"voices": words.voices, "rounds": words.rounds})
        for name, one in found.items():
            over = one["p95_ms"] > GOAL_MS or one["queries"] > GOAL_QUERIES
            missed += over
            print(f"{kind:12}{name:24}{one['p95_ms']:6} ms {one['queries']:4} queries{'  !' if over else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
