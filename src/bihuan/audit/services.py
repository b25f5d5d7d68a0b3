"""Writing the record: `@act` around a service, `record()` inside it.

Facts are collected while the business rows are written and stored as the last statements of the outermost
transaction, chain heads locked in the order of their names: no deadlock, and the shortest possible lock.
"""

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import NamedTuple, ParamSpec, TypeVar

from django.db import connection, transaction

from bihuan.audit.facts import Actor, Fact
from bihuan.audit.models import ChainHead, Event, Seal
from bihuan.common.clock import now
from bihuan.common.text import canonical, digest

P = ParamSpec("P")
R = TypeVar("R")


class _Recorded(NamedTuple):
    """A fact, who brought it about, and when."""

    fact: Fact
    by: Actor | None
    at: datetime


@dataclass
class _Unit:
    """What one outermost transaction has to record."""

    facts: list["_Recorded"] = field(default_factory=list)


_unit: ContextVar[_Unit | None] = ContextVar("bihuan_unit", default=None)

# SQLite's own busy handler is unfair under many writing threads (measured: worst wait 4 s against 0.3 s with this).
_sqlite_writer = threading.RLock()


def _one_writer() -> AbstractContextManager[object]:
    return _sqlite_writer if connection.vendor == "sqlite" else nullcontext()


@contextmanager
def unit_of_work() -> Iterator[None]:
    """A transaction whose facts are recorded with it, or not at all. Nested units join the outer one."""
    outer = _unit.get()
    if outer is not None:
        kept = len(outer.facts)
        try:
            with transaction.atomic():
                yield
        except BaseException:
            del outer.facts[kept:]
            raise
        return
    unit = _Unit()
    token = _unit.set(unit)
    try:
        with _one_writer(), transaction.atomic():
            yield
            _store(unit.facts)
    finally:
        _unit.reset(token)


def act(service: Callable[P, R]) -> Callable[P, R]:
    """Run a service as one unit of work."""

    @functools.wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with unit_of_work():
            return service(*args, **kwargs)

    return run


def record(fact: Fact, *, by: Actor | None) -> None:
    """Add a fact to the running unit of work. `by` is None for the public and for the clock.

    Raises:
        RuntimeError: called outside a unit of work; a fact without its change would be a rumour.
    """
    unit = _unit.get()
    if unit is None:
        raise RuntimeError(f"{fact.kind} recorded outside a unit of work")
    unit.facts.append(_Recorded(fact, by, now()))


def _store(facts: list[_Recorded]) -> None:
    ordered = sorted(facts, key=lambda one: one.fact.stream())  # sorted() is stable: order inside a stream is kept
    events: list[Event] = []
    for stream, group in groupby(ordered, key=lambda one: one.fact.stream()):
        ChainHead.objects.bulk_create([ChainHead(stream=stream)], ignore_conflicts=True)
        head = ChainHead.objects.select_for_update().get(pk=stream)
        for one in group:
            event = _link(head, one)
            head.seq, head.hash = event.seq, event.hash
            events.append(event)
        ChainHead.objects.filter(pk=stream).update(seq=head.seq, hash=head.hash)
    Event.objects.bulk_create(events)


def _link(head: ChainHead, recorded: _Recorded) -> Event:
    fact, by, at = recorded
    actor_id, label = (by.pk, by.label) if by is not None else (None, "")
    payload = canonical(
        {
            "stream": head.stream,
            "seq": head.seq + 1,
            "kind": fact.kind,
            "at": at.isoformat(),
            "by": actor_id,
            "label": label,
            "data": fact.data(),
        }
    )
    return Event(
        stream=head.stream,
        seq=head.seq + 1,
        kind=fact.kind,
        at=at,
        actor_id=actor_id,
        actor_label=label,
        payload=payload,
        prev_hash=head.hash,
        hash=digest(head.hash, str(head.seq + 1), payload),
    )


def seal() -> Seal | None:
    """Write a checkpoint over all heads that moved; None when nothing did. Heads moving meanwhile stay for the next."""
    with _one_writer(), transaction.atomic():
        last = Seal.objects.order_by("-pk").select_for_update().first()
        dirty = list(ChainHead.objects.raw("SELECT * FROM audit_chainhead WHERE seq > sealed ORDER BY stream"))
        if not dirty:
            return None
        heads = canonical([[head.stream, head.seq, head.hash] for head in dirty])
        before = last.hash if last else ""
        made = Seal.objects.create(at=now(), heads=heads, prev_hash=before, hash=digest(before, heads))
        for head in dirty:
            ChainHead.objects.filter(pk=head.stream).update(sealed=head.seq)
        return made
