"""The list of contracts with 5 000 lots: asked whole, then sifted at each key typed."""

from __future__ import annotations

from facilitator_app.database.opening import open_house
from facilitator_app.use_cases.contract_tree import Show, contract_tree
from tests.benchmarks.large_house import LOTS, TODAY, large_house
from tests.benchmarks.measure import Line, milliseconds


def main() -> list[Line]:
    house = open_house(large_house())
    with house.reading() as session:
        tree = contract_tree(session, TODAY)
        asked = milliseconds(lambda: contract_tree(session, TODAY))
        whole = milliseconds(lambda: contract_tree(session, TODAY, whole=True))
        key = milliseconds(lambda: tree.showing(Show.RUNNING, "gros"))
    house.close()
    return [
        Line("list of the lots that run, ms", asked, limit=50),
        Line(f"list of all {LOTS} lots, ms", whole, limit=150),
        Line("a key typed in the list of contracts, ms", key, limit=30),
    ]


if __name__ == "__main__":
    print(*main(), sep="\n")
