"""A list whose rows change often: the row that changed is painted, not all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView

Index = QModelIndex | QPersistentModelIndex


class RowList(QListView):
    """Qt's own lays out and paints all rows when one changes. Here a model that names the roles that changed has that
    row painted only, unless `SizeHintRole` is one of them: then the row may be of another height. GUI thread."""

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        if roles and Qt.ItemDataRole.SizeHintRole not in roles:
            QAbstractItemView.dataChanged(self, first, last, roles)
        else:
            super().dataChanged(first, last, roles)
