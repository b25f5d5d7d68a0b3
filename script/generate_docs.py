"""Writes what the code itself can tell: state diagrams from `states.py`, the list of facts, the REST interface.

python -m script.generate_docs          writes docs/states/*.md, docs/facts.md and docs/api.json
python -m script.generate_docs --check  only says which of them are out of date
"""

import importlib
import importlib.util
import json
import os
import pkgutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[1] / "docs"
MACHINES = (
    ("issue", "bihuan.ledger.states", "Status", "STEPS"),
    ("plan", "bihuan.ledger.states", "PlanStatus", "PLAN_STEPS"),
    ("measure", "bihuan.ledger.states", "MeasureStatus", "MEASURE_STEPS"),
    ("extension", "bihuan.ledger.states", "ExtensionStatus", "EXTENSION_STEPS"),
    ("study-plan", "bihuan.study.states", "PlanStatus", "PLAN_STEPS"),
    ("study-session", "bihuan.study.states", "SessionStatus", "SESSION_STEPS"),
    ("reflection", "bihuan.study.states", "ReflectionStatus", "REFLECTION_STEPS"),
    ("regulation", "bihuan.outcomes.states", "RegulationStatus", "REGULATION_STEPS"),
    ("special-action", "bihuan.outcomes.states", "ActionStatus", "ACTION_STEPS"),
    ("opinion", "bihuan.opinions.states", "Status", "STEPS"),
    ("questionnaire", "bihuan.opinions.states", "QuestionnaireStatus", "QUESTIONNAIRE_STEPS"),
    ("supervision-notice", "bihuan.supervision.states", "NoticeStatus", "NOTICE_STEPS"),
    ("objection", "bihuan.supervision.states", "ObjectionStatus", "OBJECTION_STEPS"),
    ("visit", "bihuan.supervision.states", "VisitStatus", "VISIT_STEPS"),
    ("sample", "bihuan.supervision.states", "SampleStatus", "SAMPLE_STEPS"),
    ("look-back", "bihuan.supervision.states", "LookBackStatus", "LOOK_BACK_STEPS"),
    ("tip-off", "bihuan.opinions.states", "TipStatus", "TIP_STEPS"),
    ("came-back", "bihuan.supervision.states", "CameBackStatus", "CAME_BACK_STEPS"),
    ("standing", "bihuan.supervision.states", "StandingStatus", "STANDING_STEPS"),
    ("recurrence", "bihuan.supervision.states", "RecurrenceStatus", "RECURRENCE_STEPS"),
    ("hint", "bihuan.supervision.states", "HintStatus", "HINT_STEPS"),
)


def diagram(name: str, statuses: Iterable[Any], steps: Iterable[Any]) -> str:
    """One state machine as a Mermaid diagram, with the Chinese word of each state."""
    lines = [
        f"# States: {name}",
        "",
        "Generated from the code; do not edit. A dotted circle of arrows is a new cycle.",
        "",
    ]
    lines += ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {status.value}: {status.label}" for status in statuses]
    lines.append(f"    [*] --> {next(iter(statuses)).value}")
    for step in steps:
        mark = " (new cycle)" if step.new_cycle else ""
        lines += [f"    {source} --> {step.target}: {step.name}{mark}" for source in step.sources]
    return "\n".join([*lines, "```", ""])


def facts() -> str:
    """Every kind of fact with what it means and the sentence people read."""
    from bihuan.audit.facts import KINDS

    lines = [
        "# Facts",
        "",
        "Generated from the code; do not edit. What the record keeps, and what people read of it.",
        "",
    ]
    for kind, fact in sorted(KINDS.items()):
        meaning = " ".join((fact.__doc__ or "").split())
        lines += [f"## `{kind}`", "", meaning, "", f"> {fact.sentence}", ""]
    return "\n".join(lines)


def interface() -> str:
    """The REST interface as OpenAPI describes it: what programs are written against."""
    from bihuan.api.v1.site import site

    return json.dumps(site.get_openapi_schema(), ensure_ascii=False, indent=1) + "\n"


def pages() -> dict[Path, str]:
    """All generated pages by their place."""
    made = {}
    for name, module, status, steps in MACHINES:
        states = importlib.import_module(module)
        made[DOCS / "states" / f"{name}.md"] = diagram(name, getattr(states, status), getattr(states, steps))
    made[DOCS / "facts.md"] = facts()
    made[DOCS / "api.json"] = interface()
    return made


def set_up() -> None:
    """The words of the states need Django's translations, the facts need every stage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")
    import django
    from django.apps import apps
    from django.utils import translation

    django.setup()
    translation.activate("zh-hans")
    for app in apps.get_app_configs():
        if importlib.util.find_spec(f"{app.name}.events"):
            events = importlib.import_module(f"{app.name}.events")
            for part in pkgutil.iter_modules(getattr(events, "__path__", ())):
                importlib.import_module(f"{events.__name__}.{part.name}")


def main(words: list[str]) -> int:
    """Write the pages, or check them."""
    set_up()
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"out of date: {path.relative_to(DOCS.parent)}")
        if "--check" not in words:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages()[path], encoding="utf-8")
    return 1 if stale and "--check" in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
