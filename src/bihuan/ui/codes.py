"""QR codes for screens and printed sheets: drawn here, no request leaves the site."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(address: str) -> SafeString:
    """An address as a QR code, SVG with attributes only; a quarter of it may be soiled (error level Q)."""
    drawn = io.BytesIO()
    code = segno.make(address, error="q", micro=False)
    code.save(drawn, kind="svg", scale=4, border=2, xmldecl=False, svgclass="bh-qr", lineclass=None, omitsize=True)
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 - drawn by segno out of our own address
