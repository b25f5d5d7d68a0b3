"""A job's arguments: a frozen dataclass of plain values, as canonical JSON and back by its annotations.

Fields may be str, int, bool, date, datetime, an optional one of these, or a tuple (`tuple[int, ...]`).
"""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from bihuan.common.text import canonical

Arguments = TypeVar("Arguments")


def encode(args: object) -> str:
    """Return the arguments as JSON with one possible spelling."""
    if not is_dataclass(args):
        raise TypeError(f"the arguments of a job are a dataclass, not {type(args).__name__}")
    return canonical({field.name: _plain(getattr(args, field.name)) for field in fields(args)})


def decode(kind: type[Arguments], text: str) -> Arguments:
    """Read back what `encode` wrote."""
    hints = get_type_hints(kind)
    return kind(**{name: _revived(hints[name], value) for name, value in json.loads(text).items()})


def _plain(value: object) -> object:
    if isinstance(value, date):  # a datetime is one as well
        return value.isoformat()
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _revived(hint: object, value: Any) -> object:  # noqa: ANN401 - JSON holds anything
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_revived(get_args(hint)[0], item) for item in value)
    types = [part for part in get_args(hint) or (hint,) if part is not NoneType]
    if types[0] in {date, datetime}:
        return types[0].fromisoformat(value)
    return value
