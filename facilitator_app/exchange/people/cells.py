"""Cells understood as people write them: nothing said, days, yes and no, telephones, postal codes."""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from facilitator_app.domain.beneficiary import EducationLevel, Sex
from facilitator_app.domain.contact_details import checked_phone, is_postal_code
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import MONTH_NAMES
from facilitator_app.domain.words import fold
from facilitator_app.exchange.spreadsheet import Cell

YOUNGEST = 14  # years: whoever is registered is older, which tells the century of a year of two digits
_NOTHING = frozenset(["null", "none", "nan", "nd", "na", "nc", "nr", "neant", "inconnu", "inconnue"])
_ERRORS = frozenset({"#N/D", "#N/A", "#REF!", "#VALEUR!", "#VALUE!", "#NOM?", "#NAME?", "#DIV/0!", "#NUL!", "#NULL!",
                     "#NOMBRE!", "#NUM!", "#######"})  # fmt: skip
_SAID_NOTHING = frozenset(
    {"non renseigne", "non renseignee", "non connu", "non connue", "non communique", "non precise", "sans objet"}
    | {"a completer", "a renseigner", "n d", "n a", "n c", "n r"}
)
_FIRST_LETTERS = {words[0] for words in _NOTHING | _SAID_NOTHING}
_SAYING = frozenset(string.ascii_letters + string.digits) - _FIRST_LETTERS - set("".join(_FIRST_LETTERS).upper())
"""A text that starts with one of these signs says something, and most do."""
_FIRST_PAIRS = {words[:2] for words in _NOTHING | _SAID_NOTHING}
_SAYING_TOO = frozenset(pair for pair in map("".join, product(string.ascii_letters, repeat=2))
                        if pair.lower() not in _FIRST_PAIRS)  # fmt: skip
"""So do nearly all the others, by their first two."""
_DASHES = re.compile(r"[\s\-–—_./?*]+")
_SERIAL_START = dt.date(1899, 12, 30)
"""Day 0 of spreadsheets from 1 March 1900 on."""
_SERIALS = range(61, 73_415)  # until the end of 2100

_YES_WORDS = "oui o yes y 1 x vrai true v ok ouvert ouverte valide beneficiaire"
YES = frozenset({*_YES_WORDS.split(), "en cours"})
_NO_WORDS = "non n no 0 faux false aucun aucune ferme sans"
NO = frozenset(_NO_WORDS.split())


def text_of(cell: Cell) -> str:
    """A cell as text, spaces tidied; nothing for what stands for nothing («NULL», «#N/D», «-»)."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _tidy(cell)
    if isinstance(cell, Decimal):
        return f"{cell.to_integral_value()}" if cell == cell.to_integral_value() else f"{cell.normalize():f}"
    return f"{cell.day:02}/{cell.month:02}/{cell.year}"


class Tidied(NamedTuple):
    """A column, and its texts without those that come back."""

    cells: Sequence[Cell]
    texts: Sequence[str]


def tidied(column: Sequence[Cell]) -> Tidied:
    """Texts as `text_of` gives them, None for nothing; days and numbers as they are. Each text is looked at once."""
    texts = [cell for cell in set(column) if isinstance(cell, str)]
    together, doubtful = f" {' '.join(texts)} ", texts
    if "  " not in together and together.isprintable():  # nearly always, no space has to be tidied
        doubtful = [text for text in texts if text[0] not in _SAYING and text[:2] not in _SAYING_TOO]
    changed = {text: tidy or None for text in doubtful if (tidy := _tidy(text)) != text}
    if not changed:
        return Tidied(column, texts)
    cells = [changed.get(cell, cell) if isinstance(cell, str) else cell for cell in column]
    return Tidied(cells, [kept for text in texts if (kept := changed.get(text, text))])


def _tidy(text: str) -> str:
    tidy = " ".join(text.split())
    return "" if _says_nothing(tidy) else tidy


def _says_nothing(text: str) -> bool:
    if text and text[0] in _SAYING:
        return False
    if not text or text.upper() in _ERRORS or _DASHES.fullmatch(text):
        return True
    if len(text) > 20:
        return False
    folded = fold(text)
    return folded in _NOTHING or folded in _SAID_NOTHING


def day_of(cell: Cell, today: dt.date, *, birth: bool = False) -> dt.date | None:
    """The day a cell says in any usual form, spreadsheets' day numbers included; None for none. Raises ValueError."""
    if isinstance(cell, dt.date):
        return cell
    text = text_of(cell)
    return _day(text, today, birth) if text else None


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_FRENCH = re.compile(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})(?: (?:[àa] )?\d.*)?")
_NAMED = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?:er)? ?([a-z]+) ?(\d{4}|\d{2})")
_NUMBER = re.compile(r"\d{4,8}(?:\.\d+)?")


@lru_cache(maxsize=32768)
def _day(text: str, today: dt.date, birth: bool) -> dt.date:
    text = re.sub(r"^(?:n[ée]e?(?:\(e\))? )?(?:le )?", "", text, flags=re.IGNORECASE)
    if found := _ISO.fullmatch(text):
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    if found := _FRENCH.fullmatch(text):
        return _counted(int(found[1]), int(found[2]), _year(found[3], today, birth))
    if _NUMBER.fullmatch(text):
        return _bare_number(text.partition(".")[0], today)
    if (found := _NAMED.fullmatch(fold(text))) and (month := _month(found[2])):
        return dt.date(_year(found[3], today, birth), month, int(found[1]))
    raise ValueError(text)


def _counted(day: int, month: int, year: int) -> dt.date:
    """Day before month as here; the other way round, as English programs export, when it can be read no other way."""
    return dt.date(year, day, month) if month > 12 >= day else dt.date(year, month, day)


def _bare_number(digits: str, today: dt.date) -> dt.date:
    """`14062002`, `20020614`, its zero eaten `4062002`, or the day number of a spreadsheet."""
    if len(digits) <= 5:
        if int(digits) not in _SERIALS or 1900 <= int(digits) <= 2100:  # a year alone is no day
            raise ValueError(digits)
        return _SERIAL_START + dt.timedelta(int(digits))
    if len(digits) == 6:
        return dt.date(_year(digits[4:], today, True), int(digits[2:4]), int(digits[:2]))
    written = digits.zfill(8)
    try:
        found = dt.date(int(written[4:]), int(written[2:4]), int(written[:2]))
        if 1900 <= found.year <= today.year + 10:
            return found
    except ValueError:
        pass
    return dt.date(int(written[:4]), int(written[4:6]), int(written[6:]))


def _year(digits: str, today: dt.date, birth: bool) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    latest = today.year - YOUNGEST if birth else today.year + 20
    return 2000 + year if 2000 + year <= latest else 1900 + year


@lru_cache(maxsize=64)
def _month(word: str) -> int | None:
    """From a name or its beginning, three letters at least; «juin» and «juil» are told apart by the fourth."""
    if len(word) < 3:
        return None
    found = [number for number, name in enumerate(MONTH_NAMES, 1) if fold(name).startswith(word)]
    return found[0] if len(found) == 1 else {"jul": 7, "jun": 6}.get(word)


def yes_or_no(text: str) -> bool | None:
    """None for anything else than a yes or a no as people and programs write them. Nothing said is None."""
    folded = fold(text)
    if folded in YES or folded.startswith(("oui", "rsa droit ouvert", "droit ouvert")):
        return True
    return False if folded in NO or folded.startswith(("non ", "pas ", "rsa clos", "rsa fin", "sans ")) else None


_MEN, _WOMEN = (
    "m mr monsieur h homme masculin masc garcon 1 male",
    "f mme mlle madame mademoiselle femme feminin fem fille 2 female mrs ms w",
)
_SEXES = dict.fromkeys(_MEN.split(), Sex.MAN) | dict.fromkeys(_WOMEN.split(), Sex.WOMAN)


def sex_of(text: str) -> Sex | None:
    """From a sex or a civility; None when it is neither."""
    return _SEXES.get(fold(text)) if text else Sex.UNKNOWN


@lru_cache(maxsize=16384)
def phones_of(text: str) -> tuple[str, list[str]]:
    """The first number that can be one, as it is kept, and what else is written there."""
    first, others = "", []
    for piece in re.split(r"[,;|\n]| / | ou | et |(?<=\d{2})/(?=0\d)", text):
        if not piece.strip():
            continue
        try:
            number = checked_phone(re.sub(r"^[A-Za-zéè .:]+", "", piece))
        except Refusal:
            number = ""
        if number and not first:
            first = number
        elif number != first or not number:
            others.append(piece.strip())
    return first, others


_TOWN_AFTER = re.compile(r"(\d{4,5}|2[AB]\d{3}|\d{2} \d{3})[\s,-]+(\D.*)")
_TOWN_BEFORE = re.compile(r"(\D.*?)[\s,(-]+(\d{5})\)?")
_CEDEX = re.compile(r"\s+cedex(?:\s+\d+)?$", re.IGNORECASE)


def place_of(postal_code: str, town: str) -> tuple[str, str, str]:
    """The postal code, the town without «CEDEX», and what was written as a code and is none.

    «75007 PARIS» in either of them is cut in two; a zero eaten is put back.
    """
    for text in (town, postal_code):
        if cut := _TOWN_AFTER.fullmatch(text):
            postal_code, town = cut[1].replace(" ", ""), cut[2]
        elif cut := _TOWN_BEFORE.fullmatch(text):
            postal_code, town = cut[2], cut[1]
        else:
            continue
        break
    town = _CEDEX.sub("", town)
    code = re.sub(r"\s", "", postal_code)
    if re.fullmatch(r"[1-9]\d{3}", code):
        code = f"0{code}"
    if is_postal_code(code):
        return code, town, ""
    # Two or three signs are a department, from which no town can be known.
    return "", town, "" if re.fullmatch(r"\d{1,3}|2[AaBb]", code) else postal_code


_LEVELS = (
    # The levels in force since 2019, the former ones in Roman numerals, and the codes of France Travail.
    (
        r"infra ?3|infra|inf(?:erieur)?(?: a)?(?: un)? ?cap|aucun.*|vi|v ?bis|nv6|non diplome|brevet|cfg|dnb|bepc"
        r"|niveau (?:1|2|vi|v ?bis)|c12|c3a|cp4|afs|sans(?: diplome)?|primaire|college",
        EducationLevel.BELOW_3,
    ),
    (r"(?:niveau )?(?:3|v)\b.*|nv5|cap\b.*|bep\b.*", EducationLevel.LEVEL_3),
    (r"(?:niveau )?(?:4|iv)\b.*|nv4|bac|bac pro.*|baccalaureat.*|bp|lycee", EducationLevel.LEVEL_4),
    (r"(?:niveau )?(?:5|iii)\b.*|nv3|bac 2|bts.*|dut.*|deug.*", EducationLevel.LEVEL_5),
    (r"(?:niveau )?(?:6|ii)\b.*|nv2|bac [34](?: .*)?|licence.*|but\b.*|maitrise", EducationLevel.LEVEL_6),
    (r"(?:niveau )?(?:[78]|i)\b.*|nv1|bac [5678].*|master.*|ingenieur.*|doctorat.*", EducationLevel.LEVEL_7),
)
_LEVELS_MADE = tuple((re.compile(pattern), level) for pattern, level in _LEVELS)


@lru_cache(maxsize=1024)
def education_of(text: str) -> EducationLevel | None:
    """None when the text names no level."""
    folded = fold(text).removeprefix("diplome ")
    labels = {fold(level.label): level for level in EducationLevel}
    if folded in labels:
        return labels[folded]
    return next((level for pattern, level in _LEVELS_MADE if pattern.fullmatch(folded)), None)
