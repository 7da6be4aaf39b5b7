"""The requests that nobody has begun, in fair order: jobs take turns, the one that the student looks at goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Iterable, Sequence
from typing import Final

from workers.llm.work import MAX_FOLLOWERS, Scoring, Work

PREFERRED_TURNS: Final = 6
"""So many requests of what is preferred begin before one of the others."""


class Waiting:
    """A queue from which several lanes may take. Safe to use from several threads."""

    def __init__(self, *, chains: bool = True) -> None:
        """`chains` puts scores of one prompt behind one another, for a lane to read it once."""
        self._chains = chains
        self._lock = threading.Lock()
        self._groups: OrderedDict[int, deque[Work]] = OrderedDict()
        """Groups take turns, so that a long job does not keep a short one waiting."""
        self._count = 0
        self._preferred: frozenset[int] = frozenset()
        self._preferred_turns = 0
        """Of groups that are preferred, since another had its turn."""

    def __len__(self) -> int:
        """How many sequences those that wait will need."""
        return self._count

    @property
    def preferred(self) -> frozenset[int]:
        """The groups that go first."""
        return self._preferred

    def add(self, work: Work) -> None:
        with self._lock:
            queue = self._groups.setdefault(work.group, deque())
            last = queue[-1] if queue and self._chains and isinstance(work, Scoring) else None
            if isinstance(last, Scoring) and last.prompt == work.prompt and len(last.followers) < MAX_FOLLOWERS:
                last.followers.append(work)
            else:
                queue.append(work)
                self._count += 1

    def prefer(self, groups: Iterable[int]) -> None:
        """From now on these groups go first; of the others one request begins after some of theirs, so that a long job
        in the foreground does not silence the rest."""
        with self._lock:
            self._preferred = frozenset(groups)

    def drop(self, request_ids: Sequence[int]) -> None:
        """Forgets requests."""
        unwanted = set(request_ids)
        with self._lock:
            for group, queue in list(self._groups.items()):
                self._groups[group] = deque(left for each in queue if (left := each.without(unwanted)))
                self._count -= len(queue) - len(self._groups[group])
                if not self._groups[group]:
                    del self._groups[group]

    def look(self) -> tuple[Work | None, Work | None]:
        """The next in line, and the one behind it in its group."""
        with self._lock:
            if not self._groups:
                return None, None
            queue = self._groups[self._next_group()]
            return queue[0], queue[1] if len(queue) > 1 else None

    def take(self, work: Work) -> bool:
        """Takes out what was next in line; False when another lane or a drop came first."""
        with self._lock:
            queue = self._groups.get(work.group)
            if not queue or queue[0] is not work:
                return False
            queue.popleft()
            self._count -= 1
            self._preferred_turns = self._preferred_turns + 1 if work.group in self._preferred else 0
            if queue:
                self._groups.move_to_end(work.group)
            else:
                del self._groups[work.group]
            return True

    def _next_group(self) -> int:
        mine = [group for group in self._groups if group in self._preferred]
        others = [group for group in self._groups if group not in self._preferred]
        return mine[0] if mine and (self._preferred_turns < PREFERRED_TURNS or not others) else others[0]
