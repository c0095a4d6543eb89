"""Codes of a nomenclature found by their words; one that the shipped table does not know is kept as typed."""

from __future__ import annotations

import re
from typing import Any

from facilitator_app.ui.search_field import SearchField
from facilitator_app.use_cases import reference


class NafField(SearchField):
    """What a company does, as the NAF says it; the value is the code."""

    def __init__(self) -> None:
        super().__init__(_find_naf, _written_naf, "Maçonnerie, 43.99C…")

    def value(self) -> Any:
        return super().value() or _typed(r"\d{2}\.?\d{2}[A-Z]", self.text())

    def problem(self) -> str:
        return "" if self.value() else super().problem()


class CpvField(SearchField):
    """What a contract buys, as the CPV says it; the value is the code."""

    def __init__(self) -> None:
        super().__init__(_find_cpv, _written_cpv, "Travaux de bâtiment, 45210000…")

    def value(self) -> Any:
        return super().value() or _typed(r"\d{8}(-\d)?", self.text())

    def problem(self) -> str:
        return "" if self.value() else super().problem()


def _typed(form: str, text: str) -> str:
    code = text.strip().upper()
    return code if re.fullmatch(form, code) else ""


def _find_naf(text: str) -> list[tuple[str, str]]:
    return [(row.code, f"{row.label} ({row.code})") for row in reference.find_naf(text)]


def _written_naf(code: str) -> str:
    return _written(code, reference.naf_label(code))


def _find_cpv(text: str) -> list[tuple[str, str]]:
    return [(row.code, f"{row.label} ({row.code})") for row in reference.find_cpv(text)]


def _written_cpv(code: str) -> str:
    return _written(code, reference.cpv_label(code))


def _written(code: str, label: str) -> str:
    return f"{label} ({code})" if label else code
