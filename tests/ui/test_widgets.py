"""Buttons, chips, figures, banners, charts: what they say besides what they draw."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QImage, QKeySequence, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.ui import dialogs
from facilitator_app.ui.charts.chart import nice_ceiling
from facilitator_app.ui.charts.score_bar import describe_score
from facilitator_app.ui.charts.share_bar import ShareBar
from facilitator_app.ui.look import Look
from facilitator_app.ui.widgets import (
    ActionButton,
    Banner,
    Beside,
    Card,
    Chips,
    ElidedLabel,
    EmptyState,
    Figure,
    Label,
    PageHeader,
    SearchBox,
)  # fmt: skip
from facilitator_app.ui.widgets.buttons import keys_in_french
from tests.ui import chart_gallery
from tests.ui.accessibility import accessible_name


def test_keys_are_named_as_on_a_french_keyboard() -> None:
    assert keys_in_french(QKeySequence("Ctrl+Return")) == "Ctrl+Entrée"
    assert keys_in_french(QKeySequence("Shift+F8")) == "Maj+F8"


def test_enter_does_what_space_does_on_a_button(look: Look, qtbot: QtBot) -> None:
    button, pressed = ActionButton("Imprimer"), list[str]()
    button.clicked.connect(lambda: pressed.append("Imprimer"))
    qtbot.addWidget(button)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(button, key)
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == 3


def test_a_button_shows_and_obeys_its_shortcut(look: Look, qtbot: QtBot) -> None:
    plain, button = ActionButton("&Valider"), ActionButton("&Valider", shortcut="Ctrl+Return")
    qtbot.addWidget(button)
    with qtbot.waitActive(button):
        button.show()
        button.activateWindow()
    assert button.sizeHint().width() > plain.sizeHint().width()
    assert button.toolTip() == "Valider (Ctrl+Entrée)"
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_chips_say_which_filter_was_chosen(look: Look, qtbot: QtBot) -> None:
    chips = Chips([("all", "Tous"), ("free", "Disponibles")])
    qtbot.addWidget(chips)
    chips.show_counts({"free": 62})
    button = next(chip for _, chip in chips._chips.values() if chip.text() == "Disponibles 62")
    with qtbot.waitSignal(chips.chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["free"] == [chips.current()]


def test_a_filter_with_nothing_in_it_gives_up_its_room(look: Look, qtbot: QtBot) -> None:
    chips = Chips([("all", "Tous"), ("sort", "À trier")], when_any=["sort"])
    qtbot.addWidget(chips)
    waiting = chips._chips["sort"][1]
    chips.show_counts({"all": 4, "sort": 0})
    assert waiting.isHidden()
    low = chips.sizeHint().height()
    chips.show_counts({"all": 4, "sort": 2})
    assert not waiting.isHidden()
    assert chips.sizeHint().height() > low
    chips.choose("sort")
    chips.show_counts({"all": 4, "sort": 0})
    assert not waiting.isHidden(), "the filter in use stays"


def test_filters_keep_to_one_line_and_go_below_when_there_is_no_room(look: Look, qtbot: QtBot) -> None:
    chips = Chips([(key, f"Filtre {key}") for key in "abc"])
    qtbot.addWidget(chips)
    buttons = [chip for _, chip in chips._chips.values()]
    one_line = chips.sizeHint()
    chips.resize(one_line)
    chips.show()
    assert len({chip.y() for chip in buttons}) == 1
    narrow = one_line.width() - 1
    chips.resize(narrow, chips.heightForWidth(narrow))
    assert [chip.y() > buttons[0].y() for chip in buttons] == [False, False, True]
    assert all(chip.size() == chip.sizeHint() and chips.rect().contains(chip.geometry()) for chip in buttons)


def test_the_actions_of_a_page_go_below_its_title_together(look: Look, qtbot: QtBot) -> None:
    actions = [ActionButton(words) for words in ("Ouvrir", "Enregistrer", "Imprimer")]
    header = PageHeader("Documents", "Fiches de suivi et attestations d’heures", actions)
    qtbot.addWidget(header)
    header.resize(header.sizeHint().width(), header.heightForWidth(header.sizeHint().width()))
    header.show()
    one_line = header.height()
    assert [action.x() for action in actions] == sorted(action.x() for action in actions)
    assert actions[-1].geometry().right() == header.contentsRect().right() - 20
    narrow = sum(action.sizeHint().width() for action in actions) + 60
    assert header.heightForWidth(narrow) > one_line
    header.resize(narrow, header.heightForWidth(narrow))
    assert len({action.y() for action in actions}) == 1
    assert actions[0].y() > one_line // 2
    assert all(action.size() == action.sizeHint() for action in actions)


def test_a_line_too_long_ends_with_dots_and_says_the_rest(look: Look, qtbot: QtBot) -> None:
    label = ElidedLabel("Aide-chauffagiste, agent de sécurité, plaquiste et 1 autre", "second")
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.shown().endswith("…")
    assert label.toolTip() == label.text() == accessible_name(label)
    label.resize(label.sizeHint())
    assert label.shown() == label.text()
    assert not label.toolTip()


def test_a_line_too_long_says_the_same_with_fewer_words_before_cutting_any(look: Look, qtbot: QtBot) -> None:
    label = ElidedLabel("Zoé Tabet, Farid Belkacem, Inès Mansouri", shorter=["Zoé Tabet et 2 autres", "3 personnes"])
    qtbot.addWidget(label)
    metrics = label.fontMetrics()
    label.resize(label.sizeHint())
    label.show()
    assert label.shown() == label.text()
    assert not label.toolTip()
    for words in ("Zoé Tabet et 2 autres", "3 personnes"):
        label.resize(metrics.horizontalAdvance(words), 20)
        assert label.shown() == words
        assert label.toolTip() == label.text() == accessible_name(label)
    label.resize(30, 20)
    assert label.shown().endswith("…")


@pytest.mark.parametrize(
    ("how", "lines"),
    [
        ("Les lots suivis, avec un titulaire et un début, viendront ici.", 1),
        ("Importez le fichier publié par un acheteur, ou ajoutez un marché à la main. Vous le découperez ensuite.", 2),
    ],
)
def test_what_an_empty_page_says_leaves_no_word_alone_on_its_line(
    how: str, lines: int, look: Look, qtbot: QtBot
) -> None:
    empty = EmptyState("file-text", "Aucun marché", how)
    qtbot.addWidget(empty)
    empty.resize(1000, 500)
    empty.show()
    label = next(label for label in empty.findChildren(QLabel) if label.text() == how)
    metrics = label.fontMetrics()
    assert round(label.height() / metrics.lineSpacing()) == lines
    assert label.width() < 1.25 * metrics.horizontalAdvance(how) / lines


def test_escape_clears_the_search(look: Look, qtbot: QtBot) -> None:
    box = SearchBox("Nom, commune…", "Filtrer")
    qtbot.addWidget(box)
    qtbot.keyClicks(box, "nad")
    with qtbot.waitSignal(box.searched) as searched:
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert searched.args == [""]


def test_user_data_is_never_taken_for_markup(look: Look) -> None:
    assert Label("<b>Nadia</b>").textFormat() == Qt.TextFormat.PlainText


def test_a_banner_is_read_aloud_when_it_appears(look: Look, qtbot: QtBot, announcements: list[str]) -> None:
    banner = Banner("warning", "Au-dessus d’un temps plein.", "Nadia Ferrandi")
    qtbot.addWidget(banner)
    banner.appear()
    assert announcements == ["Nadia Ferrandi Au-dessus d’un temps plein."]


def test_a_figure_is_read_as_a_sentence(look: Look, qtbot: QtBot) -> None:
    figure = Figure("clock", "Heures réalisées")
    qtbot.addWidget(figure)
    figure.show_number("48\u202f312", "h", "88\u00a0% de l’objectif", share=0.88, mark=0.9)
    assert accessible_name(figure) == "Heures réalisées\u00a0: 48\u202f312 h. 88\u00a0% de l’objectif"


def test_widgets_beside_stack_when_room_is_short(look: Look, qtbot: QtBot) -> None:
    children = [QWidget(), QWidget()]
    for child in children:
        child.setMinimumSize(300, 40)
    row = Beside(children)
    qtbot.addWidget(row)
    row.resize(700, 200)
    row.show()
    QApplication.processEvents()
    assert children[0].y() == children[1].y()
    row.resize(400, 200)
    QApplication.processEvents()
    assert children[0].x() == children[1].x()


def test_a_row_of_two_rows_puts_one_below_before_either_is_cut(look: Look, qtbot: QtBot) -> None:
    children = [QWidget() for _ in range(5)]
    for child in children:
        child.setMinimumSize(200, 40)
    row = Beside([Beside(children[:3]), Beside(children[3:])], (3, 2))
    qtbot.addWidget(row)
    row.show()
    for width, lines in ((1100, 1), (800, 2)):
        row.resize(width, 300)
        qtbot.waitUntil(lambda: len({child.mapTo(row, QPoint()).y() for child in children}) == lines)  # noqa: B023


@pytest.mark.parametrize("make", [chart_gallery.bar_chart, chart_gallery.line_chart, chart_gallery.timeline])
def test_charts_print_as_they_show(look: Look, qtbot: QtBot, make: type) -> None:
    chart = make()
    qtbot.addWidget(chart)
    paper = QImage(800, 400, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    chart.draw(painter, QRectF(paper.rect()))
    painter.end()
    blank = QImage(paper.size(), paper.format())
    blank.fill(Qt.GlobalColor.white)
    assert paper != blank


def test_the_table_of_a_chart_has_its_numbers(look: Look, qtbot: QtBot) -> None:
    chart = chart_gallery.bar_chart()
    qtbot.addWidget(chart)
    rows = chart.as_table()
    assert rows[1] == ("Janv.", "4\u202f100\u00a0h", "")
    assert rows[10] == ("Oct.", "4\u202f900\u00a0h", "incomplet")
    assert rows[12] == ("Déc.", "–", "")
    chart.copy()
    assert QApplication.clipboard().text().splitlines()[1] == "Janv.\t4\u202f100\u00a0h\t"


@pytest.mark.parametrize(("value", "top"), [(5400, 6000), (1, 3), (0, 3), (7, 7.5), (6001, 7500), (40, 60)])
def test_scales_end_on_round_numbers(value: float, top: float) -> None:
    assert nice_ceiling(value) == top


def test_a_score_is_read_with_its_parts() -> None:
    assert describe_score(chart_gallery.PARTS) == (
        "91 sur 100\u00a0: compétences 33 sur 35, trajet 24 sur 25, disponibilité 18 sur 20, projet 16 sur 20"
    )


def test_a_share_says_whether_its_target_is_reached(look: Look, qtbot: QtBot) -> None:
    bar = ShareBar("Femmes")
    qtbot.addWidget(bar)
    bar.show_share(0.38, 0.45)
    assert bar.accessibleDescription() == "38\u00a0% pour une cible de 45\u00a0%, sous la cible"


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)])
def test_a_question_is_answered_by_keyboard(look: Look, qtbot: QtBot, key: Qt.Key, answer: bool) -> None:
    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert [button.text() for button in box.buttons()] == ["Valider octobre", "Annuler"]
        assert [bool(button.property("primary")) for button in box.buttons()] == [True, False]
        qtbot.keyClick(box, key)

    QTimer.singleShot(0, press)
    assert dialogs.confirm(None, "Valider octobre\u00a0?", "12 salariés.", "Valider octobre") is answer


def test_a_card_owns_its_labels_even_with_nothing_to_say(look: Look, qtbot: QtBot) -> None:
    before = set(QApplication.allWidgets())
    card, figure = Card(), Figure("clock", "Heures")
    qtbot.addWidget(card)
    qtbot.addWidget(figure)
    made = set(QApplication.allWidgets()) - before
    assert {widget for widget in made if widget.parent() is None} == {card, figure}
    card.add(Label("Contenu"))
    plain = card.sizeHint().height()
    card.set_title("Titre")
    assert card.sizeHint().height() > plain
    assert not any(label.isWindow() for label in made if label not in (card, figure))


@pytest.mark.parametrize(("effect", "bold"), [("12 salariés, 1\u202f322,17\u00a0h.", True), ("", False)])
def test_a_message_has_its_title_in_bold_when_more_is_said_under_it(
    effect: str, bold: bool, look: Look, qtbot: QtBot
) -> None:
    weights: list[tuple[str, int]] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        weights.extend((label.text(), label.font().weight()) for label in box.findChildren(QLabel) if label.text())
        box.reject()

    QTimer.singleShot(0, read)
    dialogs.confirm(None, "Valider octobre\u00a0?", effect, "Valider")
    assert [weight >= QFont.Weight.DemiBold for _, weight in weights] == ([True, False] if bold else [False])
