"""Sending a PDF to a printer, page image by page image."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from facilitator_app.domain.refusal import Refusal

DOTS_PER_INCH = 300  # what an office printer shows of text; more only makes the job heavier


def print_pdf(pdf: bytes, printer: QPrinter, title: str) -> None:
    """Print the pages the user chose in the dialog. Raises Refusal when the printer does not answer."""
    document, data = QPdfDocument(), QBuffer()
    data.setData(QByteArray(pdf))
    data.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(data)
    printer.setDocName(title)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise Refusal.because("L’imprimante ne répond pas. Vérifiez qu’elle est allumée ou choisissez-en une autre.")
    for place, page in enumerate(_asked(printer, document.pageCount())):
        if place:
            printer.newPage()
        points = document.pagePointSize(page)
        size = QSize(round(points.width() / 72 * DOTS_PER_INCH), round(points.height() / 72 * DOTS_PER_INCH))
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        scale = min(sheet.width() / points.width(), sheet.height() / points.height())
        target = QRectF(0, 0, points.width() * scale, points.height() * scale)
        image = document.render(page, size)
        painter.drawImage(target, image, QRectF(image.rect()))
    painter.end()
    document.close()


def _asked(printer: QPrinter, pages: int) -> range:
    """Every page, or those of the dialog's range (counted from 1, 0 when all are wanted)."""
    first, last = printer.fromPage(), printer.toPage()
    return range(first - 1, min(last, pages)) if first else range(pages)
