"""The square that leads from paper to a page; only here segno."""

from __future__ import annotations

from io import BytesIO

import segno

_QUIET = 4
"""The white margin that scanners need, in modules."""
_MASK = 3
"""One of eight patterns over the square, named in it. Which of them suits an address best is a matter of a tenth, and
finding out costs six times the drawing; this one is best on average."""


def qr(address: str) -> bytes:
    """An SVG of an address, black on white in any colour scheme; the same address gives the same bytes."""
    out = BytesIO()
    # A level that still reads with a crease or a coffee stain over a seventh of it.
    code = segno.make(address, error="m", boost_error=False, micro=False, mask=_MASK)
    code.save(out, kind="svg", border=_QUIET, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return out.getvalue()
