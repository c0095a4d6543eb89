"""The cards at the side of a lot sheet: calibration, holders, what comes next."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.contact_details import written_phone
from facilitator_app.domain.values import NO_BREAK_SPACE, written_euros, written_hours, written_number
from facilitator_app.ui.widgets import ActionButton, Card, IconLabel, Label
from facilitator_app.use_cases.lot_sheet import HolderLine, LotSheet

NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CalibrationCard(Card):
    """The four figures and what they give."""

    asked = Signal()

    def __init__(self) -> None:
        edit = ActionButton("Modifier", "pencil", small=True)
        super().__init__("Calibrage", action=edit)
        edit.clicked.connect(self.asked)
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        self._values: list[Label] = []
        for row, words in enumerate(
            ("Montant du lot (HT)", "Part de main-d’œuvre", "Effort d’insertion", "Coût horaire chargé")
        ):
            value = Label("", "strong")
            grid.addWidget(Label(words), row, 0)
            grid.addWidget(value, row, 1, NUMBER)
            self._values.append(value)
        grid.setColumnStretch(0, 1)
        self.body.addLayout(grid)
        self._result = CalibrationResult()
        self.add(self._result)
        self._remark = Label("", "caption", wrap=True)
        self.add(self._remark)

    def show_sheet(self, sheet: LotSheet) -> None:
        figures = sheet.calibration
        for label, text in zip(
            self._values,
            (
                written_euros(figures.amount),
                percent(figures.labour_share),
                percent(figures.insertion_rate),
                written_euros(figures.hourly_cost),
            ),
            strict=True,
        ):
            label.setText(text)
        self._result.show_sheet(sheet)
        said = [comparable(sheet)] if figures.comparable else []
        self._remark.setText(" ".join([*said, *figures.advice]))
        self._remark.setVisible(bool(self._remark.text()))


class CalibrationResult(Card):
    """The formula in words and the hours due."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", None)
        self.setProperty("tone", "info")
        line = QHBoxLayout()
        self._hours = Label("", "sheet")
        line.addWidget(Label("Heures dues"))
        line.addStretch()
        line.addWidget(self._hours)
        self.body.setSpacing(3)
        self.add(Label("montant × main-d’œuvre × effort ÷ coût horaire", "caption", wrap=True))
        self.body.addLayout(line)
        self._reason = Label("", "caption", wrap=True)
        self.add(self._reason)

    def show_sheet(self, sheet: LotSheet) -> None:
        self._hours.setText(written_hours(sheet.due))
        formula = sheet.calibration.formula
        differs = formula is not None and sheet.due is not None and formula.target_hours != sheet.due
        said = f"Le calibrage donne {written_hours(formula.target_hours)}." if formula and differs else ""
        self._reason.setText(" ".join(part for part in (said, sheet.calibration.reason) if part))
        self._reason.setVisible(bool(self._reason.text()))


class HoldersCard(Card):
    """Who holds the lot and whom to call."""

    asked = Signal(str)

    def __init__(self) -> None:
        self._open = ActionButton("Ouvrir la fiche", link=True)
        super().__init__("Titulaire", action=self._open)
        self._open.clicked.connect(self._ask)
        self._company = ""
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)

    def show_sheet(self, sheet: LotSheet) -> None:
        clear(self._lines)
        self._open.setVisible(bool(sheet.holders))
        self._company = sheet.holders[0].company_id if sheet.holders else ""
        self.set_title("Titulaire" if len(sheet.holders) < 2 else "Titulaires")
        if not sheet.holders:
            self._lines.addWidget(Label("Titulaire à désigner avec «\u00a0Modifier\u00a0».", "second", wrap=True))
        for holder in sheet.holders:
            self._lines.addWidget(self._holder(holder, len(sheet.holders) > 1))

    def _holder(self, holder: HolderLine, several: bool) -> QWidget:
        widget = QWidget()
        lines = QVBoxLayout(widget)
        lines.setContentsMargins(0, 0, 0, 4)
        lines.setSpacing(3)
        lines.addWidget(Label(holder.name, "strong", wrap=True))
        about = [holder.role.label if several else "", holder.activity or holder.kind.label, holder.town]
        lines.addWidget(Label(" · ".join(part for part in about if part), "second", wrap=True))
        person = ", ".join(part for part in (holder.contact, holder.contact_role) if part)
        for icon, text in (
            ("users", person or "Correspondant à désigner"), ("phone", written_phone(holder.phone)),
            ("mail", holder.email),
        ):  # fmt: skip
            if text:
                line = QHBoxLayout()
                line.setSpacing(7)
                line.addWidget(IconLabel(icon, "text-2", 14))
                words = Label(text, wrap=True)
                words.setMinimumWidth(60)
                words.setToolTip(text)
                line.addWidget(words, 1)
                lines.addLayout(line)
        if holder.email:
            write = ActionButton("Écrire", "mail", small=True)
            write.setAccessibleName(f"Écrire à {holder.contact or holder.name}")
            write.clicked.connect(partial(QDesktopServices.openUrl, QUrl(f"mailto:{holder.email}")))
            lines.addWidget(write, 0, Qt.AlignmentFlag.AlignLeft)
        return widget

    def _ask(self) -> None:
        self.asked.emit(self._company)


class DeadlinesCard(Card):
    """What comes next."""

    def __init__(self) -> None:
        super().__init__("Prochaines échéances")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        self.body.addStretch()

    def show_sheet(self, sheet: LotSheet) -> None:
        clear(self._lines)
        for deadline in sheet.deadlines:
            widget = QWidget()
            line = QHBoxLayout(widget)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(12)
            line.addWidget(Label(f"{deadline.day:%d/%m}", "strong"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Label(deadline.words, wrap=True), 1, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(widget)
        if not sheet.deadlines:
            self._lines.addWidget(Label("Rien de prévu pour l’instant.", "second"))


def clear(layout: QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


def percent(share: Decimal | None) -> str:
    """A share with the decimals it has."""
    return "–" if share is None else f"{written_number(share * 100)}{NO_BREAK_SPACE}%"


def comparable(sheet: LotSheet) -> str:
    """`6 lots comparables depuis 2023 : effort de 5,5 % à 8 %, médiane 6,4 %.`"""
    rates, since = sheet.calibration.comparable, sheet.calibration.comparable_since
    count = "1 lot comparable" if len(rates) == 1 else f"{len(rates)} lots comparables"
    when = f" depuis {since}" if since else ""
    if rates[0] == rates[-1]:
        return f"{count}{when}{NO_BREAK_SPACE}: effort de {percent(rates[0])}."
    median = percent(sheet.calibration.median)
    return f"{count}{when}{NO_BREAK_SPACE}: effort de {percent(rates[0])} à {percent(rates[-1])}, médiane {median}."
