"""The shortcuts in the settings: each with a field that takes other keys; a conflict is told by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QKeySequenceEdit, QLineEdit, QVBoxLayout, QWidget

from ui.parts.slices import Step
from ui.parts.widgets import IconButton, label
from ui.settings.shortcuts import SHORTCUTS, Keymap, is_free_standing, native, words_of
from ui.words import tr

FIELD_PX = 170


class ShortcutTable(QFrame):
    """GUI thread. Empty until its `steps` were taken."""

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._keymap = keymap
        self.fields: dict[str, QKeySequenceEdit] = {}
        self._resets: dict[str, IconButton] = {}
        self.trouble = label(role="danger", wrap=True)
        self._grid = QGridLayout()
        self._lay_out()
        keymap.changed.connect(self._show)
        self.trouble.hide()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.addWidget(
            label(tr("Click a field and press keys. Those without a field stay as they are."), role="muted", wrap=True)
        )
        layout.addWidget(self.trouble)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        layout.addLayout(self._grid)

    def steps(self) -> Iterator[Step]:
        """Each makes a row."""
        for at, name in enumerate(SHORTCUTS):
            yield partial(self._make_row, at, name)

    def _make_row(self, at: int, name: str) -> None:
        shortcut = SHORTCUTS[name]
        self._grid.addWidget(label(words_of(name)), at, 0)
        if shortcut.is_fixed:
            keys = ", ".join(native(each) for each in shortcut.all_keys)
            fixed = label(keys, role="muted")
            fixed.setMinimumHeight(24)
            self._grid.addWidget(fixed, at, 1)
        else:
            field, reset = self._fields_of(name)
            self._grid.addWidget(field, at, 1)
            self._grid.addWidget(reset, at, 2)
            self._show(name)

    def _fields_of(self, name: str) -> tuple[QKeySequenceEdit, IconButton]:
        field = QKeySequenceEdit()
        field.setMaximumSequenceLength(1)
        field.setClearButtonEnabled(True)
        field.setFixedWidth(FIELD_PX)
        field.setAccessibleName(tr("Keys for: {what}").format(what=words_of(name)))
        inner = field.findChild(QLineEdit)
        assert inner is not None
        inner.setAccessibleName(field.accessibleName())
        inner.setPlaceholderText(tr("None"))
        field.editingFinished.connect(lambda: self._on_edited(name))
        reset = IconButton("undo", tr("As it was from the start: {keys}").format(keys=native(SHORTCUTS[name].keys)))
        reset.setAccessibleName(tr("Keys as from the start: {what}").format(what=words_of(name)))
        reset.clicked.connect(lambda: self._take(name, SHORTCUTS[name].keys))
        self.fields[name], self._resets[name] = field, reset
        return field, reset

    def _on_edited(self, name: str) -> None:
        keys = self.fields[name].keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if keys != self._keymap.keys_of(name):
            self._take(name, keys)

    def _take(self, name: str, keys: str) -> None:
        trouble = self._trouble_with(name, keys)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        if trouble:
            self._show(name)
        else:
            self._keymap.change(name, keys)

    def _trouble_with(self, name: str, keys: str) -> str:
        if not keys:
            return ""
        if owner := self._keymap.owner(keys, name):
            return tr("{keys} is taken: {what}.").format(keys=native(keys), what=words_of(owner))
        if not is_free_standing(keys):
            return tr("{keys} alone would be typing: press it together with Ctrl or Alt.").format(keys=native(keys))
        return ""

    def _show(self, name: str) -> None:
        if name not in self.fields:
            return
        keys = self._keymap.keys_of(name)
        self.fields[name].setKeySequence(QKeySequence(keys))
        reset = self._resets[name]
        policy = reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        reset.setSizePolicy(policy)
        reset.setVisible(keys != SHORTCUTS[name].keys)
