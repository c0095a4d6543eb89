"""Running an import over a file of any size, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Contract
from facilitator_app.domain.keys import Key
from facilitator_app.exchange.decp import PublishedContract, ReadRecord, open_contract_file
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.contract_import.known import Known
from facilitator_app.use_cases.contract_import.outcome import Choice, Line, Report
from facilitator_app.use_cases.contract_import.writing import Writer
from facilitator_app.use_cases.import_report import Outcome

BATCH = 500


class ContractImport:
    """One file to import. Raises Refusal, in one sentence, when the file cannot be read.

    Run in a transaction that is rolled back, it says what would be done; run
    in one that is committed, it does just that. `choices` are by the key of
    the line they are about.
    """

    def __init__(self, path: Path, choices: Mapping[str, Choice] | None = None, *, keep_lines: bool = False) -> None:
        self._file = open_contract_file(path)
        self._choices = choices or {}
        self._keep_lines = keep_lines
        self.lines: list[Line] = []
        self.report = Report(file=path.name, format=self._file.format)

    def run(self, session: Session) -> Iterator[tuple[int, int]]:
        """Yields (bytes read, bytes in all) after each batch; raises Refusal when the file is broken further on."""
        gestures.call_it(session, f"Import de {self.report.file}"[:200])
        known, writer = Known(session, self._keys_of_the_file), Writer(session)
        records = iter(self._file.records())
        while batch := list(islice(records, BATCH)):
            for line in self._import(batch, known, writer):
                self.report.note(line)
                if self._keep_lines:
                    self.lines.append(line)
            writer.flush()
            session.expunge_all()  # memory must not grow with the file
            yield self._file.position, self._file.size

    def _import(self, batch: list[ReadRecord], known: Known, writer: Writer) -> Iterator[Line]:
        readable = [record.contract for record in batch if record.contract is not None]
        keys = [contract.key for contract in readable]
        found = known.by_key(readable, keys)
        waiting = iter(zip(readable, keys, strict=True))
        met: dict[str, str] = {}
        for record in batch:
            if record.contract is None:
                yield _line(record, "", Outcome.SET_ASIDE, reason=record.reason or "Contrat illisible.")
                continue
            contract, key = next(waiting)
            match = found.get(key)
            if match and known.is_met(match.id):
                met[key] = match.number
            if key in met:
                yield _line(record, key, Outcome.IDENTICAL, joined=met[key], warnings=("le contrat figure deux fois",))
                continue
            line = self._one(record, contract, key, match, known, writer)
            met[key] = line.joined
            yield line

    def _keys_of_the_file(self) -> set[str]:
        """Read the whole file once more; asked only when a contract seems to have been corrected by its buyer."""
        return {record.contract.key for record in self._file.records() if record.contract is not None}

    def _one(
        self,
        record: ReadRecord,
        contract: PublishedContract,
        key: str,
        match: Contract | None,
        known: Known,
        writer: Writer,
    ) -> Line:
        choice = self._choices.get(key, Choice())
        if choice.leave:
            return _line(record, key, Outcome.SET_ASIDE, reason="Laissé de côté par choix.")
        twins = () if match else known.twins(contract)
        if choice.contract_id is not None:
            match = known.chosen(choice.contract_id)
        if match is None:
            contract_id, number = writer.create(contract, key)
            known.meet(contract_id)
            return _line(record, key, Outcome.CREATED, joined=number, twins=twins)
        known.meet(match.id)
        differences = writer.update(match, contract, key)
        outcome = Outcome.UPDATED if differences else Outcome.IDENTICAL
        return _line(record, key, outcome, joined=match.number, differences=differences, twins=twins)


def _line(
    record: ReadRecord,
    key: str,
    outcome: Outcome,
    *,
    joined: str = "",
    differences: tuple[str, ...] = (),
    reason: str = "",
    warnings: tuple[str, ...] = (),
    twins: tuple[tuple[Key, str], ...] = (),
) -> Line:
    contract = record.contract
    return Line(
        key=key,
        outcome=outcome,
        label=record.label,
        published_id=contract.published_id if contract else "",
        subject=contract.subject if contract else "",
        holders=", ".join(h.name or h.identifier for h in contract.current_holders) if contract else "",
        amount=contract.current_amount if contract else None,
        notified_on=contract.notified_on if contract else None,
        considerations=tuple(value.label for value in contract.considerations) if contract else (),
        joined=joined,
        differences=differences,
        reason=reason,
        warnings=(*record.warnings, *warnings),
        twins=twins,
    )
