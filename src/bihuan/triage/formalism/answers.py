"""Replies that do not answer: the engine of the answering desk, as hints."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bihuan.triage.formalism.finding import Finding
from bihuan.triage.replies import ReplyHint, look_at_reply

_WORDS = {
    "stock": "答复大部分是套话：{proof}。",
    "elsewhere": "答复没有提到所问的事情：{proof}。",
    "unanswered": "所问的内容没有得到回答：{proof}",
}
_THANKS = re.compile(r"^(?:感谢|谢谢|多谢|点赞|表扬)[^？?]*$")
_ASKED = re.compile(r"是否|能不能|可不可以|行不行|有没有|能否|可否|吗|请问|[？?]")
_NAMED = 0.2
"""Share of a yes-or-no question whose word pairs come up in the answer: what was asked for is then dealt with."""


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
        hints = _weighty(reply)
        if not hints:
            continue
        said = "".join(_WORDS[hint.kind].format(proof="、".join(hint.proof)) for hint in hints)
        proof = {"hints": [{"kind": hint.kind, "asked": hint.asked, "proof": list(hint.proof)} for hint in hints]}
        yield Finding("reply_elsewhere", reply.unit, (reply.id,), f"{said}请对照原问题重新答复。", proof)


def _weighty(reply: Reply) -> list[ReplyHint]:
    """The hints that stand: thanks ask for nothing, and a thing that is shown needs no “yes, there is”."""
    if _THANKS.match(reply.question.strip()):
        return []
    hints = look_at_reply(reply.question, reply.answer)
    return [hint for hint in hints if hint.asked != "whether" or not _deals_with(reply.answer, hint.proof[0])]


def _deals_with(answer: str, sentence: str) -> bool:
    clauses = [clause for clause in re.split("[,，、。；]", sentence) if _ASKED.search(clause)]
    asked = _ASKED.sub(" ", " ".join(clauses)).split()
    pairs = [run[i : i + 2] for run in asked for i in range(len(run) - 1)]
    return bool(pairs) and sum(pair in answer for pair in pairs) >= _NAMED * len(pairs)
