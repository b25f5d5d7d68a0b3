"""Every URL × every member of the cast × own and other units: exactly who finds it, and exactly who may do it.

A stranger gets 404, an insider without the right reads why, nobody's answer is a 500, and whoever may not do a thing
changes nothing by trying.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from bihuan.desk.chrome import chrome
from tests.permissions.access import CAST, PUBLIC_NAME
from tests.permissions.audience import taken_back, traces
from tests.permissions.conftest import Theatre
from tests.permissions.matrix import DOCUMENT, ROWS, Row
from tests.permissions.paper import write
from tests.permissions.said import NOTHING, plausible
from tests.permissions.stage import HERE

pytestmark = pytest.mark.django_db
EVERYBODY = (*sorted(CAST), PUBLIC_NAME)
OPEN = (200, 201, 302)
REFUSED = (409, 422)
SIGN_IN = "/sign-in/"


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Names of all URLs below a resolver."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}"
        else:
            yield from patterns(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


def test_every_url_has_one_line_and_every_line_a_url() -> None:
    rows = [row.url for row in ROWS]
    assert sorted(rows) == sorted(set(patterns(get_resolver())))


def test_the_cast_is_whole(theatre: Theatre) -> None:
    assert set(theatre.stage.world.people) == CAST


def test_the_document_says_what_the_table_says() -> None:
    assert DOCUMENT.read_text("utf-8") == write(ROWS), "run: python -m tests.permissions.matrix"


# ---------------------------------------------------------------- one URL


class Asking:
    """One line of the table at one object, asked as everybody; what differs from the table is kept as a sentence."""

    def __init__(self, theatre: Theatre, row: Row, unit: str) -> None:
        self.theatre, self.row, self.unit = theatre, row, unit
        self.first = unit == units_of(theatre, row)[0]
        parts = theatre.stage.places[row.of][unit] if row.of else ()
        self.address = reverse(row.url, args=parts)
        self.wrong: list[str] = []
        self.opens, self.does = row.opens.at(unit), row.does.at(unit)
        self.reads = row.reads.at(unit) if row.reads else self.opens

    def everybody(self) -> list[str]:
        """Ask each method as each of the cast; return the differences."""
        for name in self.askers():
            if self.row.gets:
                self.look(name)
            if self.row.posts:
                self.send(name)
        self.by_another_method()
        self.expect("everybody", "left something at", traces() == self.theatre.before, traces())
        return self.wrong

    def askers(self) -> tuple[str, ...]:
        """Everybody; on PostgreSQL one of each kind, because it answers the same conditions with the same rows."""
        if connection.vendor == "sqlite":
            return EVERYBODY
        kinds = (self.does, self.reads - self.does, self.opens - self.reads, CAST - self.opens, {PUBLIC_NAME})
        return tuple(min(kind) for kind in kinds if kind)

    def expect(self, name: str, what: str, ok: bool, found: object) -> None:
        """Keep a difference."""
        if not ok:
            self.wrong.append(f"{name} {what} {self.address} ({self.unit or 'no unit'}): {found}")

    def outside(self, name: str, method: str, status: int, location: str) -> bool:
        """Was it somebody who must not even find it? Then only 404, or the way to the sign-in, is right."""
        if name == PUBLIC_NAME and self.row.opens.account:
            led = status == 302 and location.startswith(SIGN_IN)
            self.expect(name, method, status == 401 if self.row.program else led, (status, location))
        elif name not in self.opens:
            self.expect(name, method, status == 404, status)
        else:
            return False
        return True

    def reasons(self, answer: Any) -> list[str]:
        """The sentences of a page, or of an answer to a program."""
        return answer.json().get("reasons", []) if self.row.program else self.theatre.curtain.reasons()

    def look(self, name: str) -> None:
        """GET: it opens, it says why not, or it is not there."""
        answer = self.theatre.audience.get(name, self.address)
        status, location = answer.status_code, answer.get("Location", "")
        if self.outside(name, "GET", status, location):
            return
        if name in self.reads:
            self.expect(name, "GET", status in OPEN and not location.startswith(SIGN_IN), (status, location))
        else:
            self.expect(name, "GET", status == 409 and bool(self.reasons(answer)), status)

    def send(self, name: str) -> None:
        """POST: what somebody would send who means it, and a form in which nothing was filled in."""
        said = plausible(self.row.url, self.theatre.stage, self.unit)
        self._post(name, said, means_it=True)
        if name in self.does and said and self.first:
            self._post(name, dict(NOTHING), means_it=False)

    def _post(self, name: str, said: dict[str, object], *, means_it: bool) -> None:
        method = "POST" if means_it else "empty POST"
        self.theatre.curtain.context = {}
        with taken_back():
            answer = self.theatre.audience.post(name, self.address, said)
            changed = traces() != self.theatre.before
        status, location = answer.status_code, answer.get("Location", "")
        if self.outside(name, method, status, location):
            self.expect(name, f"{method} changed something at", not changed, status)
        elif name not in self.does:
            reasons = self.reasons(answer)
            self.expect(name, method, status in REFUSED and bool(reasons) and not changed, (status, changed, reasons))
        elif means_it:
            ok = status in OPEN and (changed or self.row.traceless)
            self.expect(name, method, ok, (status, changed, self.reasons(answer)))
        else:
            self.expect(name, method, status in (*OPEN, *REFUSED, 404), status)

    def by_another_method(self) -> None:
        """The method that the table does not name is refused, to those inside as well."""
        for name in sorted(self.opens & {"office", "system_admin", PUBLIC_NAME}):
            for method, known in (("GET", self.row.gets), ("POST", self.row.posts)):
                if not known:
                    call = self.theatre.audience.get if method == "GET" else self._send_nothing
                    answer = call(name, self.address)
                    self.expect(name, method, answer.status_code == 405, answer.status_code)

    def _send_nothing(self, name: str, address: str) -> object:
        return self.theatre.audience.post(name, address, {})


def addresses(theatre: Theatre, row: Row) -> list[str]:
    """The row's address at each object that there is."""
    places = theatre.stage.places[row.of].values() if row.of else [()]
    return [reverse(row.url, args=parts) for parts in places]


def units_of(theatre: Theatre, row: Row) -> list[str]:
    """The units of which there is such an object."""
    return list(theatre.stage.places[row.of]) if row.of else [HERE]


@pytest.mark.parametrize("row", ROWS, ids=[row.url for row in ROWS])
def test_url(theatre: Theatre, row: Row) -> None:
    wrong = [sentence for unit in units_of(theatre, row) for sentence in Asking(theatre, row, unit).everybody()]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


# ---------------------------------------------------------------- across all URLs


@pytest.mark.parametrize("row", [row for row in ROWS if row.posts], ids=[row.url for row in ROWS if row.posts])
def test_nothing_is_taken_without_the_token_of_the_form(theatre: Theatre, row: Row) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(addresses(theatre, row)[0], {}).status_code == (401 if row.program else 403)


@pytest.mark.parametrize("row", [row for row in ROWS if row.gets and row.opens.always], ids=lambda row: row.url)
def test_every_page_can_be_drawn(theatre: Theatre, row: Row) -> None:
    """Once with its templates; what the public sees leads nowhere that asks for an account."""
    readers = (row.reads or row.opens).always
    reader = next(name for name in (PUBLIC_NAME, "office", *sorted(readers)) if name in readers)
    theatre.curtain.drawn = True
    try:
        answer = theatre.audience.get(reader, addresses(theatre, row)[0])
    finally:
        theatre.curtain.drawn = False
    assert answer.status_code in OPEN
    if reader == PUBLIC_NAME and not answer.streaming:
        links = re.findall(r'(?:href|action)="(/[^"?#]*)', answer.content.decode())
        known = {line.url for line in ROWS if not line.opens.account}
        asking = [link for link in links if not link.startswith("/static/") and resolve(link).view_name not in known]
        assert set(asking) <= {"/"}, "the public is led to pages of the office"


@pytest.mark.parametrize("name", sorted(CAST))
def test_every_door_of_the_frame_opens(theatre: Theatre, name: str) -> None:
    frame = chrome(theatre.audience.get(name, reverse("people:me")).wsgi_request)
    for door in (frame.home_url, *(item.url for item in (*frame.stages, *frame.tools))):
        answer = theatre.audience.get(name, door)
        while answer.status_code == 302:
            answer = theatre.audience.get(name, answer["Location"])
        assert answer.status_code == 200, door
