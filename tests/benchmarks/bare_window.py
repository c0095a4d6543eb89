"""The smallest useful PySide6 window, a table: what the start of the program is compared with."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1000, 650)
table = QTableWidget(30, 6)
for row in range(30):
    for column in range(6):
        table.setItem(row, column, QTableWidgetItem(f"ligne {row} colonne {column}"))
window.setCentralWidget(table)
window.show()
sys.exit(app.exec())
