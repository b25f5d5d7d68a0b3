"""Why a file cannot be read: one sentence a person can act on, and a code."""


class Unreadable(Exception):
    """The file cannot be read; `sentence` says why and what to do, `code` names the case."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class SecrecyMarked(Unreadable):
    """The file carries a secrecy marking: it must not be on this system at all (保密法 arts 29, 31)."""
