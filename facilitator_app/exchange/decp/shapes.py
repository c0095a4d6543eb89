"""The same thing published in several shapes: wrapped or not, alone or in a list, nested or flat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Raw = dict[str, Any]
ONLY_IN_2022 = (
    "considerationsSociales",
    "techniques",
    "modalitesExecution",
    "typesPrix",
    "considerationsEnvironnementales",
    "ccag",
    "marcheInnovant",
    "attributionAvance",
)
_OF_A_CONTRACT = {"id", "objet", "acheteur", "acheteur.id", "autoriteConcedante", "codeCPV"}


def is_of_2022(record: Raw) -> bool:
    """Whether a record says anything that the 2019 format does not know."""
    return any(record.get(field) for field in ONLY_IN_2022)


def looks_like_a_contract(record: Raw) -> bool:
    return len(_OF_A_CONTRACT.intersection(record)) >= 2


def part(record: Raw, block: str, field: str) -> object:
    """A field of a block: {"acheteur": {"id": …}}, the same in a list of one, or the flat key "acheteur.id"."""
    inner = record.get(block)
    while type(inner) is list and inner:
        inner = inner[0]
    if type(inner) is dict:
        return inner.get(field)
    return record.get(f"{block}.{field}")


def blocks(value: object, name: str) -> Iterator[Raw]:
    """Every {…} in `value`, freed from its wrapping {"name": {…}} and from lists of any depth."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if type(item) is list:
            waiting.extend(reversed(item))
        elif type(item) is dict:
            inner = item.get(name)
            if type(inner) is dict or type(inner) is list:
                waiting.append(inner)
            else:
                yield item


def values(value: object, name: str) -> Iterator[object]:
    """Every plain value in `value`, which may be {"name": […]}, a list or the value itself."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if type(item) is list:
            waiting.extend(reversed(item))
        elif type(item) is dict:
            waiting.append(item.get(name))
        elif item is not None:
            yield item
