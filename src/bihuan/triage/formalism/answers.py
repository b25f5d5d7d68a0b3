"""Replies that do not answer: the engine of the answering desk, as hints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bihuan.triage.formalism.finding import Finding
from bihuan.triage.replies import look_at_reply

_WORDS = {
    "stock": "答复大部分是套话：{proof}。",
    "elsewhere": "答复没有提到所问的事情：{proof}。",
    "unanswered": "所问的内容没有得到回答：{proof}",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What was asked, and what was answered."""

    id: str
    unit: str
    question: str
    answer: str


def replies_elsewhere(replies: Sequence[Reply]) -> Iterator[Finding]:
    """Replies in which what was asked does not come up, or nothing but set phrases does."""
    for reply in replies:
        hints = look_at_reply(reply.question, reply.answer)
        if not hints:
            continue
        said = "".join(_WORDS[hint.kind].format(proof="、".join(hint.proof)) for hint in hints)
        proof = {"hints": [{"kind": hint.kind, "asked": hint.asked, "proof": list(hint.proof)} for hint in hints]}
        yield Finding("reply_elsewhere", reply.unit, (reply.id,), f"{said}请对照原问题重新答复。", proof)
