"""The server as it runs in service: two hundred voices leave no trace of their speakers, and no receipt is ever lost."""

import os
import signal
import threading
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from unittest import mock

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils.timezone import localtime
from PIL import Image

from bihuan.audit.models import Event
from bihuan.files.models import StoredFile
from bihuan.opinions.models import Attachment, Opinion
from bihuan.opinions.selectors import opinion_by_code
from tests.jobs.conftest import until
from tests.opinions.flood import ADDRESS, AGENT, FORWARDED, REFERRER, Flood, Form, Phone
from tests.scripts.test_serve import Served, command, family, free_port
from tests.world import World

MAKER, TAKEN, FILE = "TraceableCamera", "2026:03:02 09:41:07", "IMG_某某家长_20260302_094107"
TRACES = (ADDRESS, AGENT, "TraceablePhone", REFERRER, "neighbour.example", FORWARDED, MAKER, TAKEN, FILE, "094107")


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[list[Served]]:
    """Starts servers on one data folder: `server.append(start())` after one was killed."""
    started: list[Served] = []
    connection.close()
    yield started
    for one in started:
        one.process.kill()
        one.process.wait()


def start(url: str, data: Path, *options: str) -> Served:
    with mock.patch.dict(os.environ, {"BIHUAN_PROOF_BITS": "4"}):
        served = Served(command(url, data, "serve", "--port", str(port := free_port()), *options), port)
    until(served.answers)
    return served


@pytest.fixture
def forms(settings: object) -> list[Form]:
    """Handed out a minute ago, with an easy calculation."""
    settings.BIHUAN_PROOF_BITS = 4
    with time_machine.travel(-timedelta(minutes=1)):
        return Form.handed_out(200)


def photograph(number: int) -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = MAKER, TAKEN
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (29.0, 1.0, 41.0)
    content = BytesIO()
    Image.new("RGB", (8, 8), (number, 0, 0)).save(content, "JPEG", exif=exif, comment=MAKER.encode())
    return content.getvalue()


def page() -> bytes:
    content = BytesIO()
    Image.new("RGB", (40, 40)).save(content, "PDF", author=MAKER, title=FILE, producer=MAKER)
    return content.getvalue()


def everything_kept(data: Path, served: Served) -> bytes:
    """Every table as it reads, the database's own files, the files of the store, and what the server wrote."""
    kept = []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            kept.append(repr([[_plain(cell) for cell in row] for row in cursor.fetchall()]))
    served.process.terminate()
    kept += served.process.communicate(timeout=20)
    found = [path for path in data.rglob("*") if path.is_file()]
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        found += [path for path in name.parent.glob(f"{name.name}*") if path.is_file()]
    return "\n".join(kept).encode() + b"".join(path.read_bytes() + str(path).encode() for path in found)


def _plain(cell: object) -> object:
    return bytes(cell) if isinstance(cell, memoryview) else cell


@pytest.mark.usefixtures("world")
def test_two_hundred_voices_with_files_leave_no_trace(
    database_url: str, tmp_path: Path, server: list[Served], forms: list[Form]
) -> None:
    server.append(start(database_url, tmp_path))
    phone, codes, paper = Phone(server[0].port), [], page()
    for number, form in enumerate(forms):
        files = [(f"{FILE}.jpg", photograph(number))] + ([(f"{FILE}.pdf", paper)] if number % 40 == 0 else [])
        codes.append(phone.speak(form, f"第{number}句话。", files))
    phone.post("/speak/receipt/say/", {"code": codes[0] or "", "text": "还在吗？", "csrfmiddlewaretoken": "c" * 32})
    phone.post("/speak/receipt/", {"code": "AAAA-BBBB", "csrfmiddlewaretoken": "c" * 32})
    assert len({code for code in codes if code}) == len(forms) == Opinion.objects.count()
    assert Attachment.objects.count() == 205
    kept = everything_kept(tmp_path, server[0])
    found = [trace for trace in TRACES if trace.encode() in kept]
    found += [code for code in codes if code and (code.encode() in kept or code.replace("-", "").encode() in kept)]
    assert found == []
    assert not Session.objects.exists()
    assert not Event.objects.exists(), "the public's own acts leave no moment"
    midnight = localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    assert set(StoredFile.objects.values_list("stored_at", flat=True)) == {midnight}, "a day, not an hour"
    assert {path.stat().st_mtime for path in (tmp_path / "files").rglob("*")} == {midnight.timestamp()}
    assert set(StoredFile.objects.values_list("name", flat=True)) == {"file.jpg", "file.pdf"}


def test_no_acknowledged_receipt_is_lost_when_the_server_is_killed(
    world: World, database_url: str, tmp_path: Path, server: list[Served], forms: list[Form]
) -> None:
    server.append(start(database_url, tmp_path, "--no-worker"))
    killer = threading.Timer(1, lambda: kill(server[0]))
    killer.start()
    flood = Flood().run(server[0].port, forms[:100], per_second=50)
    killer.join()
    assert flood.receipts, "it answered before"
    assert flood.unanswered, "it was killed in the middle"
    server.append(start(database_url, tmp_path, "--no-worker"))
    after = Flood().run(server[1].port, forms[100:150], per_second=50)
    assert after.unanswered == 0
    receipts = flood.receipts + after.receipts
    assert [code for code in receipts if opinion_by_code(code) is None] == []
    numbers = list(Opinion.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def kill(served: Served) -> None:
    """The parent and all of its children, with no time to say goodbye."""
    for pid in family(served.process.pid):
        os.kill(pid, signal.SIGKILL)
