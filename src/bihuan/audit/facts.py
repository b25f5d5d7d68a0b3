"""Facts: what a stage announces, as frozen dataclasses with a sentence. Never a free string with a free dict."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Protocol

from django.apps import apps
from django.utils.translation import gettext

Words = tuple[str, ...] | Mapping[str, object]
"""Where the words of a code stand: columns with choices, as `ledger.Measure.status`, or the words themselves."""


class Actor(Protocol):
    """Whoever acts: a person of the `people` stage, seen from below."""

    @property
    def pk(self) -> Any: ...  # noqa: ANN401 - Django's own type of a key

    @property
    def label(self) -> str: ...


KINDS: dict[str, type["Fact"]] = {}
"""Every kind of fact that the product knows, by its `kind`."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened. Fields are plain values only, so that the digest has one possible spelling.

    `kind` names it (`ledger.issue_assigned`), `sentence` is an English msgid with `%(field)s` in it, and
    `stream()` says whose history it belongs to. `codes` names the fields that hold a code, and where its words stand:
    the record keeps the code for ever, and every reader sees it in his own language.
    """

    kind: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    codes: ClassVar[Mapping[str, Words]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.kind:
            if cls.kind in KINDS and KINDS[cls.kind].__qualname__ != cls.__qualname__:
                raise TypeError(f"two facts are called {cls.kind}")
            KINDS[cls.kind] = cls

    def stream(self) -> str:
        """The history that this fact belongs to, for instance `issue:42`."""
        raise NotImplementedError

    def data(self) -> dict[str, Any]:
        """The fields as plain data."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values}


def sentence_of(kind: str, data: dict[str, Any]) -> str:
    """The fact as a sentence in the reader's language; facts of older releases fall back on their name."""
    fact = KINDS.get(kind)
    if fact is None:
        return kind
    shown = {name: _shown(value, fact.codes.get(name)) for name, value in data.items()}
    return gettext(fact.sentence) % shown


def _shown(value: object, words: Words | None) -> str:
    if isinstance(value, list):
        return "、".join(_shown(one, words) for one in value) or "—"
    if words is None:
        return str(value)
    if isinstance(words, tuple):
        words = {str(code): word for path in words for code, word in _choices(path)}
    return str(words.get(str(value), value))


def _choices(path: str) -> list[tuple[object, object]]:
    app, model, column = path.split(".")
    return list(apps.get_model(app, model)._meta.get_field(column).flatchoices)
