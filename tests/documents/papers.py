"""Small Word, PDF, web and text files with invented content, built in memory."""

import io
from collections.abc import Sequence

import docx


def word(*blocks: str | Sequence[Sequence[str]]) -> bytes:
    """A docx of paragraphs and tables."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def text(*lines: str) -> bytes:
    """A text file in UTF-8."""
    return "\n".join(lines).encode()


def pdf(*pages: Sequence[Sequence[str]], width: int = 110, height: int = 40) -> bytes:
    """A PDF with one ruled table a page, set in a font that viewers know by name.

    The Chinese text is UCS-2 under a standard encoding, so that no font need be embedded.
    """
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for rows in pages:
        stream = "\n".join(_ruled(rows, width, height))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents {len(objects) + 2} 0 R"
            f" /Resources << /Font << /F1 {3 + 2 * len(pages)} 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects.append(
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts"
        f" [{4 + 2 * len(pages)} 0 R] >>"
    )
    objects.append(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo"
        " << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
    )
    return _assembled(objects)


def _ruled(rows: Sequence[Sequence[str]], width: int, height: int) -> list[str]:
    left, top = 40, 540
    right, bottom = left + width * len(rows[0]), top - height * len(rows)
    out = [f"{left} {top - height * i} m {right} {top - height * i} l S" for i in range(len(rows) + 1)]
    out += [f"{left + width * i} {top} m {left + width * i} {bottom} l S" for i in range(len(rows[0]) + 1)]
    for i, cells in enumerate(rows):
        for j, cell in enumerate(cells):
            for k, line in enumerate(cell.split("\n")):
                x, y = left + width * j + 3, top - height * i - 12 - 11 * k
                out.append(f"BT /F1 9 Tf {x} {y} Td <{line.encode('utf-16-be').hex()}> Tj ET")
    return out


def _assembled(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
