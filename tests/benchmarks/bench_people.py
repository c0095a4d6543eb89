"""Searching as one types in the list of people, with 50 000 of them: each key until its first rows are known."""

from __future__ import annotations

from functools import partial

from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need
from facilitator_app.ui.rows import PAGE
from facilitator_app.use_cases.beneficiary_list import rows
from facilitator_app.use_cases.beneficiary_search import Filter, counts, search
from tests.benchmarks.large_house import TODAY, large_house
from tests.benchmarks.measure import Line, best_of, milliseconds
from tests.benchmarks.tables import identifier

TYPED = ("b", "be", "bel", "belmar", "nadia bel", "seyne", "macon", "zzz")
KEYSTROKE_MS, OPENING_MS = 30, 150


def main() -> list[Line]:
    house = open_house(large_house())

    def first_rows(text: str, filter: Filter = Filter.ALL) -> list[Key]:
        with house.reading() as session:
            found = search(session, text, filter, TODAY, PAGE)
            rows(session, found, TODAY)
            return found

    def after_a_need(turn: int) -> float:
        with house.transaction() as session:
            session.get_one(Need, identifier("n", 0)).note = f"Mesure {turn}"
        return milliseconds(opening, 1)

    def after_a_person(turn: int) -> float:
        """What was remembered of the counts no longer serves; the page shows its rows without waiting for them."""
        with house.transaction() as session:
            session.get_one(Beneficiary, identifier("p", 0)).note = f"Mesure {turn}"
        return milliseconds(opening, 1)

    def opening() -> None:
        first_rows("")
        with house.reading() as session:
            counts(session, TODAY)

    def whole(text: str) -> int:
        with house.reading() as session:
            return len(search(session, text, Filter.ALL, TODAY))

    lines = [
        Line("list of people, first rows and counts, ms", best_of(5, after_a_need), limit=OPENING_MS),
        Line("the same, once a person was changed, ms", best_of(5, after_a_person)),
        Line("list of people, all the keys, ms", milliseconds(partial(whole, "")), limit=OPENING_MS),
    ]
    for filter in Filter:
        took = milliseconds(partial(first_rows, "", filter))
        lines.append(Line(f"list of people, filter {filter}, ms", took, limit=OPENING_MS))
    for text in TYPED:
        took = milliseconds(partial(first_rows, text))
        lines.append(Line(f"typed «{text}» ({whole(text)} found), first rows, ms", took, limit=KEYSTROKE_MS))
    house.close()
    return lines


if __name__ == "__main__":
    print(*main(), sep="\n")
