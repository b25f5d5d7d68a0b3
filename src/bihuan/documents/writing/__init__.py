"""Engine: official papers in Word by GB/T 9704-2012, from a neutral description that a page can show as well.

A `Paper` is a list of blocks; `write()` turns it into a docx whose figures stay findable: each stands under a bookmark,
and its name, value and day are document properties, so that `carried_by()` can compare them later. `templates` fills
administrators' own Word files in a sandbox, `preview` makes PDF pages where LibreOffice is installed.
"""

from bihuan.documents.writing.carried import Carried, CarriedFigure, carried_by
from bihuan.documents.writing.paper import (
    Addressee,
    Block,
    Body,
    Break,
    Cell,
    Grid,
    Heading,
    Imprint,
    Inline,
    Masthead,
    Note,
    Paper,
    Parts,
    Signed,
    Stated,
    Title,
)
from bihuan.documents.writing.word import write

__all__ = [
    "Addressee",
    "Block",
    "Body",
    "Break",
    "Carried",
    "CarriedFigure",
    "Cell",
    "Grid",
    "Heading",
    "Imprint",
    "Inline",
    "Masthead",
    "Note",
    "Paper",
    "Parts",
    "Signed",
    "Stated",
    "Title",
    "carried_by",
    "write",
]
