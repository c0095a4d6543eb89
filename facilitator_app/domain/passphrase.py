"""The phrase that opens an encrypted house: drawing one, judging one, and reading it as it was meant."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from facilitator_app.domain.french_words import FRENCH_WORDS
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.domain.words import fold

WORDS = 7
LONGEST = 1_000
# CNIL, délibération 2022-100 on passwords: 80 bits where a password is the only protection and can be attacked at
# leisure, as a stolen file can; these are its own examples of what reaches 80 bits.
_SIGNS_NEEDED = {4: 12, 3: 14}
_FEWEST_DIFFERENT_SIGNS = 8
_SHORTEST_WORD = 3
_BETWEEN_WORDS = re.compile(r"[\s'’\-‐‑,;.!?…]+")
# What is tried first against a stolen file adds nothing; compared once folded, spaces left out.
_COMMONPLACE = (
    r"motdepasse|password|passe|azerty|qwerty|bonjour|soleil|chouchou|doudou|arrimage|admin|clause|insertion|emploi"
    r"|0?123456?7?8?9?0?|abcdef?|(?:19|20)\d\d|(.)\1{2,}"
)


@dataclass(frozen=True, slots=True)
class Strength:
    """Whether a phrase resists a thief who holds the file, and otherwise what to do, as a sentence."""

    enough: bool
    advice: str = ""


def drawn(known: Sequence[str] = ()) -> str:
    """Seven different words drawn at random, 81 bits: `drapeau cidre violon …`, none of them among `known` names."""
    told = set(fold(" ".join(known)).split())
    words = [word for word in FRENCH_WORDS if word not in told]
    return " ".join(words.pop(secrets.randbelow(len(words))) for _ in range(WORDS))


def as_meant(typed: str) -> str:
    """What the key is computed from: the same whatever the keyboard, the spaces around words, or Caps Lock on words.

    A phrase of seven words is read without case, hyphens or apostrophes: it draws none of its strength from them,
    and they are what people mistype. In a shorter password each sign counts, so only its spaces are made single.
    """
    text = " ".join(unicodedata.normalize("NFC", typed).split())
    words = _words(text)
    return " ".join(words) if _is_a_sentence(words) else text


def strength(phrase: str, known: Sequence[str] = ()) -> Strength:
    """By the CNIL's examples: seven words, or 12 signs of four kinds, or 14 of three.

    `known` is what a thief would try first, such as the names of the person and of the house: it does not count.
    """
    text = as_meant(phrase)
    if len(text) > LONGEST:
        return Strength(False, f"Cette phrase dépasse {LONGEST} signes. Raccourcissez-la.")
    words = _words(text)
    if _is_a_sentence(words):
        return _of_words(words, known)
    return _of_signs(text, known)


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN_WORDS.split(unicodedata.normalize("NFC", text.casefold())) if word]


def _is_a_sentence(words: Sequence[str]) -> bool:
    return len(words) >= WORDS and all(word.isalpha() for word in words)


def _of_words(words: Sequence[str], known: Sequence[str]) -> Strength:
    told = set(fold(" ".join(known)).split())
    counted = {word for word in map(fold, words) if len(word) >= _SHORTEST_WORD and word not in told}
    missing = WORDS - len(counted)
    if missing <= 0:
        return Strength(True)
    which = "un autre mot" if missing == 1 else f"{missing} autres mots"
    return Strength(
        False,
        f"Ajoutez {which}{NO_BREAK_SPACE}: il en faut sept différents, d’au moins trois lettres, "
        "sans votre nom ni celui de la structure.",
    )


def _of_signs(text: str, known: Sequence[str]) -> Strength:
    signs = _without_commonplace(text, known)
    needed = _SIGNS_NEEDED.get(_kinds(signs))
    if needed is None:
        return Strength(
            False,
            "Écrivez sept mots sans rapport entre eux, comme dans la phrase qu’Arrimage propose, ou au moins 12 signes "
            "mêlant minuscules, majuscules, chiffres et ponctuation.",
        )
    missing = max(needed - len(signs), _FEWEST_DIFFERENT_SIGNS - len(set(signs)))
    if missing <= 0:
        return Strength(True)
    which = "un signe" if missing == 1 else f"{missing} signes"
    return Strength(
        False,
        f"Ajoutez {which}, ou écrivez sept mots sans rapport entre eux. Les noms, les années, les suites de touches "
        "et les répétitions ne comptent pas.",
    )


def _without_commonplace(text: str, known: Sequence[str]) -> str:
    """The signs that a thief has to find one by one."""
    signs = text.replace(" ", "")
    bare = "".join(fold(sign) or sign for sign in signs)
    if len(bare) != len(signs):  # a letter written with two, such as œ: compare it as it is
        bare = signs.casefold()
    told = [piece for name in known for piece in fold(name).split() if len(piece) >= _SHORTEST_WORD]
    counted = list(signs)
    for pattern in (*map(re.escape, told), _COMMONPLACE):
        for found in re.finditer(pattern, bare):
            counted[found.start() : found.end()] = [""] * len(found[0])
    return "".join(counted)


def _kinds(signs: str) -> int:
    """How many of lower case, upper case, digits and other signs."""
    return sum(
        (
            any(sign.islower() for sign in signs),
            any(sign.isupper() for sign in signs),
            any(sign.isdigit() for sign in signs),
            any(not sign.isalnum() for sign in signs),
        )
    )
