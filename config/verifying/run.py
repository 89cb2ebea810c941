"""Asking every question within one read-only transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils.translation import gettext as _

from config.scoping import system_scope

from .registry import Difference, Verification, verifications

# Of one kind so many are named; the rest are counted.
NAMED = 100


@dataclass
class Outcome:
    """What one question came to: the first differences, and how many there are."""

    verification: Verification
    count: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def beyond(self) -> int:
        """How many more there are than are named."""
        return self.count - len(self.differences)

    def lines(self) -> list[str]:
        """As text, a line a difference; nothing when nothing differs."""
        name = self.verification.name
        lines = [f"{name}: {one.where}: {one.what}" for one in self.differences]
        if self.beyond:
            lines.append(f"{name}: " + _("and %(count)s more") % {"count": self.beyond})
        return lines


def verify(
    names: Iterable[str] = (), *, progress: Callable[[int, int, Verification], None] | None = None
) -> Iterator[Outcome]:
    """Ask the named questions, or all; ``progress`` is told (done, of, the next). ``KeyError`` for unknown names."""
    known = verifications()
    asked = [known[name] for name in names] or list(known.values())
    # Not for a person: whoever may read the database verifies all of it.
    with _one_instant(), system_scope():
        for done, one in enumerate(asked):
            if progress is not None:
                progress(done, len(asked), one)
            outcome = Outcome(one)
            for difference in one.ask():
                outcome.count += 1
                if outcome.count <= NAMED:
                    outcome.differences.append(difference)
            yield outcome


@contextmanager
def _one_instant() -> Iterator[None]:
    """One snapshot, nothing written; within somebody's transaction (a test) its own rules hold."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
        yield
