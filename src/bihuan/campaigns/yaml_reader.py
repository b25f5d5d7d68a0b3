"""Reading a YAML file with the exact place of every fault, all of them in one go.

A `Section` is one mapping of the file. Asking it for a key checks the value and notes what is wrong instead
of stopping; keys that nobody asked for are reported at the end. The answer for a faulty value is a neutral
one, so that reading can go on; `Report.check()` then refuses the file as a whole.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

import yaml
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from bihuan.common.workflow import Refused

LARGEST = 256 * 1024
DEEPEST = 8
NEUTRAL_DAY = date(2000, 1, 1)
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
WHOLE = re.compile(r"-?[0-9]{1,6}")
STRING, FLAG = "tag:yaml.org,2002:str", "tag:yaml.org,2002:bool"


class Mark(Protocol):
    """A place in the text, as both of the YAML parsers give it; counted from 0."""

    line: int
    column: int


Choice = TypeVar("Choice", bound=TextChoices)


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong, and where: line and column count from 1, `path` is like `phases[2].name`."""

    file: str
    line: int
    column: int
    path: str
    sentence: str

    def __str__(self) -> str:
        return _("%(file)s, line %(line)d, column %(column)d (%(path)s): %(sentence)s") % {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "path": self.path or _("the file"),
            "sentence": self.sentence,
        }


class FileRefused(Refused):
    """The file has faults; nothing of it was used."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(str(fault) for fault in self.faults)


class Report:
    """The faults of one file, and the sections that were opened."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.sections: list[Section] = []

    def fault(self, node: yaml.Node, path: str, sentence: str) -> None:
        """Note a fault at the place of a node."""
        self._note(node.start_mark, path, sentence)

    def check(self) -> None:
        """Refuse the file if anything was wrong, unknown keys included.

        Raises:
            FileRefused: with every fault.
        """
        for section in self.sections:
            section.report_unknown_keys()
        if self.faults:
            raise FileRefused(self.faults)

    def open(self, text: str) -> "Section":
        """The top of the file.

        Raises:
            FileRefused: it cannot be read as YAML at all.
        """
        try:
            self._survey(text)
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as wrong:
            mark = wrong.problem_mark or wrong.context_mark
            self._note(mark, "", _("This is not YAML: %(problem)s.") % {"problem": wrong.problem or wrong.context})
        except yaml.YAMLError as wrong:
            self._note(None, "", _("This is not YAML: %(problem)s.") % {"problem": wrong})
        else:
            if isinstance(node, yaml.MappingNode):
                return Section(self, node, "")
            self._note(node.start_mark if node else None, "", _("Keys and values are expected here."))
        raise FileRefused(self.faults)

    def _survey(self, text: str) -> None:
        """Refuse what only an attack or a slip needs, before anything is built: size, depth, references."""
        if len(text) > LARGEST:
            self._note(None, "", _("The file is larger than %(limit)d KB.") % {"limit": LARGEST // 1024})
            raise FileRefused(self.faults)
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent):
                self._note(event.start_mark, "", _("References (*name) are not used here; write the value out."))
                raise FileRefused(self.faults)
            if depth > DEEPEST:
                self._note(
                    event.start_mark,
                    "",
                    _("This is nested deeper than %(limit)d levels.") % {"limit": DEEPEST},
                )
                raise FileRefused(self.faults)

    def _note(self, mark: Mark | None, path: str, sentence: str) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.faults.append(Fault(self.file, line, column, path, sentence))


class Section:
    """One mapping of the file; each question names a key. A default makes the key optional."""

    def __init__(self, report: Report, node: yaml.MappingNode, path: str) -> None:
        self.report, self.node, self.path = report, node, path
        self.asked: set[str] = set()
        self.values: dict[str, yaml.Node] = {}
        self.places: dict[str, yaml.Node] = {}
        report.sections.append(self)
        for key, value in node.value:
            if key.value in self.values:
                report.fault(key, self.under(key.value), _("This key stands here twice."))
            elif isinstance(key, yaml.ScalarNode):
                self.values[key.value], self.places[key.value] = value, key

    def under(self, key: str) -> str:
        """The path of one of its values."""
        return f"{self.path}.{key}" if self.path else str(key)

    def has(self, key: str) -> bool:
        """Is the key there?"""
        self.asked.add(key)
        return key in self.values

    def fault(self, key: str, sentence: str) -> None:
        """Note a fault at one of its values, or at the section itself when the value is not there."""
        self.report.fault(self.values.get(key, self.node), self.under(key), sentence)

    def text(self, key: str, *, longest: int, default: str | None = None) -> str:
        """A text of 1 to `longest` characters."""
        node = self._scalar(key, optional=default is not None)
        if node is None:
            return default or ""
        value = str(node.value).strip()
        if node.tag != STRING:
            self.fault(key, _("A text is expected; put “%(value)s” in quotes.") % {"value": node.value})
        elif not value:
            self.fault(key, _("This is empty."))
        elif len(value) > longest:
            words = _("This has %(length)d characters; %(longest)d are allowed.")
            self.fault(key, words % {"length": len(value), "longest": longest})
        return value

    def code(self, key: str) -> str:
        """A code: small letters, digits and hyphens, beginning with a letter."""
        value = self.text(key, longest=40)
        if value and not CODE.fullmatch(value):
            words = _("“%(value)s” is no code: write small letters, digits and hyphens, a letter first.")
            self.fault(key, words % {"value": value})
        return value

    def whole(self, key: str, *, least: int, most: int, default: int | None = None) -> int:
        """A whole number between `least` and `most`."""
        node = self._scalar(key, optional=default is not None)
        if node is None:
            return least if default is None else default
        return self._whole(node, self.under(key), least=least, most=most)

    def wholes(self, key: str, *, least: int, most: int) -> tuple[int, ...]:
        """A list of whole numbers, possibly empty."""
        return tuple(self._whole(node, path, least=least, most=most) for node, path in self._rows(key, default=True))

    def texts(self, key: str, *, longest: int) -> tuple[str, ...]:
        """A list of texts of 1 to `longest` characters, each once, possibly empty."""
        found: list[str] = []
        for node, path in self._rows(key, default=True):
            value = str(node.value).strip() if isinstance(node, yaml.ScalarNode) and node.tag == STRING else ""
            if not 1 <= len(value) <= longest:
                self.report.fault(
                    node, path, _("A text of 1 to %(longest)d characters is expected.") % {"longest": longest}
                )
            elif value in found:
                self.report.fault(node, path, _("“%(value)s” stands in this list twice.") % {"value": value})
            found.append(value)
        return tuple(found)

    def flag(self, key: str, *, default: bool) -> bool:
        """true or false."""
        node = self._scalar(key, optional=True)
        if node is None:
            return default
        if node.tag != FLAG:
            self.fault(key, _("Write true or false, not “%(value)s”.") % {"value": node.value})
        return node.value.lower() in {"true", "yes", "on"}

    def day(self, key: str) -> date:
        """A day, written 2014-03-25."""
        node = self._scalar(key, optional=False)
        if node is None:
            return NEUTRAL_DAY
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            self.fault(key, _("“%(value)s” is no day; write it as 2014-03-25.") % {"value": node.value})
            return NEUTRAL_DAY

    def choice(self, key: str, options: type[Choice], *, default: Choice | None = None) -> Choice:
        """One of the codes of an enumeration."""
        node = self._scalar(key, optional=default is not None)
        if node is None:
            return default or next(iter(options))
        return self._choice(node, self.under(key), options)

    def choices(self, key: str, options: type[Choice]) -> tuple[Choice, ...]:
        """A list of codes, possibly empty."""
        return tuple(self._choice(node, path, options) for node, path in self._rows(key, default=True))

    def section(self, key: str) -> "Section":
        """A mapping below this one."""
        node = self._value(key, optional=False)
        if node is not None and not isinstance(node, yaml.MappingNode):
            self.fault(key, _("Keys and values are expected here."))
        found = node if isinstance(node, yaml.MappingNode) else yaml.MappingNode("", [], self.node.start_mark)
        return Section(self.report, found, self.under(key))

    def sections(self, key: str, *, optional: bool = False, empty: str = "") -> list["Section"]:
        """A list of mappings; `empty` is the sentence against a list without any."""
        found: list[Section] = []
        if empty and isinstance(self.values.get(key), yaml.SequenceNode) and not self.values[key].value:
            self.fault(key, empty)
        for node, path in self._rows(key, default=optional):
            if isinstance(node, yaml.MappingNode):
                found.append(Section(self.report, node, path))
            else:
                self.report.fault(node, path, _("Keys and values are expected here."))
        return found

    def report_unknown_keys(self) -> None:
        """Note every key that nobody asked for, with the one that was probably meant."""
        for key in self.values.keys() - self.asked:
            meant = difflib.get_close_matches(str(key), self.asked, n=1)
            words = _("“%(key)s” is unknown; did you mean “%(meant)s”?") if meant else _("“%(key)s” is unknown.")
            self.report.fault(
                self.places[key], self.under(key), words % {"key": key, "meant": meant[0] if meant else ""}
            )

    def _value(self, key: str, *, optional: bool) -> yaml.Node | None:
        if self.has(key):
            return self.values[key]
        if not optional:
            self.fault(key, _("“%(key)s” is missing.") % {"key": key})
        return None

    def _scalar(self, key: str, *, optional: bool) -> yaml.ScalarNode | None:
        node = self._value(key, optional=optional)
        if node is None or isinstance(node, yaml.ScalarNode):
            return node
        self.fault(key, _("One value is expected here, not a list or a group."))
        return None

    def _rows(self, key: str, *, default: bool) -> Iterator[tuple[yaml.Node, str]]:
        node = self._value(key, optional=default)
        if isinstance(node, yaml.SequenceNode):
            yield from ((row, f"{self.under(key)}[{place}]") for place, row in enumerate(node.value, start=1))
        elif node is not None:
            self.fault(key, _("A list is expected here."))

    def _whole(self, node: yaml.Node, path: str, *, least: int, most: int) -> int:
        value = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if WHOLE.fullmatch(value) and least <= int(value) <= most:
            return int(value)
        words = _("A whole number from %(least)d to %(most)d is expected.")
        self.report.fault(node, path, words % {"least": least, "most": most})
        return least

    def _choice(self, node: yaml.Node, path: str, options: type[Choice]) -> Choice:
        value = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if value in options.values:
            return options(value)
        words = _("“%(value)s” is unknown here; known are: %(known)s.")
        self.report.fault(node, path, words % {"value": value, "known": ", ".join(options.values)})
        return next(iter(options))
