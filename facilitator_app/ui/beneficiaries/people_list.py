"""The left of the page of people: searching, filtering, the list."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.ui.background import Background
from facilitator_app.ui.beneficiaries.people_columns import ORDERS, WIDE_ENOUGH_TO_TELL, PeopleColumns
from facilitator_app.ui.look import scaled
from facilitator_app.ui.rows import PAGE, PagedModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Chips, EmptyState, SearchBox
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import beneficiary_list, beneficiary_search, office
from facilitator_app.use_cases.beneficiary_list import PersonRow
from facilitator_app.use_cases.beneficiary_order import Order, in_order
from facilitator_app.use_cases.beneficiary_search import Filter

REST_AFTER = 40  # milliseconds: the first people are painted before the others are read, and the next key is heard
SORTED_AT_ONCE = 1_000  # people, within a tenth of a second
NOBODY = ("Personne ne correspond à cette recherche.", "Essayez un autre mot, ou effacez la recherche et le filtre.")


class PeopleList(QWidget):
    """`chosen` gives the key of the selected person, or None; `opened` one on which Enter was pressed."""

    chosen = Signal(object)
    counted = Signal(object)
    """How many people each filter shows, counted while the list is being shown."""
    opened = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._keys: list[Key] = []
        self._rest = QTimer(self, singleShot=True, interval=REST_AFTER)
        self._rest.timeout.connect(self._complete)
        self._count_again = False
        self._order: tuple[Order, bool] | None = None  # None: the best first, by name
        self._sorting = Background(self)
        self._sorting.finished.connect(self._show_sorted)
        self._sorting.failed.connect(self._failed)
        self.background = Background(self)
        self.background.finished.connect(self._show_counts)
        self.background.failed.connect(self._failed)
        self.search = _ListSearch("Nom, commune, métier…", "Chercher une personne par son nom, sa commune ou un métier")
        self.search.searched.connect(self.look_for)
        self.search.down.connect(self._enter_list)
        self._chips = Chips([(filter.value, filter.label) for filter in Filter], "Filtrer les personnes")
        self._chips.chosen.connect(self.look_for)
        self._columns = PeopleColumns(workspace.today, self._tells_all)
        self._model: PagedModel[PersonRow] = PagedModel(self._columns.shown(Filter.ALL), self._fetch)
        self._model.order_asked.connect(self._sort)
        self.table = Table(self._model, "Personnes")
        self.table.setProperty("flat", True)
        self.table.current_row_changed.connect(self._chosen)
        self.table.activated_row.connect(self._opened)
        clear = ActionButton("Effacer les filtres", "x")
        clear.clicked.connect(self.clear_filters)
        self._empty = EmptyState("search", *NOBODY, buttons=[clear])
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        top = QFrame()
        above = QVBoxLayout(top)
        above.setContentsMargins(12, 12, 12, 8)
        above.setSpacing(8)
        above.addWidget(self.search)
        above.addWidget(self._chips)
        whole.addWidget(top)
        whole.addWidget(self._stack, 1)

    def refresh(self) -> bool:
        """Read the list again, keeping the person selected, and count; False when nobody is listed."""
        months = self._workspace.ask(office.rules).no_contact_months
        self._chips.name(Filter.OUT_OF_TOUCH.value, f"{months}\u00a0mois {Filter.OUT_OF_TOUCH.label.lower()}")
        self._keys = self._found(PAGE if self.table.current_row() is None else None)
        if self._keys:
            self._count()
        self._show()
        if not self._keys:  # the counts tell whether the house is empty, or nobody found
            self._show_counts(self._workspace.ask(beneficiary_search.counts, self._workspace.today()))
        return bool(self._keys)

    def look_for(self) -> None:
        """Show the people of the chosen filter that the text finds: the first ones before the next key is typed."""
        self._keys = self._found(PAGE)
        self._show()

    def settled(self) -> bool:
        """The whole list is there, and counted."""
        return not (self._rest.isActive() or self.background.busy or self._sorting.busy)

    def _found(self, most: int | None = None) -> list[Key]:
        filter, today = Filter(self._chips.current()), self._workspace.today()
        if self._order:
            most = None  # the first ones are only known once all are compared
        self._rest.stop()
        found = self._workspace.ask(beneficiary_search.search, self.search.text(), filter, today, most)
        if len(found) == most:
            self._rest.start()
        return self._sorted(found) if self._order else found

    def _sort(self, column: int, descending: bool) -> None:
        """Asked by a click on a header, or from the menu of the list."""
        self._order = ORDERS[column], descending
        self.look_for()

    def _sorted(self, keys: list[Key]) -> list[Key]:
        """In the order asked; thousands of people are shown as they come, then put in order off the window's thread."""
        if len(keys) > SORTED_AT_ONCE:
            self._sorting.start(partial(self._ordering, keys))
            return keys
        return self._in_order(keys)

    def _ordering(self, keys: list[Key]) -> Generator[tuple[int, int], None, tuple[list[Key], list[Key]]]:
        yield 0, 1
        return keys, self._in_order(keys) if self._keys is keys else keys

    def _in_order(self, keys: list[Key]) -> list[Key]:
        assert self._order
        order, descending = self._order
        return self._workspace.ask(in_order, keys, order, self._workspace.today(), descending)

    def _show_sorted(self, outcome: tuple[list[Key], list[Key]]) -> None:
        keys, in_their_order = outcome
        if self._keys is keys:  # nothing else was looked for meanwhile
            self._keys = in_their_order
            self._show()

    def _show(self) -> None:
        self._model.columns = self._columns.shown(Filter(self._chips.current()))
        self._model.show(self._keys)
        self._stack.setCurrentWidget(self.table if self._keys else self._empty)
        if self._keys and self.table.current_row() is None:
            self.table.select_place(0)
        if not self._keys:
            self.chosen.emit(None)

    def _complete(self) -> None:
        """Add those who come after the first ones."""
        shown, self._keys = self._keys, self._found()
        if self._keys[: len(shown)] != shown:
            self._show()
        elif len(self._keys) > len(shown):
            self._model.grow(self._keys)

    def _count(self) -> None:
        """Off the window's thread: with 50 000 people it takes as long as making and filling the page."""
        if self.background.busy:
            self._count_again = True
        else:
            self.background.start(self._counting)

    def _counting(self) -> Generator[tuple[int, int], None, dict[Filter, int]]:
        yield 0, 1
        return self._workspace.ask(beneficiary_search.counts, self._workspace.today())

    def _show_counts(self, counts: dict[Filter, int]) -> None:
        if self._count_again:
            self._count_again = False
            self._count()
            return
        self._chips.show_counts({filter.value: count for filter, count in counts.items()})
        self.counted.emit(counts)

    def _failed(self, error: Exception) -> None:
        """Nothing here can be refused: what fails is a fault, and goes where faults go."""
        raise error

    def select(self, key: Key) -> None:
        """Select a person, clearing what hides it."""
        if self._rest.isActive():
            self._complete()
        if key not in self._keys:
            self.search.clear()
            self._chips.choose(Filter.ALL.value)
            self._look_for_all()
        if key not in self._keys:
            self._chips.choose(Filter.ARCHIVED.value)
            self._look_for_all()
        self.table.select_row(key)

    def _look_for_all(self) -> None:
        self._keys = self._found()
        self._show()

    def clear_filters(self) -> None:
        self._chips.choose(Filter.ALL.value)
        self.search.clear()
        self.look_for()
        self.search.setFocus()

    def place(self) -> str:
        """`5 sur 186`."""
        row = self.table.currentIndex().row() + 1
        return f"{row} sur {len(self._keys)}" if row else ""

    def _tells_all(self) -> bool:
        return self.table.viewport().width() >= scaled(WIDE_ENOUGH_TO_TELL)

    def _fetch(self, keys: Sequence[Key]) -> Sequence[PersonRow]:
        return self._workspace.show(beneficiary_list.rows, keys, self._workspace.today())

    def _chosen(self, row: PersonRow | None) -> None:
        self.chosen.emit(row.id if row else None)

    def _opened(self, row: PersonRow) -> None:
        self.opened.emit(row.id)

    def _enter_list(self) -> None:
        if self._keys:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)


class _ListSearch(SearchBox):
    """Down goes from the search to what it found."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        else:
            super().keyPressEvent(event)
