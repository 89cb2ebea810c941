"""Which kinds of job there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from .context import JobContext

Handler = Callable[["JobContext"], None]
H = TypeVar("H", bound=Handler)


@dataclass(frozen=True)
class JobKind:
    """``title`` is lazy text for people; ``duty`` is what a page asks of whoever starts one, if anything.

    Not ``repeatable``: its owner does not start it again from the job's page, the page it works for does.
    """

    kind: str
    title: Any
    run: Handler
    duty: str | None = None
    repeatable: bool = True


_kinds: dict[str, JobKind] = {}


def job_kind(kind: str, *, title: Any, duty: str | None = None, repeatable: bool = True) -> Callable[[H], H]:
    """Register the decorated function as the handler of ``kind``; two handlers of one kind are an error."""

    def register(run: H) -> H:
        known = _kinds.get(kind)
        if known is not None and known.run.__qualname__ != run.__qualname__:
            raise ValueError(f"the job kind {kind!r} is already handled by {known.run.__qualname__}")
        _kinds[kind] = JobKind(kind=kind, title=title, run=run, duty=duty, repeatable=repeatable)
        return run

    return register


def kind_of(kind: str) -> JobKind:
    """The registered kind; ``LookupError`` names the cure when there is none."""
    try:
        return _kinds[kind]
    except KeyError:
        raise LookupError(
            f"no job kind {kind!r}: register its handler with @job_kind in an app's tasks.py"
        ) from None


def is_repeatable(kind: str) -> bool:
    """Whether such a job may be started again from its own page; not one whose kind is no longer known."""
    known = _kinds.get(kind)
    return known is not None and known.repeatable


def title_of(kind: str) -> str:
    """The kind's title, or the bare kind for rows of a kind that is no longer known."""
    known = _kinds.get(kind)
    return str(known.title) if known else kind
