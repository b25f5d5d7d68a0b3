"""What must be in order before people may work, and what the doctor looks at besides."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from bihuan.audit import guards
from bihuan.common.text import digest
from bihuan.jobs import selectors
from bihuan.ui import bundle

LONG_WAIT = timedelta(minutes=5)
LITTLE_SPACE = 2**30


class Finding(NamedTuple):
    """One sentence of the doctor. `good` is None where something optional is missing."""

    good: bool | None
    sentence: str


def unapplied() -> list[str]:
    """Migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def prepare() -> Iterator[str]:
    """Bring the database up to date with this release; yield what still forbids serving."""
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # the static file server looks for it, though nothing is put there
    try:
        if _stamp_of_release() != _kept_stamp() or unapplied():
            mend()
        yield from (finding.sentence for finding in guards_stand() if not finding.good)
    except DatabaseError as error:
        yield f"The database cannot be used: {error}"
    finally:
        connection.close()


def mend() -> None:
    """Apply migrations, which puts every guard in place anew, and remember for which release that was."""
    call_command("migrate", interactive=False, verbosity=0)
    _stamp_file().write_text(_stamp_of_release())


def _stamp_of_release() -> str:
    """A digest of the guards of this release and of the database they belong into.

    A release may bring other guards without any migration. They are put in once; whoever takes one away
    afterwards is noticed, because the stamp still says that it must be there.
    """
    where = connection.settings_dict
    texts = [text for rule in guards.rules() for text in rule.render(connection.vendor)]
    return digest(str(where["HOST"]), str(where["NAME"]), *texts)


def _kept_stamp() -> str:
    return _stamp_file().read_text() if _stamp_file().exists() else ""


def _stamp_file() -> Path:
    return Path(settings.DATA) / "guards.stamp"


def database_answers() -> Iterator[Finding]:
    """The database is there and of a known kind."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = cursor.fetchone()[0]
    yield Finding(good=True, sentence=f"The database answers: {connection.display_name} {version}.")


def migrations_applied() -> Iterator[Finding]:
    """The tables are those of this release."""
    names = unapplied()
    if names:
        lacks = f"The database lacks {len(names)} migrations, first {names[0]}: `bihuan migrate` applies them."
        yield Finding(good=False, sentence=lacks)
    else:
        yield Finding(good=True, sentence="The tables are those of this release.")


def guards_stand() -> Iterator[Finding]:
    """Every guard of the closing gate and of the record stands in the database."""
    missing = guards.missing()
    if not missing:
        yield Finding(good=True, sentence="All guards stand.")
        return
    yield Finding(
        good=False,
        sentence=(
            f"{len(missing)} guards are missing in the database ({', '.join(missing[:5])}): somebody removed "
            "them, or a migration did not end. Find out which; `bihuan migrate` puts them back."
        ),
    )


def front_end_built() -> Iterator[Finding]:
    """Pages have their style sheets and modules."""
    if bundle.MANIFEST.exists():
        yield Finding(good=True, sentence="The front end is built.")
    else:
        yield Finding(good=False, sentence="The front end is not built: `script/server` builds it.")


def messages_compiled() -> Iterator[Finding]:
    """Pages are in Chinese."""
    ours = [Path(app.path) for app in apps.get_app_configs() if app.name.startswith("bihuan.")]
    sources = [path for home in ours for path in home.glob("locale/*/*/django.po")]
    stale = [path for path in sources if not path.with_suffix(".mo").exists()]
    if stale:
        lacks = f"{len(stale)} of {len(sources)} catalogues are not compiled: `script/messages compile`."
        yield Finding(good=False, sentence=lacks)
    else:
        yield Finding(good=True, sentence="The catalogues are compiled.")


def work_goes_on() -> Iterator[Finding]:
    """A worker takes what is due, and nothing was given up."""
    queue = selectors.queue()
    if queue.waiting > LONG_WAIT:
        minutes = queue.waiting // timedelta(minutes=1)
        lacks = f"Background work has been waiting for {minutes} minutes: start `bihuan worker`."
        yield Finding(good=False, sentence=lacks)
    else:
        yield Finding(good=True, sentence=f"Background work goes on: {queue.open} waiting or running.")
    if queue.stuck:
        yield Finding(good=None, sentence=f"{queue.stuck} pieces of background work failed or were given up.")


def room_left() -> Iterator[Finding]:
    """The folder of the data has room."""
    free = shutil.disk_usage(settings.DATA).free
    sentence = f"{free / 2**30:.1f} GB are free in {settings.DATA}."
    yield Finding(good=free > LITTLE_SPACE, sentence=sentence)


def previews_possible() -> Iterator[Finding]:
    """LibreOffice makes PDF previews of Word documents."""
    if shutil.which("soffice") or shutil.which("libreoffice"):
        yield Finding(good=True, sentence="LibreOffice is there: Word documents can be previewed.")
    else:
        yield Finding(good=None, sentence="No LibreOffice: Word documents are made, but not previewed as PDF.")


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    database_answers,
    migrations_applied,
    guards_stand,
    front_end_built,
    messages_compiled,
    work_goes_on,
    room_left,
    previews_possible,
)


def findings() -> Iterator[Finding]:
    """Every check in turn; one that the database does not let us make says so."""
    for check in CHECKS:
        try:
            yield from check()
        except DatabaseError as error:
            yield Finding(good=False, sentence=f"The database refused a look: {str(error).splitlines()[0]}.")
