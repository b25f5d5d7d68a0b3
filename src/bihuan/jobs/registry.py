"""Which kinds of work there are. A stage declares its own in `jobs.py`, found when the app starts:

@dataclass(frozen=True)
class Import:
    upload: int

@handler("ledger.import", title=gettext_lazy("Import of a ledger"))
def import_upload(run: Run[Import]) -> str: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias, TypeVar, get_args, get_type_hints

from django.utils.functional import Promise

from bihuan.jobs.schedule import Due, Schedule

Work = TypeVar("Work", bound=Callable[..., str | None])

Title: TypeAlias = Promise | str

LEASE = timedelta(minutes=1)


@dataclass(frozen=True)
class Handler:
    """What does the work of one kind: `work(run)` returns a closing sentence or None; `title` is for people.

    `lease` is how long a worker may be silent before another one takes over: longer than the longest stretch
    between two checkpoints.
    """

    kind: str
    title: Title
    arguments: type
    work: Callable[..., str | None]
    lease: timedelta
    when: Schedule | None


_handlers: dict[str, Handler] = {}


def handler(
    kind: str, *, title: Title = "", lease: timedelta = LEASE, when: Schedule | None = None
) -> Callable[[Work], Work]:
    """Declare the function that does `kind`; its parameter `Run[Arguments]` says what a job of it carries.

    With `when` the worker's own clock enqueues it, once per slot, and the function takes `Run[Due]`.
    """

    def declare(work: Work) -> Work:
        arguments = _arguments_of(work)
        if kind in _handlers:
            raise TypeError(f"two handlers are called {kind}")
        if (when is not None) != (arguments is Due):
            raise TypeError(f"{kind}: periodic work, and only that, takes Run[Due]")
        _handlers[kind] = Handler(kind, title or kind, arguments, work, lease, when)
        return work

    return declare


def _arguments_of(work: Callable[..., Any]) -> type:
    hints = {name: hint for name, hint in get_type_hints(work).items() if name != "return"}
    inner = [get_args(hint) for hint in hints.values()]
    if len(inner) != 1 or len(inner[0]) != 1:
        raise TypeError(f"{work.__qualname__} must take one parameter, Run[its dataclass]")
    found: type = inner[0][0]
    return found


def get(kind: str) -> Handler:
    """Return the handler of a kind.

    Raises:
        LookupError: no stage declares it.
    """
    if kind not in _handlers:
        raise LookupError(f"no stage declares the job {kind!r} in its jobs.py")
    return _handlers[kind]


def kinds() -> list[str]:
    """All kinds this release knows; a worker leaves the others to newer ones."""
    return sorted(_handlers)


def periodic() -> list[tuple[Handler, Schedule]]:
    """What the clock must enqueue."""
    return [(one, one.when) for one in _handlers.values() if one.when is not None]
