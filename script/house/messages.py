"""The Chinese catalogues, one per package, without GNU gettext.

check            every text in use is translated, placeholders agree, nothing is obsolete or translated twice
compile          .po → .mo where the .po is newer
missing PACKAGE  print the entries that PACKAGE still lacks, ready to be filled in
sync PACKAGE     write its catalogue anew: missing entries at the end and empty, obsolete ones dropped
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import normalize, read_po
from script.house.msgids import SOURCE, Msgid, packages, used
from script.house.steps import ROOT

CATALOGUE = "locale/zh_Hans/LC_MESSAGES/django.po"
HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: zh_Hans\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"""
_PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sdf]|\{\w*\}")


def path_of(package: str) -> Path:
    """Where the catalogue of a package is kept."""
    return SOURCE / package / CATALOGUE


@cache
def catalogue(package: str) -> Catalog:
    """The catalogue of a package, empty when it has none."""
    path = path_of(package)
    if not path.exists():
        return Catalog(locale="zh_Hans")
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def entries(package: str) -> dict[Msgid, Message]:
    """What stands in the catalogue of a package."""
    return {_key(message): message for message in catalogue(package) if message.id}


def _key(message: Message) -> Msgid:
    singular, plural = message.id if isinstance(message.id, tuple) else (message.id, "")
    return Msgid(singular, message.context or "", plural)


def _texts(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def _translated(message: Message) -> bool:
    return not message.fuzzy and all(_texts(message))


def missing(package: str) -> list[Msgid]:
    """Texts that a package uses and no catalogue translates."""
    known = {key for name in packages() for key, message in entries(name).items() if _translated(message)}
    return [msgid for msgid in used(package) if msgid not in known]


def complaints() -> Iterator[str]:
    """What is wrong with the catalogues, a line each; nothing when all is well."""
    in_use = {msgid for name in packages() for msgid in used(name)}
    first: dict[Msgid, tuple[str, Message]] = {}
    for package in packages():
        where = path_of(package).relative_to(ROOT)
        for msgid in missing(package):
            yield f"{used(package)[msgid]}: not translated: {msgid.singular!r}"
        old = [message.id for message in catalogue(package).obsolete.values()]
        old += [key.singular for key in entries(package) if key not in in_use]
        yield from (f"{where}: used nowhere any more: {text!r}" for text in old)
        for key, message in entries(package).items():
            if _translated(message):
                yield from (f"{where}: {fault}: {key.singular!r}" for fault in _faults(key, message))
            other, twin = first.setdefault(key, (package, message))
            if _texts(twin) != _texts(message):
                yield f"{where}: translated differently in {other}: {key.singular!r}"


def _faults(key: Msgid, message: Message) -> Iterator[str]:
    """Placeholders must be the same; Chinese has one form, which stands for the plural."""
    wanted = sorted(_PLACEHOLDER.findall(key.plural or key.singular))
    for text in _texts(message):
        if sorted(_PLACEHOLDER.findall(text)) != wanted:
            yield f"placeholders differ ({', '.join(wanted) or 'none'})"


def compile_catalogues() -> int:
    """Write each .mo whose .po is newer, and return how many; readers never see half a file."""
    written = 0
    for package in packages():
        path = path_of(package)
        target = path.with_suffix(".mo")
        if path.exists() and not (target.exists() and target.stat().st_mtime > path.stat().st_mtime):
            draft = target.with_suffix(f".{os.getpid()}")
            with draft.open("wb") as file:
                write_mo(file, catalogue(package))
            draft.replace(target)
            written += 1
    return written


def render(key: Msgid, texts: tuple[str, ...] = ("",), comments: tuple[str, ...] = ()) -> str:
    """One entry of a .po file."""
    lines = [f"# {comment}" for comment in comments]
    if key.context:
        lines.append(f"msgctxt {normalize(key.context)}")
    lines.append(f"msgid {normalize(key.singular)}")
    if key.plural:
        lines += [f"msgid_plural {normalize(key.plural)}", f"msgstr[0] {normalize(texts[0])}"]
    else:
        lines.append(f"msgstr {normalize(texts[0])}")
    return "\n".join(lines) + "\n"


def synced(package: str) -> str:
    """The catalogue of a package as it should stand, with empty entries for what is missing."""
    in_use = {msgid for name in packages() for msgid in used(name)}
    kept = {key: message for key, message in entries(package).items() if key in in_use}
    parts = [render(key, _texts(message), tuple(message.user_comments)) for key, message in kept.items()]
    parts += [render(msgid) for msgid in missing(package) if msgid not in kept]
    return "\n".join([HEADER, *parts])


def main() -> int:
    """Run one of the words above."""
    parser = argparse.ArgumentParser(
        prog="script/messages", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("word", choices=("check", "compile", "missing", "sync"))
    parser.add_argument("package", nargs="?", choices=packages())
    args = parser.parse_args()
    if args.word in {"missing", "sync"} and not args.package:
        parser.error(f"{args.word} of which package? {', '.join(packages())}")
    return {"check": _check, "compile": _compile, "missing": _missing, "sync": _sync}[args.word](args.package)


def _check(_package: str | None) -> int:
    found = list(complaints())
    print("\n".join(found) or "All texts are translated.")
    return 1 if found else 0


def _compile(_package: str | None) -> int:
    print(f"compiled {compile_catalogues()}")
    return 0


def _missing(package: str) -> int:
    print("\n".join(render(msgid) for msgid in missing(package)))
    return 0


def _sync(package: str) -> int:
    path = path_of(package)
    text = synced(package)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(missing(package))} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
