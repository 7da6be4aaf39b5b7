"""Which widgets are nameless to a screen reader, and where the code makes dialogs and menus."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QInputDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

MAKERS: Final = frozenset(
    {"QDialog", "QMenu", "QMessageBox", "QFileDialog", "QInputDialog", "QColorDialog", "QFontDialog", "QPrintDialog",
     "QPrintPreviewDialog", "QProgressDialog", "QErrorMessage", "QWizard", "passing_menu"}
)  # fmt: skip
"""What makes a dialog or a menu; classes of ours that are one join them."""
INTERACTIVE: Final = (
    QAbstractButton, QLineEdit, QAbstractItemView, QComboBox, QTextEdit, QPlainTextEdit, QAbstractSpinBox,
    QAbstractSlider,
)  # fmt: skip
QTS_OWN: Final = (QScrollBar, QHeaderView)
"""Parts that are spoken of with what they belong to."""


def usable(root: QWidget) -> list[QWidget]:
    """All that one can use in a widget, seen now or not."""
    found = [widget for widget in root.findChildren(QWidget) if isinstance(widget, INTERACTIVE)]
    return [widget for widget in found if not isinstance(widget, QTS_OWN) and not is_part(widget, root)]


def is_part(widget: QWidget, root: QWidget) -> bool:
    """Whether a widget is only a part of another one that is used: the field of a combo box, the arrow of a field."""
    above = widget.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, INTERACTIVE) and not isinstance(above, QAbstractItemView):
            return True
        above = above.parentWidget()
    # Qt's dialog for one value has a line for words also where it shows a list to choose from.
    is_unused = widget.isHidden() and isinstance(widget.parentWidget(), QInputDialog)
    return is_unused or widget.objectName().startswith("qt_")


def nameless(root: QWidget) -> list[str]:
    """Those that a screen reader has no name for."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in usable(root)
        if not spoken(widget)
    ]


def spoken(widget: QWidget) -> str:
    """What a screen reader is told that a widget is called."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def places(folder: Path) -> list[str]:
    """Where modules below a folder make a dialog or a menu, as “FILE CLASS.FUNCTION”, and which classes are one."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))}
    classes = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    ours: set[str] = set()
    while more := {each.name for each in classes if any(name_of(base) in MAKERS | ours for base in each.bases)} - ours:
        ours |= more
    found: set[str] = set()
    for path, tree in trees.items():
        found |= {f"{path.relative_to(folder).as_posix()} {place}".rstrip() for place in _places(tree, ours)}
    return sorted(found)


def _places(tree: ast.AST, ours: set[str], inside: tuple[str, ...] = ()) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        within = inside
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            within = (*inside, node.name)
        if isinstance(node, ast.ClassDef) and node.name in ours:
            yield ".".join(within)
        elif isinstance(node, ast.Call) and name_of(node.func) in MAKERS and inside[-1:] != ("passing_menu",):
            yield ".".join(inside)
        yield from _places(node, ours, within)


def name_of(node: ast.expr) -> str:
    """The last word of a name: “QMenu” of `QtWidgets.QMenu`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
