"""What the top of every document says about the house and about the document itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The house: its name, up to three lines of contact, and its logo (PNG or JPEG, see `logo.check_logo`).

    `called` is the name as a sentence says it, with its article: «la Maison de l’emploi de la Rade».
    """

    name: str
    contact_lines: tuple[str, ...] = ()
    logo: bytes | None = None
    demonstration: bool = False
    called: str = ""

    @property
    def short_name(self) -> str:
        return self.called or "la structure"

    @property
    def full_name(self) -> str:
        """At the beginning of a sentence."""
        name = self.called or f"la structure {self.name}"
        return name[0].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Reference:
    """The document: its number first, then what identifies this copy of it."""

    number: str
    lines: tuple[str, ...]
    provisional: bool = False
