"""How long reading 4 500 published contracts takes, beside parsing the same JSON with the standard library."""

from __future__ import annotations

import json
import tempfile
from functools import partial
from pathlib import Path

from facilitator_app.exchange.decp import open_contract_file
from tests.benchmarks.measure import Line, milliseconds
from tests.conftest import SHARED_DATA

CONTRACTS = 4_500
SAMPLES = {"2019": "reel_2019_e-marchespublics.json", "2022": "atexo_decp_2026_extrait.json"}


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


def main() -> list[Line]:
    published = SHARED_DATA / "decp" / "published"
    if not published.is_dir():
        print("no shared sample data on this machine")
        return []
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for form, name in SAMPLES.items():
            large = Path(folder) / name
            write_large_file(published / name, large)
            alone, reader = milliseconds(partial(parse, large)), milliseconds(partial(read, large))
            lines.append(Line(f"{CONTRACTS} contracts of the {form} format read, ms", reader, "json.loads", alone))
    return lines


if __name__ == "__main__":
    print(*main(), sep="\n")
