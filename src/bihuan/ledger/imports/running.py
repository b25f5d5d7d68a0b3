"""From a stored file to rows of the ledger: the same call for the page, the background and the command line."""

from pathlib import Path

from bihuan.campaigns.models import Campaign
from bihuan.files.models import StoredFile
from bihuan.files.selectors import path_of
from bihuan.files.services import store
from bihuan.ledger.imports.checking import Corrections, DryRun, issues_in, try_out
from bihuan.ledger.models import ImportBatch
from bihuan.ledger.services.importing import LeftOut, import_issues
from bihuan.people.models import Person

IN_THE_PAGE = 2000
"""Rows that are imported while the page waits; more go to the background."""


def try_out_stored(campaign: Campaign, file: StoredFile, corrections: Corrections, *, kept: int) -> DryRun:
    """What an import of a stored file would do, with so many rows of either kind to show."""
    return try_out(path_of(file), name=file.name, campaign=campaign, corrections=corrections, kept=kept)


def take_over(campaign: Campaign, file: StoredFile, corrections: Corrections, *, by: Person) -> ImportBatch:
    """Read a stored file and put all of its rows on the ledger, or none; reading and writing go on side by side."""
    left: list[LeftOut] = []
    with issues_in(path_of(file), name=file.name, campaign=campaign, corrections=corrections, left=left) as issues:
        return import_issues(campaign, issues, file=file, left=left, by=by)


def ingest(path: Path, *, campaign: Campaign, by: Person, write: bool) -> tuple[DryRun, ImportBatch | None]:
    """For the command line: read a file from the disk; with `write`, keep it and import its rows."""
    dry = try_out(path, name=path.name, campaign=campaign)
    if not write:
        return dry, None
    return dry, take_over(campaign, store(path.read_bytes(), name=path.name), Corrections(), by=by)
