"""Engine: what opinions are about, which say the same, and which concern one matter. No Django, no network.

    from bihuan.triage import Classifier, Duplicates, Matters, Message

    Message(id, text, title="", time="")         one opinion; `read_messages(path)` reads a CSV of them

    index = Duplicates(recall)                   recall: id -> Message, e.g. from a database; the index keeps no text
    index.add(messages)                          sketches and ids; a million at about 600 bytes each
    index.query(message) -> [Match]              near-equal ones, likeliest first
    index.pairs() -> iterator of Match           all of them; `groups(matches, ids)` ties duplicates together
    index.save(path), Duplicates.load(path, recall)
    judge(a, b) -> Match | None                  two messages, without an index

    Match: id_a, id_b, verdict "duplicate" | "other_matter", likeness, conflicts (kind, ours, theirs), reason.
    `other_matter` is the same text about another school, estate, company or place: never merge it without a person.

    model = Classifier().fit(messages, labels)   labels: what people decided
    model.predict(messages) -> iterator of Suggestion(id, label, confidence, abstain, phrases, examples), .reason
    model.save(path), Classifier.load(path); cross_validated(messages, labels) tells how good it is

    matters = Matters().fit(messages, judged)    judged: id -> matter, from merges and splits by people; optional
    matters.group(messages) -> {id: matter}      every id once; a lone message is its own matter
    matters.assign(message) -> [Link]            matters for one new message: matter, chance, nearest, reason
    matters.confirm(ids, matter)                 a person's word, kept to by the next `group`
    suggested_name(messages), named_things(messages)   for the hot list

Reasons are Chinese sentences for display; what they are made of is in the fields beside them. No model keeps text:
only hashed weights, sketches, ids and labels. `Matters` holds the messages it was given while it lives, and no file.
"""

from bihuan.triage.classes import Classifier, Suggestion, cross_validated
from bihuan.triage.duplicates import Duplicates, Match, groups, judge
from bihuan.triage.gate import Conflict, conflicts
from bihuan.triage.matters import Link, Matters, named_things, suggested_name
from bihuan.triage.text import Message, letters, normalise, read_messages

__all__ = [
    "Classifier",
    "Conflict",
    "Duplicates",
    "Link",
    "Match",
    "Matters",
    "Message",
    "Suggestion",
    "conflicts",
    "cross_validated",
    "groups",
    "judge",
    "letters",
    "named_things",
    "normalise",
    "read_messages",
    "suggested_name",
]
