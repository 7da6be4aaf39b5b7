"""The style sheet: what palette and Fusion alone do not say."""

from __future__ import annotations

from string import Template
from typing import Final

from PySide6.QtGui import QColor

from ui.theme.colors import Colors, mix

FONT_PX: Final = (11, 12, 13, 15, 18, 19, 22, 24, 30)
"""Sizes of text in the template, at 100 %."""

_TEMPLATE: Final = Template("""
* { outline: none; }
QWidget#sidebar, QWidget#pages { background: $window; border: none; }
QWidget#reading, QWidget#quizPage, QWidget#cardsPage, QWidget#room { background: $surface; }
QWidget#rail { background: $window; border-right: 1px solid $border; }
QToolButton[role="rail"] {
  color: $muted; border-radius: 10px; padding: 7px 2px 6px 2px; font-size: $px11; font-weight: 500; border: 1px
  solid transparent;
}
QToolButton[role="rail"]:hover { background: $raised; color: $text; }
QToolButton[role="rail"]:checked { background: $chip; color: $accent; font-weight: 600; }
QToolButton[role="rail"]:focus { border: 1px solid $accent; }
QFrame#panel { background: $window; border: 1px solid $border; border-radius: 12px; }
QFrame#row { border-bottom: 1px solid $border; }
QFrame#statementBar, QFrame#statementEditor {
  background: $surface; border: 1px solid $border; border-radius: 9px;
}
QFrame#statementEditor { background: $window; border-radius: 12px; }
QFrame#searchBox { background: $surface; border: 1px solid $border; border-radius: 14px; }
QFrame#searchBox QLineEdit { border: none; font-size: $px18; padding: 14px 16px; background: transparent; }
QFrame#rule { background: $border; max-height: 1px; border: none; }
QLabel[role="title"] { font-size: $px22; font-weight: 700; }
QLabel[role="heading"] { font-size: $px15; font-weight: 600; }
QLabel[role="number"] { font-size: $px30; font-weight: 700; }
QLabel[role="danger"] { color: $danger; font-size: $px13; }
QPushButton[role="danger"] { color: $danger; }
QPushButton[role="choice"]:checked { background: $chip; color: $accent; border: 1px solid $accent; font-weight: 600; }
QMenu { background: $surface; color: $text; border: 1px solid $border; border-radius: 10px; padding: 6px; }
QMenu::item { padding: 7px 26px 7px 14px; border-radius: 6px; }
QMenu::item:selected { background: $chip; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }
QComboBox QAbstractItemView {
  background: $surface; color: $text; border: 1px solid $border; selection-background-color: $chip;
  selection-color: $text; outline: none; padding: 4px;
}
QCheckBox { spacing: 9px; padding: 3px; border: 1px solid transparent; border-radius: 6px; }
QCheckBox:focus { border: 1px solid $accent; }
QPlainTextEdit#editor {
  background: $surface; border: 1px solid $accent; border-radius: 8px; padding: 6px 8px; font-size: $px15;
}
QDateEdit, QKeySequenceEdit QLineEdit {
  background: $surface; color: $text; border: 1px solid $border; border-radius: 8px; padding: 6px 10px;
}
QDateEdit:focus { border: 1px solid $accent; }
QTableView { background: transparent; border: none; }
QSplitter::handle { background: $border; }
QLabel[role="caption"] { color: $muted; font-size: $px12; font-weight: 600; }
QLabel[role="muted"] { color: $muted; font-size: $px13; }
QLabel[role="question"] { font-size: $px19; font-weight: 600; }
QLabel[role="display"] { font-size: $px24; font-weight: 650; }
QLabel[role="right"] { color: $accent; font-weight: 600; }
QLabel[role="wrong"] { color: $danger; font-weight: 600; }
QLabel[role="badge"] { background: $chip; color: $accent; border-radius: 9px; padding: 1px 9px; font-size: $px12; }
QPushButton, QComboBox {
  background: $surface; color: $text; border: 1px solid $border; border-radius: 8px; padding: 7px 14px;
  min-height: 18px;
}
QComboBox { padding-right: 26px; }
QComboBox[mirrored="true"] { padding-left: 26px; padding-right: 14px; }
QComboBox::drop-down { border: none; width: 22px; }
QPushButton:hover, QComboBox:hover { background: $raised; }
QPushButton:focus, QComboBox:focus, QLineEdit:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $muted; background: transparent; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:disabled { background: $raised; color: $muted; border-color: $border; }
QPushButton[role="primary"]:focus { border: 1px solid $text; }
QPushButton[role="chip"] {
  background: $chip; color: $accent; border: 1px solid $chip; border-radius: 10px; padding: 1px 9px; font-size: $px12;
}
QPushButton[role="chip"]:hover, QPushButton[role="chip"]:focus { border: 1px solid $accent; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 4px 8px; }
QPushButton[role="link"]:hover { background: $raised; }
QPushButton[role="link"]:focus { border: 1px solid $accent; }
QPushButton[role="tab"] {
  background: transparent; border: 1px solid transparent; color: $muted; padding: 5px 14px; border-radius: 8px;
}
QPushButton[role="tab"]:hover { color: $text; }
QPushButton[role="tab"]:checked { background: $surface; color: $text; border: 1px solid $border; }
QPushButton[role="tab"]:focus { border: 1px solid $accent; }
QFrame#tabs { background: $raised; border-radius: 10px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 5px; }
QToolButton:hover { background: $raised; }
QToolButton:focus { border: 1px solid $accent; }
QLineEdit {
  background: $surface; color: $text; border: 1px solid $border; border-radius: 8px; padding: 8px 12px;
  selection-background-color: $selection; selection-color: $text;
}
QFrame#askBar QLineEdit { border-radius: 18px; padding: 9px 16px; }
QFrame#answerCard { background: $window; border: 1px solid $border; border-radius: 12px; }
QFrame#explanation { background: $window; border-radius: 10px; }
QFrame#toast { background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame#toast[tone="error"] { border: 1px solid $danger; }
QFrame#toast[tone="news"] { border: 1px solid $accent; }
QProgressBar { background: $border; border: none; border-radius: 3px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QListView { background: transparent; border: none; }
QTextBrowser, QPlainTextEdit {
  background: transparent; border: none; selection-background-color: $selection; selection-color: $text;
}
QScrollArea, QAbstractScrollArea#canvas { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#column { background: transparent; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 2px; }
QScrollBar::handle { background: $border; border-radius: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 5px 7px; }
""")


def stylesheet(colors: Colors, scale: float = 1.0) -> str:
    """Qt style sheet text for a set of colours; `scale` is that of text."""
    accent, surface = QColor(colors.accent), QColor(colors.surface)
    return _TEMPLATE.substitute(
        window=colors.window,
        surface=colors.surface,
        raised=colors.raised,
        text=colors.text,
        muted=colors.muted,
        border=colors.border,
        accent=colors.accent,
        on_accent=colors.on_accent,
        accent_hover=mix(accent, QColor(colors.text), 0.88).name(),
        chip=mix(accent, surface, 0.12).name(),
        selection=colors.selection,
        danger=colors.danger,
        danger_ground=mix(QColor(colors.danger), surface, 0.1).name(),
        **{f"px{size}": f"{round(size * scale)}px" for size in FONT_PX},
    )
