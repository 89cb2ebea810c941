"""One list of rows: what it asks the database and how it answers a request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any, ClassVar

from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.display import changed_query
from config.listing.filters import Filter, filter_form
from config.listing.paging import Order, Page, capped, capped_count, count_text, page_of
from config.listing.tables import Column, Table, follow

PAGE_SIZES = (50, 100, 200)
PRINTED_AT_MOST = 2_000
CHUNK = 1_000
SUMMED_COMPLETED = 100
"""Of a list whose rows are completed no more are summed: all would be counted anew for every page."""
_known: dict[str, type[Listing]] = {}


@dataclass(frozen=True)
class Action:
    """A link or (``post``) button at the right of the title row; its page checks the duty again."""

    title: Any
    url: str
    main: bool = False
    post: bool = False


class Listing:
    """Declare ``key`` (unique; remembers columns), ``title``, ``columns``, ``filters``, ``order``, ``rows()``.

    ``rows()`` gives the unfiltered queryset; scoped managers see to whose rows these are. ``self.user``,
    ``self.assignment`` and ``self.given`` (keyword arguments of :meth:`respond`, JSON-able, such as the id of
    the institution whose bills are listed) are at hand. ``order`` is the default order, an indexed column.
    ``keys_first`` is for rows that lie far apart in a large table, where an index alone answers filter and order:
    the page's fifty are then all that is read.
    """

    key: ClassVar[str]
    title: ClassVar[Any]
    columns: ClassVar[Sequence[Column]]
    filters: ClassVar[Sequence[Filter]] = ()
    order: ClassVar[str] = "-pk"
    keys_first: ClassVar[bool] = False
    unit: ClassVar[Any] = ""
    purpose: ClassVar[Any] = ""
    empty_title: ClassVar[Any] = _("Nothing here yet.")
    empty_hint: ClassVar[Any] = ""
    empty_action: ClassVar[Action | None] = None
    template: ClassVar[str] = "components/list_page.html"

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "key" in vars(cls):
            known = _known.setdefault(cls.key, cls)
            if known.__qualname__ != cls.__qualname__ or known.__module__ != cls.__module__:
                raise ValueError(f"two lists with the key {cls.key!r}")

    def __init__(self, *, user: Any, assignment: Any, parameters: QueryDict, **given: Any) -> None:
        self.user = user
        self.assignment = assignment
        self.parameters = parameters
        self.given = given

    # --- what a list declares ---

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def heading(self) -> str:
        """What the page is called; the title, unless the list is one thing's (a month's statements)."""
        return str(self.title)

    def row_url(self, row: Any) -> str | None:
        """The page a row opens with Enter or a click."""
        return None

    def row_css(self, row: Any) -> str:
        return ""

    def actions(self) -> Iterable[Action]:
        return ()

    def completed(self, rows: list[Any]) -> list[Any]:
        """``rows`` with the figures that are counted for many rows at once, not for each by the query."""
        return rows

    # --- what the reader asked ---

    @cached_property
    def form(self) -> Any:
        return filter_form(self, self.filters)

    @cached_property
    def asked(self) -> dict[str, Any] | None:
        """The filters' values; None when one of them cannot be read."""
        return self.form.cleaned_data if self.form.is_valid() else None

    @property
    def is_filtered(self) -> bool:
        return self.asked is None or any(value not in (None, "") for value in self.asked.values())

    @cached_property
    def filtered(self) -> QuerySet[Any]:
        """Exactly the rows the reader asked for; none while a filter cannot be read."""
        rows = self.rows()
        if self.asked is None:
            return rows.none()
        for each in self.filters:
            rows = each.narrow(rows, self.asked)
        return rows

    @cached_property
    def sorting(self) -> Order:
        wished = Order.parse(self.parameters.get("sort", ""))
        allowed = {column.sort for column in self.columns if column.sort}
        return wished if wished.path in allowed else Order.parse(self.order)

    @cached_property
    def shown(self) -> list[Column]:
        """The columns this reader picked, in their declared order; the default ones otherwise."""
        picked = (self.user.preferences or {}).get("columns", {}).get(self.key)
        shown = [c for c in self.columns if c.name in picked] if picked else []
        return shown or [c for c in self.columns if c.default]

    # --- what it shows ---

    @cached_property
    def page_size(self) -> int:
        size = self.parameters.get("size", "")
        return int(size) if size in {str(n) for n in PAGE_SIZES} else PAGE_SIZES[0]

    @cached_property
    def page(self) -> Page:
        at = {name: self.parameters.get(name, "") for name in ("after", "before")}
        page = page_of(self.filtered, self.sorting, size=self.page_size, keys_first=self.keys_first, **at)
        return replace(page, rows=self.completed(page.rows))

    @cached_property
    def count(self) -> tuple[int, bool]:
        """How many rows, and whether there are more; a page that holds them all is not counted once more."""
        shown = self.__dict__.get("page")
        return capped(len(shown.rows)) if shown and shown.is_whole else capped_count(self.filtered)

    @property
    def count_text(self) -> str:
        return count_text(*self.count)

    @property
    def has_no_totals(self) -> bool:
        """Whether there are more rows than are summed."""
        number, more = self.count
        return more or (self._completes and number > SUMMED_COMPLETED)

    @property
    def _completes(self) -> bool:
        return type(self).completed is not Listing.completed

    def totals(self) -> dict[str, Any] | None:
        """Sums over everything filtered; None without summed columns or where there is too much to sum."""
        summed = {c.name: c.total_field for c in self.shown if c.total_field}
        if not summed or self.has_no_totals or not self.count[0]:
            return None
        if self.page.is_whole or self._completes:
            rows = self.page.rows if self.page.is_whole else self.completed(list(self.filtered))
            return {
                name: _sum(follow(row, field, as_text=False) for row in rows)
                for name, field in summed.items()
            }
        # A prefix, for an aggregate may not be named like a column.
        sums = self.filtered.order_by().aggregate(**{f"sum_of_{n}": Sum(f) for n, f in summed.items()})
        return {name: sums[f"sum_of_{name}"] for name in summed}

    def table(self, rows: Iterable[Any]) -> Table:
        return Table(
            caption=self.title, columns=self.shown, rows=rows, totals=self.totals(), row_url=self.row_url,
            row_css=self.row_css, unit=self.unit, sorting=self._sort_links(),
        )  # fmt: skip

    def _sort_links(self) -> dict[str, tuple[str, str]]:
        links = {}
        for column in self.shown:
            if not column.sort:
                continue
            current = column.sort == self.sorting.path
            direction = ("descending" if self.sorting.descending else "ascending") if current else "none"
            wished = f"-{column.sort}" if direction == "ascending" else column.sort
            links[column.name] = (self.query(sort=wished), direction)
        return links

    def query(self, **changes: Any) -> str:
        """This list's address with the same filter, from the first page."""
        return changed_query(self.parameters, **{"after": None, "before": None, "print": None, **changes})

    @property
    def sort_text(self) -> str:
        return str(self.sorting)

    def asked_lines(self) -> list[tuple[Any, str]]:
        """Label and value of every filter in use, for the head of a print."""
        said = [(each.label, each.says(self, self.asked or {})) for each in self.filters]
        return [(label, text) for label, text in said if text]

    def export_rows(self) -> QuerySet[Any]:
        return self.filtered.order_by(*self.sorting.by())

    def in_parts(self, rows: QuerySet[Any]) -> Iterator[Any]:
        """``rows``, completed a part at a time: what prints and exports write."""
        found = rows.iterator(chunk_size=CHUNK)
        while part := list(islice(found, CHUNK)):
            yield from self.completed(part)

    # --- how it answers ---

    @classmethod
    def known(cls, key: str) -> type[Listing]:
        return _known[key]

    @classmethod
    def respond(
        cls, request: HttpRequest, *, context: dict[str, Any] | None = None, **given: Any
    ) -> HttpResponseBase:
        """The whole view: the page, its print, or its export. ``context`` reaches the template."""
        from config.listing.export import answer_export

        listing = cls(
            user=request.user,
            assignment=getattr(request, "assignment", None),
            parameters=request.GET,
            **given,
        )
        if request.method == "POST":
            return answer_export(request, listing)
        extra = context or {}
        if "print" in request.GET:
            return render(request, "components/list_print.html", extra | listing.print_context())
        return render(request, cls.template, extra | listing.page_context())

    def page_context(self) -> dict[str, Any]:
        page = self.page
        return {
            "listing": self,
            "title": self.heading(),
            "purpose": self.purpose,
            "table": self.table(page.rows),
            "is_empty": not page.rows,
            "previous_url": page.previous and self.query(before=page.previous),
            "following_url": page.following and self.query(after=page.following),
            "first_url": self.query(),
            "count_is_capped": self.count[1],
            "has_no_totals": self.has_no_totals,
            "page_sizes": PAGE_SIZES,
            "column_choices": [(c.name, c.title, c in self.shown) for c in self.columns],
        }

    def print_context(self) -> dict[str, Any]:
        number, more = self.count
        return {
            "listing": self,
            "title": self.heading(),
            "table": self.table(list(self.in_parts(self.export_rows()[:PRINTED_AT_MOST]))),
            "asked": self.asked_lines(),
            "printed_at": timezone.now(),
            "cut_at": PRINTED_AT_MOST if more or number > PRINTED_AT_MOST else None,
            "back_url": self.query(),
        }


def _sum(values: Iterable[Any]) -> Any:
    """As the database sums: what is not there counts nothing, and of nothing there is no sum."""
    there = [value for value in values if value is not None]
    return sum(there[1:], there[0]) if there else None
