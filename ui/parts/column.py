"""A column of widgets in the middle of a scroll area, as wide as one reads well."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

WIDTH_PX: Final = 680


class Column(QScrollArea):
    """Put widgets into `body`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QWidget()
        outer.setObjectName("column")
        inner = QWidget()
        inner.setMaximumWidth(WIDTH_PX)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(28, 30, 28, 30)
        self.body.setSpacing(12)
        row = QHBoxLayout(outer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        self.setWidget(outer)


def centered_column(page: QWidget, width_px: int) -> QVBoxLayout:
    """Puts a column of a fixed width into the middle of an empty page, a little above half; returns its layout."""
    column = QWidget()
    column.setFixedWidth(width_px)
    body = QVBoxLayout(column)
    body.setContentsMargins(0, 0, 0, 0)
    body.setSpacing(14)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(column)
    row.addStretch(1)
    layout = QVBoxLayout(page)
    layout.addStretch(2)
    layout.addLayout(row)
    layout.addStretch(3)
    return body
