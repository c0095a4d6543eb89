"""What a contract or a lot asks its holders to send, and when."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Contract, Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.returns import Asked, ReturnSetting, Rhythm, asked_of
from facilitator_app.use_cases import gestures, office
from facilitator_app.use_cases.writing import Problems, found, tidy, write

_INCLUDING_REMOVED = {"include_removed": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingDraft:
    """What is typed; `whole_contract` when it goes for every lot that says nothing else."""

    rhythm: Rhythm = Rhythm.MONTHLY
    day: int | None = None
    forecast: bool = False
    article: str = ""
    whole_contract: bool = False


class Settings:
    """Every setting of the house, read once: a lot's own, else its contract's, else the house's day."""

    def __init__(self, session: Session) -> None:
        self._house_day = office.rules(session).reporting_day
        self._usual = asked_of(Rhythm.MONTHLY, None, False, self._house_day)
        self._kept = {
            about or lot: asked_of(rhythm, day, forecast, self._house_day, article)
            for about, lot, rhythm, day, forecast, article in session.execute(
                select(
                    ReturnSetting.contract_id, ReturnSetting.lot_id, ReturnSetting.rhythm, ReturnSetting.day,
                    ReturnSetting.forecast, ReturnSetting.article,
                )
            )
        }  # fmt: skip

    def of(self, contract_id: str, lot_id: str) -> Asked:
        if not self._kept:
            return self._usual
        return self._kept.get(Key(lot_id)) or self._kept.get(Key(contract_id)) or self._usual


def setting_draft(session: Session, lot_id: str) -> SettingDraft:
    """What goes for the lot now; the day stays empty when it is the usual one."""
    lot = found(session, Lot, lot_id, "Ce lot")
    for about in (lot.id, lot.contract_id):
        kept = session.get(ReturnSetting, ReturnSetting.key(about))
        if kept is not None and not kept.removed:
            return SettingDraft(
                rhythm=kept.rhythm, day=kept.day, forecast=kept.forecast, article=kept.article,
                whole_contract=kept.lot_id is None,
            )  # fmt: skip
    return SettingDraft()


def set_returns(session: Session, lot_id: str, draft: SettingDraft) -> None:
    """Keep what the contract asks for; said for the whole contract, it replaces what was said of this lot alone."""
    lot = found(session, Lot, lot_id, "Ce lot")
    contract = found(session, Contract, lot.contract_id, "Ce marché")
    values = {
        "rhythm": draft.rhythm, "day": draft.day, "forecast": draft.forecast, "article": tidy(draft.article),
    }  # fmt: skip
    problems = Problems()
    problems.check(ReturnSetting, values)
    problems.refuse()
    whole = draft.whole_contract
    gestures.call_it(session, f"Relevés demandés, {contract.number if whole else lot.code}")
    own = session.get(ReturnSetting, ReturnSetting.key(lot.id), execution_options=_INCLUDING_REMOVED)
    if whole and own is not None:
        write(own, {"removed": True})
    about = contract.id if whole else lot.id
    kept = session.get(ReturnSetting, ReturnSetting.key(about), execution_options=_INCLUDING_REMOVED)
    if kept is None:
        kept = ReturnSetting(
            id=ReturnSetting.key(about), contract_id=contract.id if whole else None, lot_id=None if whole else lot.id
        )
        session.add(kept)
    write(kept, values | {"removed": False})
    session.flush()
