"""What every test may use. People, units and campaigns come from `tests.world`."""

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from script.house.messages import compile_catalogues

HERE = Path(__file__).parent
pytest_plugins = ("tests.world",)


def pytest_configure() -> None:
    """Chinese is what people read, so it is what tests compare: compile what was edited since the last run."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        compile_catalogues()


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Everything in tests/browser drives a browser."""
    for item in items:
        if item.path.is_relative_to(HERE / "browser"):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """Where another process finds this test's database: committed rows are seen by both."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return f"postgresql://{settings['USER']}@{quote(settings['HOST'], safe='')}/{settings['NAME']}"
