"""Excel in and out: rows a second and peak memory, each run in a process of its own.

In: a workbook as offices write it → every row read, matched and on the ledger, in one transaction. The baseline only
writes: the same rows, already read and matched, with `bulk_create`. Out: the whole ledger as a workbook.
The baseline writes only the columns of the issue itself, with openpyxl.
"""

import random
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import xlsxwriter
from django.db import transaction
from django.db.models import QuerySet
from openpyxl import Workbook

from bench import world
from bench.timing import Memory, timed
from bihuan.campaigns.models import Campaign
from bihuan.files.services import store
from bihuan.jobs.services import enqueue
from bihuan.ledger.exports import write_workbook
from bihuan.ledger.imports import Corrections, issues_in, take_over, try_out
from bihuan.ledger.jobs import ImportFile
from bihuan.ledger.models import Issue, Measure, Milestone, OutsideNumber, ResponsiblePerson, SourceCell, SupportingUnit
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.services.importing import ImportedIssue
from bihuan.people.models import Person, Unit

HEADERS = "序号 市序号 问题类别 存在的主要问题 整改目标 整改措施 责任单位 配合单位 责任人 完成时限 整改情况".split()


def write_ledger(path: Path, *, rows: int, seed: int) -> None:
    """An office's ledger of so many rows about units of the bench world; one name in fifty is written wrongly."""
    schools = list(Unit.objects.filter(level=4).values_list("name", flat=True))
    chance = random.Random(seed)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("整改台账")
    sheet.write_row(0, 0, HEADERS)
    for row in range(1, rows + 1):
        pick = chance.choice
        day = world.DAY + timedelta(days=chance.randint(5, 150))
        lead = pick(schools) if row % 50 else pick(schools).replace("小学", "小校")
        cells = (
            str(row),
            str(chance.randint(1, 10**6)),
            pick(world.CATEGORIES),
            f"{lead}{pick(world.PLACES)}{pick(world.MATTERS)}，{pick(world.CAUSES)}（{seed}-{row}）。",
            f"{pick(world.MATTERS)}的问题全部解决，群众满意。",
            f"1.{pick(world.CAUSES)}的立即整改；2.明确专人，逐项补齐；3.举一反三，完善制度。",
            lead,
            f"第{chance.randint(1, 100)}学区" if row % 4 == 0 else "",
            f"第{chance.randint(1, 900)}责任人",
            pick(world.DEADLINES).format(day=day),
            "正在整改" if row % 3 else "",
        )
        sheet.write_row(row, 0, cells)
    book.close()


def take_in(rows: int, seed: int) -> dict[str, float]:
    """One import of a fresh file, as the page and the command do it; then the baseline over the same rows."""
    campaign = Campaign.objects.select_related("root").get()
    clerk = Person.objects.select_related("unit").get(title="root office")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "台账.xlsx")
        write_ledger(path, rows=rows, seed=seed)
        file = store(path.read_bytes(), name=path.name)
        with Memory() as memory:
            whole = timed(lambda: take_over(campaign, file, Corrections(), by=clerk))
        assert Issue.objects.filter(batch__file=file).count() == rows, "not every row came in"
        with Memory() as looking:
            dry = timed(lambda: try_out(path, name=path.name, campaign=campaign, kept=300))
        with issues_in(path, name=path.name, campaign=campaign, corrections=Corrections(), left=[]) as read:
            issues = list(read)
    straight = timed(lambda: bulk_create(campaign, issues))
    return {
        "rows": rows,
        "rows_per_s": rows / whole.wall,
        "rows_per_cpu_s": rows / whole.cpu,
        "dry_run_rows_per_s": rows / dry.wall,
        "dry_run_peak_mb": looking.peak,
        "bulk_create_rows_per_s": rows / straight.wall,
        "to_bulk_create": whole.wall / straight.wall,
        "before_mb": memory.before,
        "peak_mb": memory.peak,
    }


def order(rows: int, seed: int) -> dict[str, float]:
    """An import that waits for the worker of a server, as the page orders it."""
    campaign = Campaign.objects.select_related("root").get()
    clerk = Person.objects.get(title="root office")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "台账.xlsx")
        write_ledger(path, rows=rows, seed=seed)
        file = store(path.read_bytes(), name=path.name)
    enqueue("ledger.import", args=ImportFile(file.pk, campaign.pk, clerk.pk), by=clerk.pk)
    return {"rows": rows}


def bulk_create(campaign: Campaign, rows: Sequence[ImportedIssue]) -> None:
    """The same rows the straight way: model objects and `bulk_create`, in one transaction that is rolled back."""
    with transaction.atomic():
        number = Issue.objects.order_by("-number").values_list("number", flat=True)[0]
        issues = [
            Issue(
                campaign=campaign,
                number=number + place,
                status="assigned" if row.lead else "registered",
                title=row.title,
                original_text=row.text,
                category_id=row.category,
                problem_kind_id=row.problem_kind,
                horizon_id=row.horizon,
                disposition_id=row.disposition,
                source=row.source,
                lead_unit=row.lead,
                goal=row.goal,
                amount=row.amount,
                deadline_text=row.deadline_text,
                deadline_flags=row.deadline_flags,
                due=row.due,
                long_term=row.long_term,
                registered_on=campaign.as_of,
                assigned_on=campaign.as_of if row.lead else None,
                **({f"u{n}": getattr(row.lead, f"u{n}") for n in range(1, 6)} if row.lead else {}),
            )
            for place, row in enumerate(rows, start=1)
        ]
        Issue.objects.bulk_create(issues, batch_size=1000)
        pairs = list(zip(issues, rows, strict=True))
        SupportingUnit.objects.bulk_create(
            [SupportingUnit(issue=issue, unit_id=unit) for issue, row in pairs for unit in row.supporting],
            batch_size=1000,
        )
        ResponsiblePerson.objects.bulk_create(
            [
                ResponsiblePerson(issue=issue, part="person", person_id=person, name="" if person else name)
                for issue, row in pairs
                for person, name in row.responsible
            ],
            batch_size=1000,
        )
        OutsideNumber.objects.bulk_create(
            [OutsideNumber(issue=i, level_id=level, number=n) for i, row in pairs for level, n in row.outside_numbers],
            batch_size=1000,
        )
        SourceCell.objects.bulk_create(
            [
                SourceCell(issue=issue, place=cell.place, header=cell.header, text=cell.text)
                for issue, row in pairs
                for cell in row.cells
            ],
            batch_size=1000,
        )
        measures = [
            (Measure(issue=issue, position=n, text=one.text), one.steps)
            for issue, row in pairs
            for n, one in enumerate(row.measures, start=1)
        ]
        Measure.objects.bulk_create([measure for measure, _ in measures], batch_size=1000)
        Milestone.objects.bulk_create(
            [Milestone(issue=m.issue, measure=m, text=text, due=due) for m, steps in measures for text, due in steps],
            batch_size=1000,
        )
        transaction.set_rollback(True)


def take_out() -> dict[str, float]:
    """One export of the whole ledger, then the baseline."""
    campaign = Campaign.objects.select_related("root").get()
    issues = visible_issues(Person.objects.get(title="root office"), campaign)
    rows = issues.count()
    with Memory() as memory:
        ours = timed(lambda: write_workbook(issues.order_by("number"), campaign).close())
    straight = timed(lambda: write_straight(issues))
    return {
        "rows": rows,
        "rows_per_s": rows / ours.wall,
        "rows_per_cpu_s": rows / ours.cpu,
        "openpyxl_rows_per_s": rows / straight.wall,
        "to_openpyxl": straight.wall / ours.wall,
        "before_mb": memory.before,
        "peak_mb": memory.peak,
    }


def write_straight(issues: QuerySet[Issue]) -> None:
    """The columns of the issue alone, streamed with openpyxl's write-only mode."""
    columns = "pk number original_text title category__name problem_kind__name disposition__name lead_unit__name goal"
    columns += " deadline_text due status cycle progress light registered_on closed_on"
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in issues.order_by("number").values_list(*columns.split()).iterator():
        sheet.append(row)
    with tempfile.TemporaryFile() as file:
        book.save(file)


def run(*, way: str, rows: int = 0, seed: int = 0) -> dict[str, float]:
    """One import (`in`), one that a server is to do (`order`), or one export (`out`)."""
    if way == "out":
        return take_out()
    return take_in(rows, seed) if way == "in" else order(rows, seed)
