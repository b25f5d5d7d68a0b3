"""The data: catalogues compiled, tables made, the demo campaign in them."""

import os
from pathlib import Path

from script.house.steps import DATA, ROOT, call, once
from script.house.venv import PYTHON, VENV

BIHUAN = VENV / "bin" / "bihuan"
SOURCE = ROOT / "src" / "bihuan"


def messages() -> str:
    """Compile the catalogues; asked for by time stamps, because Babel takes longer to load than that."""
    sources = SOURCE.glob("*/locale/*/*/*.po")
    if all(_is_newer(path.with_suffix(".mo"), path) for path in sources):
        return "up to date"
    words = [PYTHON, "-m", "script.house.messages", "compile"]
    return call(words, sentence="The catalogues could not be compiled.").strip()


def _is_newer(target: Path, source: Path) -> bool:
    return target.exists() and target.stat().st_mtime > source.stat().st_mtime


def tables() -> str:
    """Apply migrations and guards when either has changed."""
    return once(_stamp("tables"), _definitions(), lambda: _bihuan("migrate") and "made")


def demo() -> str:
    """Build the demo campaign unless it is there."""
    return once(_stamp("demo"), _definitions(), lambda: _bihuan("demo", "qijiang", "--if-missing") and "built")


def sign_ins() -> str:
    """Who may sign in to the demo; remembered, because asking loads the whole platform."""
    kept = DATA / "signins.txt"

    def ask() -> str:
        kept.write_text(_bihuan("demo", "--signins"), encoding="utf-8")
        return "asked"

    # The receipt among them is made from the secret key.
    key = Path(os.environ.get("BIHUAN_SECRET_FILE", "~/.config/bihuan/secret-key")).expanduser()
    inputs = [*_definitions(), *sorted(SOURCE.glob("demo/**/*.py")), os.environ.get("BIHUAN_SECRET_KEY", "")]
    once(_stamp("signins"), [*inputs, *([key] if key.exists() else [])], ask)
    return kept.read_text(encoding="utf-8").rstrip()


def _definitions() -> list[Path | str]:
    """What the tables are made from, and which database they are in."""
    files = [*SOURCE.glob("*/migrations/*.py"), *SOURCE.glob("*/guards.py")]
    return [*sorted(files), os.environ.get("DATABASE_URL", "")]


def _stamp(name: str) -> Path:
    """A stamp beside the database, void when the file that it speaks of is gone."""
    stamp = DATA / f"{name}.stamp"
    if "DATABASE_URL" not in os.environ and not (DATA / "bihuan.sqlite3").exists():
        stamp.unlink(missing_ok=True)
    return stamp


def _bihuan(*words: str) -> str:
    return call([BIHUAN, *words], sentence=f"`bihuan {' '.join(words)}` failed.")
