"""The paper key: the key of the house itself, in fourteen groups of four signs that are easy to retype."""

from __future__ import annotations

import hashlib
import random
import re
from itertools import pairwise

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0 and 1, which look like one another
GROUPS, GROUP_SIGNS = 14, 4
KEY_BYTES = 32
_SIGNS = GROUPS * GROUP_SIGNS
_CHECK_BYTES = 3
_SEPARATORS = re.compile(r"[\s\-‐‑–—_.,;:/]+")
_LONGEST_TEXT = 1_000


def write(key: bytes) -> tuple[str, ...]:
    """The fourteen groups: 256 bits of key and 24 of check, five in each sign."""
    number = int.from_bytes(key + _check(key), "big")
    signs = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(_SIGNS)))
    return tuple(signs[start : start + GROUP_SIGNS] for start in range(0, _SIGNS, GROUP_SIGNS))


def read(text: str) -> bytes:
    """The key, from the groups however typed: small letters, with spaces, hyphens or nothing between.

    Raises Refusal, naming the group to look at where it can be told. A sign that
    the sheet never prints is refused rather than guessed.
    """
    pieces = [piece for piece in _SEPARATORS.split(text[:_LONGEST_TEXT].upper()) if piece]
    typed = "".join(pieces)
    for place, sign in enumerate(typed):
        if sign not in ALPHABET:
            raise _refused(_sign_not_printed(sign, place // GROUP_SIGNS + 1))
    if len(typed) != _SIGNS:
        raise _refused(_wrong_length(pieces, len(typed)))
    if key := checked(typed):
        return key
    group = _group_of_the_only_mistake(typed)
    where = f"Relisez le groupe {group}" if group else "Relisez chaque groupe"
    raise _refused(f"Cette clé de secours contient une faute de frappe. {where} sur la feuille, puis corrigez.")


def mark(key: bytes) -> str:
    """Four signs that tell one sheet from another without showing anything of the key."""
    digest = int.from_bytes(hashlib.sha256(b"arrimage paper key mark" + key).digest(), "big")
    return "".join(ALPHABET[digest >> 5 * place & 31] for place in range(GROUP_SIGNS))


def groups_to_retype(seed: int | str) -> tuple[int, int]:
    """Two groups, numbered from 1 as on the sheet, that show that it was really printed."""
    first, second = sorted(random.Random(seed).sample(range(1, GROUPS + 1), 2))
    return first, second


def is_group(key: bytes, number: int, typed: str) -> bool:
    """Whether this is the group of that number, as typed from the sheet."""
    return _SEPARATORS.sub("", typed.upper()) == write(key)[number - 1]


def _check(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()[:_CHECK_BYTES]


def checked(signs: str) -> bytes | None:
    """The key that 56 signs of the alphabet write, or None when their check does not agree."""
    number = 0
    for sign in signs:
        number = number << 5 | ALPHABET.index(sign)
    whole = number.to_bytes(KEY_BYTES + _CHECK_BYTES, "big")
    key = whole[:KEY_BYTES]
    return key if whole[KEY_BYTES:] == _check(key) else None


def _group_of_the_only_mistake(signs: str) -> int | None:
    """Where one other sign, or two neighbours swapped, would make the key right.

    The check finds it among some 1 800 tries and is wrong once in 9 000: enough to show where to look, while a key
    is never corrected without the person.
    """
    for place, (here, following) in enumerate(pairwise(signs)):
        if checked(f"{signs[:place]}{following}{here}{signs[place + 2 :]}"):
            return place // GROUP_SIGNS + 1
    for place in range(_SIGNS):
        if any(checked(f"{signs[:place]}{sign}{signs[place + 1 :]}") for sign in ALPHABET):
            return place // GROUP_SIGNS + 1
    return None


def _sign_not_printed(sign: str, group: int) -> str:
    if sign in "IO01":
        return (
            f"Groupe {group}{NO_BREAK_SPACE}: la clé ne contient ni I, ni O, ni 0, ni 1, qui se ressemblent. "
            "Relisez ce groupe sur la feuille."
        )
    shown = sign if sign.isprintable() else "ce signe"
    return (
        f"Groupe {group}{NO_BREAK_SPACE}: «{NO_BREAK_SPACE}{shown}{NO_BREAK_SPACE}» ne figure pas dans une clé, faite "
        "de lettres sans accent et de chiffres. Relisez ce groupe sur la feuille."
    )


def _wrong_length(pieces: list[str], signs: int) -> str:
    for number, piece in enumerate(pieces, 1):
        if len(pieces) > 1 and len(piece) != GROUP_SIGNS:
            return f"Le groupe {number} compte {_counted(len(piece))} au lieu de 4. Relisez-le sur la feuille."
    return (
        f"Une clé de secours compte 14 groupes de 4 signes, soit 56{NO_BREAK_SPACE}; {_counted(signs)} "
        f"{'est saisi' if signs < 2 else 'sont saisis'}. Reprenez la feuille depuis le premier groupe."
    )


def _counted(signs: int) -> str:
    return f"{signs} signe" if signs < 2 else f"{signs} signes"


def _refused(message: str) -> Refusal:
    return Refusal.because(message, "paper_key")
