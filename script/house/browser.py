"""Chromium for the browser tests: found, or brought where that is possible, with Chinese fonts."""

import os
import shutil
from pathlib import Path

from script.house.steps import Failed, call

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")


def chromium() -> str:
    """Make sure of a Chromium and name it in CHROMIUM, where the browser tests look."""
    known = os.environ.get("CHROMIUM") or _found()
    if known is None:
        _install()
        known = _found()
    if known is None:
        raise Failed("Chromium was installed, but is not on the PATH. Name it: CHROMIUM=/path/to/chromium script/test")
    os.environ["CHROMIUM"] = known
    return "found"


def _found() -> str | None:
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    brought = sorted(Path.home().glob(".cache/ms-playwright/chromium-*/chrome-*/chrome"))
    return on_path or (str(brought[-1]) if brought else None)


def _install() -> None:
    advice = "Install Chromium and a Chinese font (Debian: apt-get install " + " ".join(PACKAGES) + ")"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Failed(f"The browser tests need Chromium, and none was found. {advice}, or name one: CHROMIUM=/path.")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    failed = f"Chromium could not be installed. {advice}."
    call(["apt-get", "update", "-qq"], sentence=failed, env=quiet)
    call(["apt-get", "install", "-qq", "--no-install-recommends", *PACKAGES], sentence=failed, env=quiet)
