"""Small drawings of a screen, as the files that people have."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw


def drawn(width: int, height: int) -> Image.Image:
    """Return a drawing of a screen with a field and a button."""
    image = Image.new("RGB", (width, height), "#eef2f7")
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 4, height // 3, width * 3 // 4, height // 2), "white", "#333")
    draw.rectangle((width // 4, height * 3 // 5, width // 2, height * 3 // 4), "#0b5cad")
    draw.text((width // 4, height // 5), "Inloggen", "black")
    return image


def saved(image: Image.Image, form: str, **how: Any) -> bytes:
    """Return an image as a file of this form."""
    file = BytesIO()
    image.save(file, form, **how)
    return file.getvalue()
