"""How long reading 4 500 published contracts takes, beside parsing the same JSON with the standard library."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from facilitator_app.exchange.decp import open_contract_file
from tests.conftest import SHARED_DATA

CONTRACTS = 4_500
SAMPLES = {"2019": "reel_2019_e-marchespublics.json", "2022": "atexo_decp_2026_extrait.json"}


def best_of_five(act: Callable[[], object]) -> float:
    """Milliseconds."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return min(times) * 1_000


def write_large_file(sample: Path, large: Path) -> None:
    """The contracts of the sample over and over, each with a number and a subject of its own."""
    content = json.loads(sample.read_text("utf-8"))["marches"]
    records = content["marche"] if isinstance(content, dict) else content
    contracts = [
        {**records[n % len(records)], "id": f"2026{n:06}", "objet": f"{records[n % len(records)]['objet']} {n}"}
        for n in range(CONTRACTS)
    ]
    enveloped = {"marche": contracts} if isinstance(content, dict) else contracts
    large.write_text(json.dumps({"marches": enveloped}, ensure_ascii=False, indent=1), "utf-8")


def parse(path: Path) -> None:
    json.loads(path.read_text("utf-8"))


def read(path: Path) -> None:
    assert sum(record.contract is not None for record in open_contract_file(path).records()) == CONTRACTS


def main() -> None:
    published = SHARED_DATA / "decp" / "published"
    if not published.is_dir():
        sys.exit("no shared sample data on this machine")
    with tempfile.TemporaryDirectory() as folder:
        for form, name in SAMPLES.items():
            large = Path(folder) / name
            write_large_file(published / name, large)
            alone = best_of_five(partial(parse, large))
            reader = best_of_five(partial(read, large))
            print(
                f"{form} format, {CONTRACTS} contracts, {large.stat().st_size / 1e6:.1f} MB: "
                f"json {alone:.0f} ms, reader {reader:.0f} ms, ratio {reader / alone:.2f}"
            )


if __name__ == "__main__":
    main()
