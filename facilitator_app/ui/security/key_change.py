"""A change of key as it was asked for: everything it takes, since the house is closed meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """The value is the title shown meanwhile."""

    RENEW = "Renouvellement de la clé"
    ENCRYPT = "Chiffrement de la base"
    CLEAR = "Mise en clair de la base"


@dataclass(frozen=True, slots=True)
class KeyChange:
    """`sheet` is the paper of the `new` key, drawn while the letterhead could still be read."""

    kind: Kind
    person: str
    key: bytes | None = field(default=None, repr=False)
    new: bytes | None = field(default=None, repr=False)
    phrase: str = field(default="", repr=False)
    sheet: bytes = field(default=b"", repr=False)
    leaving: tuple[str, ...] = ()
    copies: bool = True
    place: Path | None = None
    """The second place, whose copies change too."""
