"""Engine: an office's own workbook as the form of a list. Its look is kept, its rows are ours.

`accept()` refuses what would run or fetch, `shape_of()` finds header and body, `fill()` writes the rows into it and
marks, out of sight, which column is which, so that the edited file can be held against the records again.
"""

from bihuan.documents.writing.books.accepting import accept
from bihuan.documents.writing.books.filling import RUNNING, Form, fill
from bihuan.documents.writing.books.page import END, PREFIX
from bihuan.documents.writing.books.shape import Head, Shape, shape_of

__all__ = ["END", "PREFIX", "RUNNING", "Form", "Head", "Shape", "accept", "fill", "shape_of"]
