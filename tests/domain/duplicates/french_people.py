"""Invented people of the Toulon area, some registered twice by clerks who write as clerks do; nothing of the engine."""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

_LAST_NAMES_WRITTEN = """
Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux
David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier
Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier García Perrin Robin Clément Morin Nicolas Henry Roussel
Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly
Rivière Lucas Brunet Gaillard Barbier Arnaud Martínez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard
Roger Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland
Traoré Diallo Ndiaye Cissé Benali Bouzid Haddad Mansouri Saïdi Belkacem Hamidi Khelifi Mokrani Silva Ferreira Dos-Santos
Da-Costa Pereira Nguyen Tran Ben-Salah El-Amrani De-La-Torre Le-Goff Le-Gall D'Angelo Di-Maggio De-Sousa Van-Damme
N'Guessan O'Brien Saint-Martin Dupont-Moretti Castaldi Orsini Giordano Esposito Açikgöz Yılmaz Łukasik"""
LAST_NAMES = _LAST_NAMES_WRITTEN.split()
_WOMEN_WRITTEN = """
Marie Nathalie Isabelle Sylvie Catherine Martine Christine Françoise Valérie Sandrine Stéphanie Véronique
Sophie Céline Chantal Patricia Anne Aurélie Émilie Julie Laura Camille Élodie Audrey Mélanie Karine Laetitia Léa Manon
Inès Fatima Khadija Samira Nadia Aïcha Fatoumata Aminata Yasmine Zoé Chloé Anaïs Marie-Claude Anne-Sophie Marie-Laure
Marie-Thérèse Maria Ana-Paula Thi-Mai Bérengère Gwenaëlle"""
WOMEN = _WOMEN_WRITTEN.split()
_MEN_WRITTEN = """
Jean Philippe Michel Alain Patrick Nicolas Christophe Pierre Frédéric Laurent Stéphane Thierry David Pascal
Éric Sébastien Julien Olivier Thomas Alexandre Guillaume Maxime Kévin Anthony Lucas Hugo Théo Mohamed Karim Ahmed
Rachid Youssef Mamadou Ibrahima Ousmane Abdelkader Mehdi Sofiane José Antonio Jean-Pierre Jean-Luc Jean-Marc
Jean-Baptiste Paul-Henri Loïc Gaël François Rémi Benoît"""
MEN = _MEN_WRITTEN.split()
_SYLLABLES = "ba be bo ca cha cor da del fa fre ga gui la len lo ma mar mon na pel per ra ri ro sa ta tel val ver vi"
_ENDINGS = "in ier eau ard et ot on and elle ac ez i oux aud"
SYLLABLES, ENDINGS = _SYLLABLES.split(), _ENDINGS.split()
_STREETS = """des_Tamaris de_la_République Jean-Jaurès Victor-Hugo du_8-Mai-1945 des_Lices Pasteur de_l'Égalité
Émile-Zola Saint-Roch des_Oliviers du_Faron Louis-Pergaud Général-de-Gaulle des_Remparts Henri-Barbusse Pierre-Curie
Sainte-Anne des_Mimosas Lamartine Gambetta Anatole-France du_Port des_Pins de_la_Gare Paul-Bert"""
STREET_NAMES = [name.replace("_", " ") for name in _STREETS.split()]
WAYS = (("rue", "r."), ("avenue", "av"), ("boulevard", "bd"), ("chemin", "ch."), ("impasse", "imp."), ("place", "pl"))
TOWNS = (
    ("83000", "Toulon"), ("83200", "Toulon"), ("83100", "Toulon"), ("83500", "La Seyne-sur-Mer"), ("83400", "Hyères"),
    ("83130", "La Garde"), ("83160", "La Valette-du-Var"), ("83190", "Ollioules"), ("83140", "Six-Fours-les-Plages"),
)  # fmt: skip
# Of the keys of a French keyboard.
NEIGHBOURS = {
    "a": "zq", "e": "zr", "i": "uo", "o": "ip", "u": "yi", "n": "b", "m": "l", "r": "et", "t": "ry", "s": "qd",
    "l": "mk", "d": "sf", "c": "xv", "b": "vn", "p": "o", "g": "fh",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A line of the register; people who are one share `human`."""

    human: int
    last_name: str
    first_name: str
    birth_name: str
    born: dt.date | None
    sex: str
    phone: str
    email: str
    address: str
    postal_code: str
    town: str


def register(seed: int, people: int) -> list[Entry]:
    """About `people` entries: strangers, families, twins, namesakes, and one in eight a second entry of somebody."""
    chance = random.Random(seed)
    entries: list[Entry] = []
    while len(entries) < people * 7 // 8:
        someone = _stranger(chance, len(entries))
        entries.append(someone)
        drawn = chance.random()
        if drawn < 0.06:
            entries.append(_spouse(chance, someone, len(entries)))
        elif drawn < 0.09:
            entries.append(_sibling(chance, someone, len(entries), twin=drawn < 0.07))
        elif drawn < 0.11:
            entries.append(_namesake(chance, someone, len(entries)))
    originals = entries.copy()
    while len(entries) < people:
        entries.append(_written_again(chance, chance.choice(originals)))
    chance.shuffle(entries)
    return entries


def _stranger(chance: random.Random, human: int) -> Entry:
    sex = chance.choice("FM")
    last = _last_name(chance)
    first = _first_name(chance, sex)
    postal_code, town = chance.choice(TOWNS)
    return Entry(
        human, last, first, "", _day(chance), sex, _phone(chance),
        f"{_plain(first)}.{_plain(last)}{chance.randrange(100)}@exemple.fr" if chance.random() < 0.5 else "",
        f"{chance.randrange(1, 190)} {chance.choice(WAYS)[0]} {chance.choice(STREET_NAMES)}", postal_code, town,
    )  # fmt: skip


def _last_name(chance: random.Random) -> str:
    if chance.random() < 0.45:
        return LAST_NAMES[min(int(chance.expovariate(1 / 30)), len(LAST_NAMES) - 1)].replace("-", chance.choice("- "))
    return ("".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2)))) + chance.choice(ENDINGS)).capitalize()


def _first_name(chance: random.Random, sex: str) -> str:
    names = WOMEN if sex == "F" else MEN
    return names[min(int(chance.expovariate(1 / 18)), len(names) - 1)]


def _day(chance: random.Random) -> dt.date:
    return dt.date(1962, 1, 1) + dt.timedelta(chance.randrange(46 * 365))


def _phone(chance: random.Random) -> str:
    return f"0{chance.choice('67')}{chance.randrange(10**8):08}" if chance.random() < 0.85 else ""


def _spouse(chance: random.Random, of: Entry, human: int) -> Entry:
    sex = "M" if of.sex == "F" else "F"
    assert of.born
    first = _first_name(chance, sex)
    birth_name = _last_name(chance) if sex == "F" and chance.random() < 0.5 else ""
    phone = of.phone if chance.random() < 0.4 else _phone(chance)
    born = of.born + dt.timedelta(chance.randrange(-2500, 2500))
    return replace(of, human=human, first_name=first, birth_name=birth_name, sex=sex, born=born, phone=phone)


def _sibling(chance: random.Random, of: Entry, human: int, twin: bool) -> Entry:
    sex = chance.choice("FM")
    first = next(name for name in iter(lambda: _first_name(chance, sex), None) if name != of.first_name)
    born = of.born if twin else _day(chance)
    return replace(
        of, human=human, first_name=first, sex=sex, born=born, email="", phone=chance.choice((of.phone, _phone(chance)))
    )


def _namesake(chance: random.Random, of: Entry, human: int) -> Entry:
    other = _stranger(chance, human)
    return replace(other, last_name=of.last_name, first_name=of.first_name, sex=of.sex, email="")


def _written_again(chance: random.Random, of: Entry) -> Entry:
    """The same person as another clerk writes her, with one to three differences, and gaps."""
    entry = of
    for change in chance.choices(CHANGES, weights=[weight for _, weight in WEIGHED], k=chance.choice((1, 1, 2, 2, 3))):
        entry = change(chance, entry)
    if chance.random() < 0.4:
        entry = replace(entry, last_name=entry.last_name.upper(), first_name=_plain(entry.first_name).title())
    if chance.random() < 0.04:
        entry = replace(entry, born=None)
    for gap, often in GAPS:
        if chance.random() < often:
            entry = gap(entry)
    if chance.random() < 0.15:
        entry = replace(entry, phone=_phone(chance))
    return entry


def _without_accents(chance: random.Random, entry: Entry) -> Entry:
    return replace(entry, last_name=_bare(entry.last_name), first_name=_bare(entry.first_name))


def _exchanged(chance: random.Random, entry: Entry) -> Entry:
    return replace(entry, last_name=entry.first_name, first_name=entry.last_name)


def _without_hyphens(chance: random.Random, entry: Entry) -> Entry:
    space = chance.choice((" ", ""))
    return replace(
        entry, last_name=entry.last_name.replace("-", space), first_name=entry.first_name.replace("-", space)
    )


def _one_first_name(chance: random.Random, entry: Entry) -> Entry:
    parts = entry.first_name.split("-")
    if len(parts) > 1:
        return replace(entry, first_name=chance.choice((parts[0], f"{parts[0][0]}.{parts[1][0]}.")))
    second = chance.choice(WOMEN if entry.sex == "F" else MEN)
    return replace(entry, first_name=f"{entry.first_name} {second}")


def _without_particle(chance: random.Random, entry: Entry) -> Entry:
    words = entry.last_name.replace("-", " ").replace("'", " ").split()
    if len(words) > 1:
        return replace(entry, last_name=chance.choice((words[-1], "".join(words), " ".join(words))))
    return replace(entry, last_name=chance.choice(("de ", "le ", "El ")) + entry.last_name)


def _married(chance: random.Random, entry: Entry) -> Entry:
    if entry.sex != "F":
        return entry
    husband = _last_name(chance)
    known = entry.birth_name or entry.last_name
    return chance.choice((
        replace(entry, last_name=husband, birth_name=known),
        replace(entry, last_name=f"{entry.last_name}-{husband}"),
        replace(entry, last_name=f"{husband} née {known}"),
        replace(entry, last_name=husband, birth_name=""),
    ))  # fmt: skip


def _day_for_month(chance: random.Random, entry: Entry) -> Entry:
    if entry.born and entry.born.day <= 12:
        return replace(entry, born=entry.born.replace(day=entry.born.month, month=entry.born.day))
    return _wrong_digit(chance, entry)


def _wrong_digit(chance: random.Random, entry: Entry) -> Entry:
    if entry.born is None:
        return entry
    written = list(f"{entry.born:%Y%m%d}")
    for _ in range(20):
        place = chance.choice((3, 4, 5, 6, 7))
        wrong = written.copy()
        wrong[place] = chance.choice("0123456789")
        try:
            return replace(entry, born=dt.datetime.strptime("".join(wrong), "%Y%m%d").date())
        except ValueError:
            continue
    return entry


def _slip_in_last(chance: random.Random, entry: Entry) -> Entry:
    return replace(entry, last_name=_slip(chance, entry.last_name))


def _slip_in_first(chance: random.Random, entry: Entry) -> Entry:
    return replace(entry, first_name=_slip(chance, entry.first_name))


def _moved(chance: random.Random, entry: Entry) -> Entry:
    other = _stranger(chance, entry.human)
    return replace(entry, address=other.address, postal_code=other.postal_code, town=other.town)


def _street_shortened(chance: random.Random, entry: Entry) -> Entry:
    address = entry.address
    for way, short in WAYS:
        address = address.replace(way, short)
    return replace(entry, address=_bare(address).replace("-", " "))


GAPS: tuple[tuple[Callable[[Entry], Entry], float], ...] = (
    (lambda entry: replace(entry, phone=""), 0.3),
    (lambda entry: replace(entry, email=""), 0.5),
    (lambda entry: replace(entry, address=""), 0.25),
    (lambda entry: replace(entry, sex=""), 0.1),
)
WEIGHED: tuple[tuple[Callable[[random.Random, Entry], Entry], int], ...] = (
    (_without_accents, 4), (_exchanged, 2), (_without_hyphens, 2), (_one_first_name, 2), (_without_particle, 2),
    (_married, 2), (_day_for_month, 2), (_wrong_digit, 2), (_slip_in_last, 4), (_slip_in_first, 3), (_moved, 3),
    (_street_shortened, 3),
)  # fmt: skip
CHANGES = [change for change, _ in WEIGHED]


def _slip(chance: random.Random, text: str) -> str:
    """A letter doubled, left out, exchanged with the next, or its neighbour on the keyboard."""
    if len(text) < 3:
        return text
    place = chance.randrange(1, len(text))
    letter = text[place]
    match chance.randrange(4):
        case 0:
            return text[:place] + letter + text[place:]
        case 1:
            return text[:place] + text[place + 1 :]
        case 2 if place + 1 < len(text):
            return text[:place] + text[place + 1] + letter + text[place + 2 :]
        case _:
            return text[:place] + chance.choice(NEIGHBOURS.get(letter.lower(), "e")) + text[place + 1 :]


def _bare(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def _plain(text: str) -> str:
    return _bare(text).lower().replace(" ", "").replace("'", "")
