"""The navigation at the left: apps register items in ``ready()``; each person sees those they may open.

    register_navigation(
        NavItem("bills", _("Bill problems"), "claims:problems", count=lambda user: waiting(user)),
        NavItem("desk", _("City board"), "funds:board", levels={"city"}, first_page=True),
    )

An item needs no duties of its own: it is shown to whoever meets the requirement written on its view.
``duties``, ``levels`` and ``when`` narrow that further (a county and a city have different navigation).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from config.access import Requirement, as_set, openable
from config.display import whole
from config.keeping import Seat, kept_answers

GROUPS: dict[str, Any] = {
    "desk": _("Desk"),
    "people": _("People"),
    "contributions": _("Contributions"),
    "everybody": _("Everybody insured"),
    "registers": _("Registers and accounts"),
    "institutions": _("Institutions"),
    "bills": _("Bills"),
    "catalogue": _("Catalogue"),
    "clearing": _("Clearing"),
    "fund": _("Fund"),
    "books": _("Books"),
    "watch": _("Watch and assessment"),
    "year": _("The fund's year"),
    "exchange": _("Import and jobs"),
    "maintenance": _("Maintenance"),
}
"""Groups in the order they are shown; :func:`register_group` adds one at the end."""


@dataclass(frozen=True)
class NavItem:
    """One line of the navigation; ``count(seat)`` tells what waits (None: nothing to tell)."""

    group: str
    title: Any
    url_name: str
    duties: Iterable[str] | str | None = None
    levels: Iterable[str] | str | None = None
    count: Callable[[Any], int | None] | None = None
    order: int = 50
    first_page: bool = False
    when: Callable[[Any], bool] | None = None

    def shown_to(self, assignment: Any) -> bool:
        if self.when is not None and (assignment is None or not self.when(assignment)):
            return False
        narrowed = self.duties is not None or self.levels is not None
        own = Requirement(as_set(self.duties), as_set(self.levels), assigned=narrowed, region=not self.levels)
        return own.met_by(assignment) and bool(openable(address_of(self.url_name), assignment))


@dataclass
class NavLine:
    title: Any
    url: str
    active: bool
    count: int | None

    def html(self) -> str:
        marked = ' class="active" aria-current="page"' if self.active else ""
        title = escape(str(self.title))
        return f'<li><a href="{escape(self.url)}"{marked}><span>{title}</span>{_bubble(self.count)}</a></li>'


def _bubble(count: int | None) -> str:
    return f'<span class="bubble">{whole(count)}</span>' if count else ""


@dataclass
class NavGroup:
    """``open``: whether its lines are shown before the reader folds or unfolds it."""

    key: str
    title: Any
    lines: list[NavLine] = field(default_factory=list)
    open: bool = True

    @property
    def count(self) -> int:
        return sum(line.count or 0 for line in self.lines)

    def html(self) -> SafeString:
        """As markup made here: a hundred lines took a template a tenth of every page."""
        opened = " open" if self.open else ""
        lines = "\n".join(line.html() for line in self.lines)
        return SafeString(
            f'<details data-group="{self.key}"{opened}>\n'
            f"<summary><h2>{escape(str(self.title))}</h2>{_bubble(self.count)}</summary>\n"
            f"<ul>\n{lines}\n</ul>\n</details>"
        )


# A navigation with more lines than fit a screen is folded but for the group of the page.
MOST_UNFOLDED = 24

_items: list[NavItem] = []
_belonging: dict[str, str] = {}


@cache
def address_of(url_name: str) -> str:
    return reverse(url_name)


def register_group(key: str, title: Any) -> None:
    GROUPS.setdefault(key, title)


def register_navigation(*items: NavItem) -> None:
    """Add items; registering the same address for the same levels again changes nothing."""
    for item in items:
        if item.group not in GROUPS:
            raise ValueError(f"unknown navigation group: {item.group}")
        if item not in _items:
            _items.append(item)


def register_pages(line: str, *names: str) -> None:
    """Pages of the line ``line`` whose addresses do not begin with its own; all are names of addresses."""
    _belonging.update(dict.fromkeys(names, line))


def line_of(request: HttpRequest) -> str:
    """The address by which the navigation finds the page's line."""
    match = request.resolver_match
    line = _belonging.get(match.view_name) if match else None
    return str(getattr(request, "navigated_as", None) or (address_of(line) if line else request.path))


def _visible(assignment: Any) -> list[NavItem]:
    order = list(GROUPS)
    shown = [item for item in _items if _reachable(item) and item.shown_to(assignment)]
    return sorted(shown, key=lambda item: (order.index(item.group), item.order))


def _reachable(item: NavItem) -> bool:
    try:
        address_of(item.url_name)
    except NoReverseMatch:  # an app's pages may be left out of an installation
        return False
    return True


def navigation_for(request: HttpRequest) -> list[NavGroup]:
    """Groups with the lines this person may open, the longest address that fits the page marked active.

    Where pages belong to another line than their addresses say, :func:`register_pages` tells of which; a view that
    only knows when it answers names that line's address: ``request.navigated_as``.
    """
    counted = [item for item in _items if item.count]
    shown, *numbers = kept_answers(request, "navigation", [_shown_to, *map(_counting, counted)]).answers
    items = [_items[place] for place in shown]
    counts = {item.url_name: number for item, number in zip(counted, numbers, strict=True)}
    path = line_of(request)
    fits = [a for a in (address_of(item.url_name) for item in items) if path.startswith(a)]
    active = max(fits, key=len, default=None)
    groups: dict[str, NavGroup] = {}
    for item in items:
        url = address_of(item.url_name)
        count = counts.get(item.url_name)
        group = groups.setdefault(item.group, NavGroup(item.group, GROUPS[item.group]))
        group.lines.append(NavLine(item.title, url, url == active, count))
    for group in groups.values():
        group.open = len(items) <= MOST_UNFOLDED or any(line.active for line in group.lines)
    return list(groups.values())


def _shown_to(seat: Seat | None) -> list[int]:
    """Places of the lines that whoever sits there may open."""
    return [_items.index(item) for item in _visible(seat)]


def _counting(item: NavItem) -> Callable[[Seat | None], int | None]:
    """What waits behind a line, where it is shown."""
    count = item.count

    def ask(seat: Seat | None) -> int | None:
        return count(seat) if count and _reachable(item) and item.shown_to(seat) else None

    return ask


def first_page_for(assignment: Any) -> str | None:
    """Where sign-in leads: the first visible item declared a first page, else the first item."""
    items = _visible(assignment)
    chosen = next((item for item in items if item.first_page), items[0] if items else None)
    return address_of(chosen.url_name) if chosen else None
