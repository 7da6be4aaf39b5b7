"""Menus that are made when they are asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget


def passing_menu(name: str, parent: QWidget) -> QMenu:
    """A menu that is gone once it closes; `name` is what a screen reader calls it. GUI thread."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(name)
    return menu
