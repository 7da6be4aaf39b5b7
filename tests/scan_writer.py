"""Scans made of ordinary PDFs: pages of pictures that hold no text, askew or on their side as scanners leave them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdf
import pypdfium2
from PIL import Image

DPI = 150


def scanned(pdf: bytes, *, skew: float = 0.0, turns: int = 0, dpi: int = DPI) -> bytes:
    """Each page as a grey picture; `skew` in degrees and `turns` in quarters, both counter-clockwise."""
    document = pypdfium2.PdfDocument(pdf)
    pictures: list[Image.Image] = []
    for page in document:
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        pictures.append(picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255).rotate(90 * turns, expand=True))
        page.close()
    document.close()
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def bound(parts: Sequence[bytes]) -> bytes:
    """The pages of some PDFs in one."""
    writer = pypdf.PdfWriter()
    for part in parts:
        writer.append(io.BytesIO(part))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
