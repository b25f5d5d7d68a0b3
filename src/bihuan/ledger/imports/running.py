"""From a stored file to rows of the ledger: the same call for the page, the background and the command line."""

from pathlib import Path

from bihuan.campaigns.models import Campaign
from bihuan.files.models import StoredFile
from bihuan.files.selectors import path_of
from bihuan.files.services import store
from bihuan.ledger.imports.checking import Corrections, DryRun, try_out
from bihuan.ledger.models import ImportBatch
from bihuan.ledger.services.importing import import_issues
from bihuan.people.models import Person

IN_THE_PAGE = 2000
"""Rows that are imported while the page waits; more go to the background."""


def try_out_stored(campaign: Campaign, file: StoredFile, corrections: Corrections) -> DryRun:
    """What an import of a stored file would do."""
    return try_out(path_of(file), name=file.name, campaign=campaign, corrections=corrections)


def take_over(campaign: Campaign, file: StoredFile, corrections: Corrections, *, by: Person) -> ImportBatch:
    """Read a stored file and put all of its rows on the ledger, or none."""
    dry = try_out_stored(campaign, file, corrections)
    return import_issues(campaign, dry.issues, file=file, by=by)


def ingest(path: Path, *, campaign: Campaign, by: Person, write: bool) -> tuple[DryRun, ImportBatch | None]:
    """For the command line: read a file from the disk; with `write`, keep it and import its rows."""
    content = path.read_bytes()
    dry = try_out(content, name=path.name, campaign=campaign)
    if not write:
        return dry, None
    return dry, import_issues(campaign, dry.issues, file=store(content, name=path.name), by=by)
