"""Second step for published contracts: what the file holds, and what its import would do."""

from __future__ import annotations

from facilitator_app.domain.values import counted, written_number
from facilitator_app.ui.importing.contract_jobs import ContractReading
from facilitator_app.ui.importing.control_step import ControlStep, written_size
from facilitator_app.use_cases.contract_import.decisions import Decisions, written_outcome
from facilitator_app.use_cases.import_decisions import Standing

FORMATS = {
    "json-2022": "JSON, format 2022",
    "xml-2022": "XML, format 2022",
    "json-2019": "JSON, format 2019",
    "xml-2019": "XML, format 2019",
}
_NAMES = ("Fichier", "Format", "Contrats lus", "Ce que ferait l’import", "À décider", "Remarques")


class ContractControlStep(ControlStep):
    def __init__(self) -> None:
        super().__init__(_NAMES, "Rapprocher les contrats")
        self._whole.addStretch()
        self.show_waiting()

    def show_reading(self, reading: ContractReading, decisions: Decisions) -> None:
        counts, report = decisions.counts(), reading.report
        doubts = counts.pop(Standing.TO_DECIDE, 0)
        self._show_summary((
            f"{report.file} · {written_size(reading.stamp[0])}",
            FORMATS.get(report.format, report.format),
            written_number(report.read),
            written_outcome(counts),
            counted(doubts, "contrat ressemble à un marché déjà saisi", "contrats ressemblent à un marché déjà saisi")
            if doubts else "rien",
            f"{written_number(len(report.warnings))}, à lire à l’étape suivante" if report.warnings else "aucune",
        ))  # fmt: skip
        self.next.setFocus()
