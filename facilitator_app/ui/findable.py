"""What «Tout trouver» can find; the window that finds it is only loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

COMMANDS, PEOPLE, CONTRACTS = "Commandes", "Personnes", "Marchés et lots"


class Item(NamedTuple):
    """Something that can be found: its words, what tells it from others, its kind, and what Enter does."""

    label: str
    secondary: str
    kind: str
    action: Callable[[], None]
    icon: str = "chevron-right"


Source = Callable[[str], Sequence[Item]]
"""Gives the items for a text, best first; it is called at each key, hence must answer at once."""


def matches(text: str, label: str) -> bool:
    """Whether every word of the text begins a word of the label."""
    from facilitator_app.domain.words import fold, words_sought  # the first window is shown without it

    folded = f" {fold(label)}"
    return all(f" {word}" in folded for word in words_sought(text))
