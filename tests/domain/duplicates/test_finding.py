"""Who is taken for the same person, and who is not, one case at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator_app.domain.duplicates.explaining import differing, in_common
from facilitator_app.domain.duplicates.finding import PROBABLE, alike, pairs
from facilitator_app.domain.duplicates.person import Person

LUCIE = Person(
    "1", "Le Martel", "Lucie-Anne", born="19900514", sex="woman", phone="06 12 34 56 78", email="lucie@exemple.fr",
    address="12 rue des Tamaris", postal_code="83000", town="Toulon",
)  # fmt: skip
BARE = replace(LUCIE, key="2", phone="", email="", address="", postal_code="", town="")
CROWD = [
    Person(f"c{n}", f"Nom{n}", f"Prenom{n}", born=f"19{60 + n}0{n % 9 + 1}1{n % 9}", town="Toulon") for n in range(30)
]

SAME = {
    "as it was": BARE,
    "capitals without accents": replace(BARE, last_name="LE MARTEL", first_name="LUCIE ANNE"),
    "without the particle": replace(BARE, last_name="Martel"),
    "both names exchanged": replace(BARE, last_name="Lucie Anne", first_name="Le Martel"),
    "one first name of two": replace(BARE, first_name="Lucie"),
    "day and month exchanged": replace(BARE, born="19901405"),
    "a slip in the name": replace(BARE, last_name="Le Mratel"),
    "a wrong digit": replace(BARE, born="19900515"),
    "a married name beside the name at birth": replace(BARE, last_name="Dos Santos", birth_name="Martel"),
    "a married name alone, same telephone": replace(BARE, last_name="Dos Santos", phone="0612345678"),
    "both names in one field": replace(BARE, last_name="Dos Santos née Martel"),
    "no birth date but the same e-mail": replace(BARE, born="", email="Lucie@exemple.fr"),
}
OTHER = {
    "her twin brother": replace(LUCIE, key="2", first_name="Bastien", sex="man", email=""),
    "her twin sister": replace(LUCIE, key="2", first_name="Charlotte", email=""),
    "her twin sister, whose name begins as hers": replace(LUCIE, key="2", first_name="Lucie-Rose", email=""),
    "her husband": replace(LUCIE, key="2", first_name="Bruno", born="19870203", sex="man"),
    "a namesake of another age": replace(BARE, born="19621127"),
    "somebody with her telephone": replace(LUCIE, key="2", last_name="Belkacem", first_name="Nadia", born="19850101"),
    "somebody at her door": Person("2", "Orsini", "Hugo", address="12 rue des Tamaris", postal_code="83000"),
    "somebody of whom nothing is known": Person("2", "", ""),
}


@pytest.mark.parametrize("twin", SAME.values(), ids=SAME.keys())
def test_the_same_person_written_otherwise_is_found(twin: Person) -> None:
    found = pairs([LUCIE, *CROWD, twin])
    assert [(pair.one, pair.other) for pair in found] == [("1", "2")]


@pytest.mark.parametrize("other", OTHER.values(), ids=OTHER.keys())
def test_somebody_else_is_left_alone(other: Person) -> None:
    assert pairs([LUCIE, *CROWD, other]) == []


@pytest.mark.parametrize("twin", SAME.values(), ids=SAME.keys())
def test_it_is_found_without_reading_the_base(twin: Person) -> None:
    (found,) = alike(twin, [LUCIE, *CROWD], 50_000, least=0.05)
    assert found.other == "1"


def test_likelihood_orders_the_pairs() -> None:
    sure = replace(LUCIE, key="2")
    doubtful = replace(BARE, key="3", born="19900614", first_name="Lucy")
    found = pairs([LUCIE, *CROWD, sure, doubtful], least=0)
    likelihoods = [pair.likelihood for pair in found]
    assert likelihoods == sorted(likelihoods, reverse=True)
    assert (found[0].one, found[0].other) == ("1", "2")


@pytest.mark.parametrize("people", [[], [LUCIE]])
def test_a_base_of_nobody_or_one_has_no_pair(people: list[Person]) -> None:
    assert pairs(people, least=0) == []


def test_a_first_name_that_many_bear_says_less() -> None:
    """Another name but the same birth date: two Apolline are probably one who married, two Marie less so."""
    maries = [
        replace(BARE, key=f"m{n}", last_name=f"Nom{n}", first_name="Marie", born=f"19{50 + n}0315") for n in range(45)
    ]
    married = [Person("m", "Costa", "Marie", born="19900315"), Person("a", "Costa", "Apolline", born="19900514")]
    found = pairs([replace(LUCIE, first_name="Apolline"), *maries, *married, *CROWD], least=0)
    likelihood = {frozenset((pair.one, pair.other)): pair.likelihood for pair in found}
    rare, common = likelihood[frozenset(("1", "a"))], likelihood[frozenset(("m40", "m"))]
    assert rare / (1 - rare) > 5 * common / (1 - common)


def test_it_is_said_what_is_the_same_and_what_differs() -> None:
    other = replace(LUCIE, key="2", first_name="Lucie", born="19901405", phone="0700000000")
    (pair,) = pairs([LUCIE, *CROWD, other])
    assert pair.likelihood >= PROBABLE
    assert in_common(pair.agreement)[:3] == ["même nom", "un prénom en commun", "jour et mois de naissance intervertis"]
    assert differing(pair.agreement) == ["téléphones différents"]


def test_those_who_come_in_are_compared_with_those_known_and_among_themselves() -> None:
    known = [LUCIE, replace(LUCIE, key="1b"), *CROWD]
    coming = [replace(BARE, key="n1"), replace(BARE, key="n2", last_name="MARTEL")]
    found = {(pair.one, pair.other) for pair in pairs([*known, *coming], known=len(known))}
    assert found == {("1", "n1"), ("1", "n2"), ("1b", "n1"), ("1b", "n2"), ("n1", "n2")}
