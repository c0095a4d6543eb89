"""What running sentences say of one person beyond doubt: `M. Karim Martel, né le 12/03/1990, suivi par…`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator_app.domain.words import fold
from facilitator_app.exchange.people.names import cut_in_two

_WORD = r"(?<!\w)[A-ZÀ-ÖØ-Þ][\w'’.\-]{0,40}"
_PARTICLE = r"(?:de|du|des|la|le|el|al|ben|van|von|da|di|d[’'])"
_NAME = rf"{_WORD}(?:\s+{_PARTICLE})*(?:\s+{_WORD}){{1,3}}"
_TITLE = r"(?:(?P<title>M\.|M|Mr\.?|Monsieur|Mme\.?|Madame|Mlle\.?|Mademoiselle)\s+)?"
_MONTHS = "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
_DAY = rf"\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?\d{{4}}|\d{{1,2}}(?:er)?\s+(?:{_MONTHS})\s+\d{{4}}"
_BORN = rf"n[ée]+(?:\(e\)|\.e)?\s+le\s+(?P<day>{_DAY})"
_SOMEBODY = re.compile(
    rf"{_TITLE}(?P<name>{_NAME})[\s,(–\-]*(?:n[ée]+e\s+(?P<birth_name>{_WORD}(?:[\s\-]{_WORD})?)[\s,(–\-]+)?{_BORN}"
)
_ANYBODY_BORN = re.compile(_BORN, re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+33\s?|0033\s?|0)[1-9](?:[\s.\-]?\d{2}){4}(?!\d)")
_OF_ANOTHER = re.compile(
    r"\b(?:me|nous|mon|ma|notre|nos|mes|m[’']\w+|(?:conseill|r[ée]f[ée]rent|accompagnat|[ée]ducat|assistant|m[èe]re|p[èe]re)\w*)\b"
    r"[^.;\n]*$",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_TOWN = r"[A-ZÀ-Ý][^\s,.;()]*(?:[ \-][A-ZÀ-Ý][^\s,.;()]*)*"
_HOME = re.compile(
    r"(?:domicili[ée]+(?:\(e\))?|demeurant|habit(?:e|ant)|r[ée]sid(?:e|ant))\s+(?:(?:au|à)\s+)?"
    rf"(?P<street>\d[^,;\n]{{3,60}}?)\s*,?\s*(?:à\s+)?(?P<code>\d{{5}})\s+(?P<town>{_TOWN})"
)
_SENT_BY = re.compile(
    r"(?:suivi|accompagn[ée]|orient[ée]|adress[ée])(?:e|\(e\))?\s+par\s+(?:la\s+|le\s+|les\s+|l[’'])?"
    r"(?P<who>[^,;.()\n]{3,60}?)(?=\s*(?:[,;.()\n]|\bet\b|\bpour\b|\bdepuis\b|\bdans\b|$))",
    re.IGNORECASE,
)
# Not «demandeur d’emploi de longue durée», nor «poste de travail».
_JOB = re.compile(
    r"\b(?:pour|sur|à|cherche|recherche|souhaite|vise)\s+(?:un|une|le|la)\s+(?:poste|emploi|m[ée]tier|place)\s+"
    r"(?:de\s+|d[’'])(?P<job>[^,;.()\n]{3,60}?)"
    r"(?=\s*(?:[,;.()\n]|\bet\b|\bsur\b|\bchez\b|\bdans\b|\bà\b|\bpour\b|$))",
    re.IGNORECASE,
)
_HEADER = re.compile(r"^\s*>*\s*(?:de|à|a|cc|cci|objet|envoyé|date|from|to|sent|subject)\s*:", re.IGNORECASE)
_FAREWELL = re.compile(
    r"^\W*(?:bien\s+)?(?:cordialement|sinc[eè]res\s+salutations|bonne\s+journ[ée]e|--)", re.IGNORECASE
)
_WOMAN = ("mme", "madame", "mlle", "mademoiselle")


def people_in(text: str) -> int:
    """How many people the sentences say the day of birth of."""
    return len({re.sub(r"\W", "", found["day"]) for found in _ANYBODY_BORN.finditer(_body(text))})


def said_in_prose(text: str) -> Iterator[tuple[str, str]]:
    """Headings and what goes under them; a name only where the day of birth follows it."""
    body = _body(text)
    if found := _SOMEBODY.search(body):
        words = found["name"].split()
        capitals = sum(word.isupper() and len(word) > 1 for word in words)
        if capitals < len(words):  # all in capitals, nobody can say which is the first name
            last, first, _ = cut_in_two(" ".join(words), first_name_first=not capitals)
            yield from (("Nom d’usage", last), ("Prénom", first))
        if found["birth_name"]:
            yield "Nom de naissance", found["birth_name"]
        if found["title"]:
            yield "Civilité", "Mme" if fold(found["title"]).rstrip(". ").startswith(_WOMAN) else "M."
    if born := _ANYBODY_BORN.search(body):
        yield "Date de naissance", re.sub(r"\s?([/.\-])\s?", r"\1", born["day"])
    if phone := _phone(body):
        yield "Téléphone", phone
    if found and (address := _email(body, found["name"])):
        yield "Courriel", address
    if home := _HOME.search(body):
        yield "Adresse", home["street"].strip()
        yield "Code postal et ville", f"{home['code']} {home['town']}"
    if sender := _SENT_BY.search(body):
        yield "Prescripteur", sender["who"][:1].upper() + sender["who"][1:]
    if job := _JOB.search(body):
        yield "Métier visé", job["job"]


def _body(text: str) -> str:
    """Without the head of the message, nor what follows its farewell: the numbers there are the sender's."""
    kept: list[str] = []
    for line in text.replace("\u00a0", " ").splitlines():
        if _FAREWELL.match(line):
            break
        if not _HEADER.match(line):
            kept.append(line.strip())
    return "\n".join(kept)


def _phone(body: str) -> str | None:
    """The only number written; one after «me joindre» or «sa conseillère» is not hers."""
    found = list(_PHONE.finditer(body))
    theirs = [one for one in found if not _OF_ANOTHER.search(body[: one.start()])]
    return theirs[0].group() if len({re.sub(r"\D", "", one.group()) for one in theirs}) == 1 else None


def _email(body: str, name: str) -> str | None:
    """An address is the person's when it bears her name."""
    parts = [part for part in re.split(r"[\s\-]+", fold(name)) if len(part) > 2]
    own = [one for one in _EMAIL.findall(body) if any(part in fold(one.partition("@")[0]) for part in parts)]
    return own[0] if len(set(own)) == 1 else None
