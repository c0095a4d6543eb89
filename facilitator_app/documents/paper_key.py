"""The sheet that opens an encrypted house when phrases are forgotten: printed once, sealed in an envelope."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from facilitator_app.documents import blocks
from facilitator_app.documents.fonts import font
from facilitator_app.documents.letterhead import Letterhead, Reference
from facilitator_app.documents.letters import printable, shortened
from facilitator_app.documents.page import LEFT, WIDTH, Paper
from facilitator_app.domain.paper_key import GROUPS, mark, write
from facilitator_app.domain.values import NO_BREAK_SPACE, written_long_date

_COLUMNS = 2
_ROW_HEIGHT, _PADDING = 34.0, 8.0
_SIGN_SIZE, _SIGN_ADVANCE = 25.0, 31.0  # each sign in the middle of its own place, as on a typewriter
_NUMBER_WIDTH = 62.0


@dataclass(frozen=True, slots=True)
class PaperKeySheet:
    """`database` is the name of the file that the key opens, such as arrimage.db."""

    letterhead: Letterhead
    day: dt.date
    database: str
    key: bytes = field(repr=False)


def paper_key_pdf(sheet: PaperKeySheet) -> bytes:
    """The sheet on one A4 page. To be shown or printed, never kept: whoever holds these bytes opens the house."""
    made = dt.datetime.combine(sheet.day, dt.time())
    repere = f"Repère{NO_BREAK_SPACE}: {mark(sheet.key)}"
    reference = Reference("Clé de secours", (f"Imprimée le {written_long_date(sheet.day)}", repere))
    paper = Paper(sheet.letterhead, reference, "Clé de secours", _footer(), made)
    base = shortened(printable(f"de la base {sheet.database}"), font("regular"), 9.2, WIDTH)
    blocks.centred_title(paper, ("Clé de secours",), base)
    paper.y += 8
    warning = "Qui a cette feuille peut lire toute la base. Ne la photographiez pas, ne la recopiez pas sur un PC."
    blocks.notice(paper, "Confidentiel", warning)
    paper.y += 14
    _draw_groups(paper, write(sheet.key))
    for title, sentences in _explained(sheet):
        blocks.heading(paper, title)
        blocks.paragraph(paper, sentences, 9, 13)
    paper.y += 10
    blocks.signature_boxes(paper, ("Imprimée et vérifiée par", "Mise sous enveloppe par"))
    return paper.finished()


def _footer() -> str:
    return (
        f"Arrimage ne garde pas cette clé{NO_BREAK_SPACE}: cette feuille en est le seul exemplaire. Le repère permet "
        "de vérifier, dans le programme, qu’elle est bien celle de la base d’aujourd’hui."
    )


def _explained(sheet: PaperKeySheet) -> tuple[tuple[str, str], ...]:
    return (
        (
            "À quoi elle sert",
            "Elle ouvre la base quand une phrase de passe est oubliée, quand une personne est partie avec la sienne, "
            f"ou quand le fichier des clés ({sheet.database[-60:]}.cle) est perdu ou abîmé. Sans phrase de passe et "
            "sans cette clé, personne ne peut plus lire la base, pas même un informaticien.",
        ),
        (
            "Comment s’en servir",
            f"À l’ouverture de la base, choisissez «{NO_BREAK_SPACE}Utiliser la clé de secours{NO_BREAK_SPACE}», puis "
            "tapez les quatorze groupes dans l’ordre, en majuscules ou en minuscules. Il n’y a ni lettre I, ni lettre "
            "O, ni chiffre 0, ni chiffre 1. Choisissez ensuite une nouvelle phrase de passe.",
        ),
        (
            "Où la garder",
            "Dans une enveloppe fermée et signée, au coffre ou sous clé chez la direction, loin du PC et de ses "
            "sauvegardes. Si l’enveloppe a été ouverte sans raison connue, faites renouveler la clé. Quand la clé est "
            "renouvelée, imprimez la nouvelle feuille et détruisez celle-ci.",
        ),
    )


def _draw_groups(paper: Paper, groups: tuple[str, ...]) -> None:
    """Down the first column, then down the second, each group with its number."""
    rows = GROUPS // _COLUMNS
    height = rows * _ROW_HEIGHT + 2 * _PADDING
    column = WIDTH / _COLUMNS
    with paper.pen.decoration():
        paper.pen.box(LEFT, paper.y, WIDTH, height, 6, "primary", thickness=1.1)
        for row in range(1, rows):
            y = paper.y + _PADDING + row * _ROW_HEIGHT
            for place in range(_COLUMNS):
                paper.pen.line(LEFT + place * column + 16, y, LEFT + (place + 1) * column - 16, y, "border")
    for number, group in enumerate(groups):
        x = LEFT + number // rows * column + 16
        _draw_group(paper, x, paper.y + _PADDING + number % rows * _ROW_HEIGHT, f"{number + 1}", group)
    paper.y += height


def _draw_group(paper: Paper, x: float, y: float, number: str, group: str) -> None:
    bold, regular = font("semibold"), font("regular")
    with paper.pen.leaf("P"):
        paper.pen.text(x, y + 21, f"Groupe {number}", regular, 8.3, "text-2")
        for place, sign in enumerate(group):
            middle = x + _NUMBER_WIDTH + (place + 0.5) * _SIGN_ADVANCE
            paper.pen.text(middle - bold.width(sign, _SIGN_SIZE) / 2, y + 26, sign, bold, _SIGN_SIZE)
