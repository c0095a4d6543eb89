"""The light colours of the house style, as the drawing operators of a PDF want them."""

from __future__ import annotations

import json
from functools import cache

from facilitator_app.places import resources


@cache
def rgb(name: str) -> str:
    """`0.043 0.361 0.478` for a colour named in the table of design tokens."""
    code = _light_colours()[name].lstrip("#")
    return " ".join(f"{int(code[place : place + 2], 16) / 255:.3f}" for place in (0, 2, 4))


@cache
def _light_colours() -> dict[str, str]:
    tokens = json.loads((resources() / "tokens.json").read_text("utf-8"))
    colours: dict[str, str] = tokens["colours"]["light"]
    return colours
