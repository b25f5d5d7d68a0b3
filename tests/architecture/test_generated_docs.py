"""What the docs say about states and facts is what the code says."""

from pathlib import Path

import pytest
from script import generate_docs

from bihuan.audit.facts import KINDS


@pytest.fixture(scope="module", autouse=True)
def ready() -> None:
    """Chinese words, all stages loaded."""
    generate_docs.set_up()


def test_diagrams_and_facts_are_up_to_date() -> None:
    stale = [
        path.name
        for path, text in generate_docs.pages().items()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    assert stale == [], "run: python -m script.generate_docs"


def test_every_fact_is_documented_and_says_a_sentence() -> None:
    listed = (Path(generate_docs.DOCS) / "facts.md").read_text("utf-8")
    for kind, fact in KINDS.items():
        assert fact.__doc__, kind
        assert fact.sentence, kind
        assert f"`{kind}`" in listed
