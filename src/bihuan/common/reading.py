"""Within a page that only reads, the same question is asked of the database once.

The page of an issue is put together by several stages, each of which asks what it needs: the plan, the policy, who is
responsible. A service never opens such a reading: what it decides by it reads anew.
"""

import functools
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("bihuan_answers", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Inside, answers of `asked_once` selectors are kept. Nothing may be written here."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def asked_once(select: Callable[P, R]) -> Callable[P, R]:
    """Mark a selector of hashable arguments whose answer holds for a whole page."""

    @functools.wraps(select)
    def ask(*args: P.args, **kwargs: P.kwargs) -> R:
        known = _answers.get()
        if known is None:
            return select(*args, **kwargs)
        question = (select, args, tuple(kwargs.items()))
        if question not in known:
            known[question] = select(*args, **kwargs)
        answer: R = known[question]
        return answer

    return ask
