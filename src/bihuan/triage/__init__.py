"""Engine: what opinions are about, which say the same, and which concern one matter. No Django, no network.

    desk = Desk(recall)                         all opinions, to be asked about a new one; `Desk.open(folder, recall)`
    desk.add(messages)                          Message(id, text, title="", time="")
    desk.duplicates(message) -> [Match]         near-equal ones, likeliest first
    desk.matters(message) -> [Link]             matters it may belong to, with chance and reason
    desk.settle(ids, matter); desk.learn()      what people merged and split
    desk.save(folder)

    index = Duplicates(recall)                  all near-duplicates of a whole stock: `index.pairs()`, tied by `groups`
    Matters().group(messages) -> {id: matter}   all matters of a whole stock; `suggested_name`, `named_things`
    judge(a, b) -> Match | None                 two messages, without an index

    model = Classifier().fit(messages, labels)  labels: what people decided, categories or responsible units
    model.suggest(message) -> Suggestion        label, confidence, abstain, phrases, examples, others, reason
    copied(texts, against) -> [Copy]            reflections, progress texts, measures that were copied

Match: id_a, id_b, verdict "duplicate" | "other_matter", likeness, conflicts (kind, ours, theirs), reason.
`other_matter` is the same text about another school, estate, company or place: never merge it without a person.

Reasons are Chinese sentences for display; what they are made of is in the fields beside them. No model keeps text:
only hashed weights, sketches, counts, ids and labels. docs/decisions/triage.md has the whole interface and the figures.

Names are loaded when they are first used: the learning libraries take seconds and 100 MB, and whoever only wants
`Message` or `replies` should not pay for them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bihuan.triage.align import Difference, differences
    from bihuan.triage.classes import Classifier, Suggestion, cross_validated
    from bihuan.triage.copies import Copy, copied
    from bihuan.triage.desk import Desk, Link
    from bihuan.triage.duplicates import Duplicates, Match, groups, judge
    from bihuan.triage.gate import Conflict, conflicts
    from bihuan.triage.matters import Matters, named_things, suggested_name
    from bihuan.triage.text import Message, letters, normalise, read_messages

__all__ = [
    "Classifier",
    "Conflict",
    "Copy",
    "Desk",
    "Difference",
    "Duplicates",
    "Link",
    "Match",
    "Matters",
    "Message",
    "Suggestion",
    "conflicts",
    "copied",
    "cross_validated",
    "differences",
    "groups",
    "judge",
    "letters",
    "named_things",
    "normalise",
    "read_messages",
    "suggested_name",
]

_HOMES = {
    "Classifier": "classes",
    "Conflict": "gate",
    "Copy": "copies",
    "Desk": "desk",
    "Difference": "align",
    "Duplicates": "duplicates",
    "Link": "desk",
    "Match": "duplicates",
    "Matters": "matters",
    "Message": "text",
    "Suggestion": "classes",
    "conflicts": "gate",
    "copied": "copies",
    "cross_validated": "classes",
    "differences": "align",
    "groups": "duplicates",
    "judge": "duplicates",
    "letters": "text",
    "named_things": "matters",
    "normalise": "text",
    "read_messages": "text",
    "suggested_name": "matters",
}
"""In which module of this package a name lives."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Load the module of a name (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
