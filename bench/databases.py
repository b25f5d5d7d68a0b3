"""Throw-away databases of both kinds. The name begins with `test_`, or the guards could not be suspended for filling."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from tests.pgplugin import Server

NAME = "test_bench"
KINDS = ("sqlite", "postgresql")


@contextmanager
def fresh(kind: str) -> Iterator[Mapping[str, str]]:
    """The environment in which the product finds an empty database of a kind and an empty data folder."""
    data = Path(tempfile.mkdtemp(prefix="bihuan-bench-"))
    common = {
        "BIHUAN_DATA": str(data),
        "BIHUAN_SECRET_KEY": "for measuring only",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }
    try:
        if kind == "sqlite":
            yield {**common, "DATABASE_URL": f"sqlite:///{data / NAME}.sqlite3"}
            return
        server = Server()
        try:
            with psycopg.connect(host=str(server.home), user="postgres", dbname="postgres", autocommit=True) as admin:
                admin.execute(f"CREATE DATABASE {NAME} TEMPLATE template0")
            yield {**common, "DATABASE_URL": f"postgresql://postgres@{quote(str(server.home), safe='')}/{NAME}"}
        finally:
            server.stop()
    finally:
        shutil.rmtree(data, ignore_errors=True)
