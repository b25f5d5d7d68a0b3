"""What a job of this stage carries; apart from the handlers, so that services can enqueue it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WritePaper:
    """The paper to be written."""

    paper: int


@dataclass(frozen=True)
class WriteWorkbook:
    """The workbook to be filled, what the address of the list says, and who asks."""

    template: int
    query: str
    by: int
