"""Financial statements of a fund, read from the running totals; nothing is added up from legs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.conf import settings
from django.db import connection
from django.utils.translation import get_language, gettext

from config.codes import name_of
from config.display import money_text
from config.money import from_fen
from config.periods import Month
from funds.models import Account, Book, BookPeriod, PeriodChange, Subject
from funds.rules.financial_statements import (
    PERSONAL,
    POOLED,
    Column,
    Figure,
    Layout,
    Line,
    Remainder,
    Sheet,
    behind,
    compute,
    consolidated,
    layout_for,
    read_layouts,
    remainders,
    with_internal_position,
)
from institutions.models import Agency, PoolingArea
from institutions.models.areas import MUNICIPAL

LAYOUTS = Path(__file__).resolve().parent.parent / "charts" / "financial_statements.yaml"
BALANCE_SHEET, INCOME = "balance_sheet", "income_expenditure"

# Whose an account is: its county's where the city keeps one book for all, else the unit's that keeps the book.
_FIGURES = """
    select held.id, held.role, held.klass, held.central,
        coalesce(first.opening, before.closing, 0), coalesce(sums.moved, 0),
        coalesce(last.closing, before.closing, 0)
    from (
        select account.id, subject.role, subject.klass, agency.level = 'city' as central,
            case when unit.level = 'county' then unit.id
                when place.level = 'county' and not exists (
                    select from funds_book own
                    where own.insutype = book.insutype and own.unit_id = place.id
                ) then place.id
                else unit.id end as owner
        from funds_account account
        join funds_book book on book.id = account.book_id
        join institutions_agency unit on unit.id = book.unit_id
        join funds_subject subject on subject.id = account.subject_id
        join institutions_agency agency on agency.id = account.agency_id
        join institutions_agency place on place.id = coalesce(account.county_id, account.agency_id)
        where book.area_id = %(area)s and book.insutype = %(insutype)s and not account.memorandum
    ) held
    left join lateral (
        select opening + debit - credit as closing from funds_accountbalance
        where account_id = held.id and month < %(first)s order by month desc limit 1
    ) before on true
    left join lateral (
        select opening from funds_accountbalance
        where account_id = held.id and month between %(first)s and %(last)s order by month limit 1
    ) first on true
    left join lateral (
        select opening + debit - credit as closing from funds_accountbalance
        where account_id = held.id and month between %(first)s and %(last)s order by month desc limit 1
    ) last on true
    left join lateral (
        select sum(debit - credit - carried) as moved from funds_accountbalance
        where account_id = held.id and month between %(first)s and %(last)s
    ) sums on true
    where %(unit)s::bigint is null or held.owner = %(unit)s
    order by held.id
"""


def layouts() -> dict[str, Layout]:
    """The layouts of the installation's own file (``FINANCIAL_STATEMENT_LAYOUTS``), else those shipped with the chart.

    Raises :class:`LayoutFault` for a file that says something that cannot be; a check tells so before the start.
    """
    return _layouts_in(Path(settings.FINANCIAL_STATEMENT_LAYOUTS or LAYOUTS))


@cache
def _layouts_in(path: Path) -> dict[str, Layout]:
    return read_layouts(yaml.safe_load(path.read_text(encoding="utf-8")))


class Span(NamedTuple):
    """Months from ``first`` through ``last``."""

    first: Month
    last: Month


@dataclass(frozen=True)
class Asked:
    """Which statements: of a scheme, for an agency's part or (None) consolidated, for a month or the whole year."""

    area: PoolingArea
    insutype: str
    unit: Agency | None
    month: Month
    yearly: bool = False

    @property
    def title(self) -> str:
        period = str(self.month.year) if self.yearly else str(self.month)
        return f"{name_of('insutype', self.insutype)} · {self.unit or self.area} · {period}"

    @property
    def spans(self) -> dict[str, Span]:
        """Periods by name: the year so far, the month, and for a year the year before."""
        year = self.month.year
        so_far = Span(Month(year, 1), Month(year, 12) if self.yearly else self.month)
        if self.yearly:
            return {"year": so_far, "before": Span(Month(year - 1, 1), Month(year - 1, 12))}
        return {"month": Span(self.month, self.month), "year": so_far}

    @property
    def address(self) -> dict[str, str]:
        """The question as pieces of an address."""
        return {
            "scheme": self.insutype,
            "unit": str(self.unit.pk) if self.unit else "",
            "month": str(self.month),
            "yearly": "1" if self.yearly else "",
        }


class FinancialStatements:
    """Both statements with their notes, computed when asked for. Needs a scope that covers what is asked."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.layout = layout_for(layouts(), asked.insutype)
        self.parents: Mapping[str, str | None] = dict(Subject.objects.values_list("role", "parent__role"))

    @cached_property
    def figures(self) -> dict[str, list[Figure]]:
        return {name: self._figures(span) for name, span in self.asked.spans.items()}

    @cached_property
    def balance_sheet(self) -> Sheet:
        return self._sheet(BALANCE_SHEET)

    @cached_property
    def income_expenditure(self) -> Sheet:
        return self._sheet(INCOME)

    def sheets(self) -> Iterator[tuple[str, Sheet]]:
        yield BALANCE_SHEET, self.balance_sheet
        yield INCOME, self.income_expenditure

    def lines(self, name: str) -> Sequence[Line]:
        return self.layout.balance_sheet if name == BALANCE_SHEET else self.layout.income_expenditure

    def columns(self, name: str) -> list[Column]:
        if name == BALANCE_SHEET:
            return [Column("opening", "year", "opening"), Column("closing", "year", "closing")]
        wanted: list[str | None] = [None, *self.layout.parts]
        return [
            Column(f"{period}-{part or 'all'}", period, part=part)
            for period in self.asked.spans
            for part in wanted
        ]

    def behind(self, name: str, line: Line, column: Column) -> list[tuple[Figure, int]]:
        return behind(self.lines(name), line, column, self.figures, layout=self.layout, parents=self.parents)

    def balanced(self) -> bool:
        """Assets are liabilities and net assets; brought forward, income and expenditure give what is carried on."""
        sheet, income = self.balance_sheet, self.income_expenditure
        identity = all(
            income.cell("closing", key)
            == income.cell("opening", key) + income.cell("result", key) + income.cell("direct", key)
            for key in (column.key for column in income.columns)
        )
        return (
            identity
            and all(
                sheet.cell("total_assets", key) == sheet.cell("total_both", key)
                for key in ("opening", "closing")
            )
            and sheet.cell("total_net", "closing") == income.cell("closing", "year-all")
        )

    @cached_property
    def books(self) -> list[Book]:
        """The books read."""
        books = Book.objects.filter(area=self.asked.area, insutype=self.asked.insutype).select_related("unit")
        own = [book for book in books if self.asked.unit in (None, book.unit)]
        return own or list(books)

    def periods(self) -> list[BookPeriod]:
        """The accounting months covered, of all books read."""
        span = self.asked.spans["year"] if self.asked.yearly else Span(self.asked.month, self.asked.month)
        return list(
            BookPeriod.objects.filter(
                book__in=self.books, month__gte=span.first.first, month__lte=span.last.first
            ).select_related("book__unit")
        )

    @cached_property
    def version(self) -> int:
        """1, and one more for every month of it that was reopened."""
        return (
            1 + PeriodChange.objects.filter(period__in=self.periods(), act=PeriodChange.Act.REOPENED).count()
        )

    @cached_property
    def open_months(self) -> list[BookPeriod]:
        """Months not closed: the figures may still move."""
        return [period for period in self.periods() if period.state == BookPeriod.State.OPEN]

    def _sheet(self, name: str) -> Sheet:
        return compute(
            self.lines(name), self.columns(name), self.figures, layout=self.layout, parents=self.parents
        )

    def _figures(self, span: Span) -> list[Figure]:
        rows = self._raw(span)
        if self.asked.unit is None:
            return consolidated(rows, self.layout.eliminations)
        return with_internal_position(rows)

    def _raw(self, span: Span) -> list[Figure]:
        with connection.cursor() as cursor:
            cursor.execute(
                _FIGURES,
                {
                    "area": self.asked.area.pk,
                    "insutype": self.asked.insutype,
                    "unit": self.asked.unit.pk if self.asked.unit else None,
                    "first": span.first.first,
                    "last": span.last.first,
                },
            )
            return [
                Figure(account, role, klass, central, int(opening), int(moved), int(closing))
                for account, role, klass, central, opening, moved, closing in cursor.fetchall()
            ]

    @cached_property
    def not_agreeing(self) -> list[Remainder]:
        """What city and counties do not agree on, where the statements are consolidated."""
        if self.asked.unit is not None:
            return []
        return remainders(self._raw(self.asked.spans["year"]), self.layout.eliminations)

    def notes(self) -> list[str]:
        """The note sheet: basis, what is not sure, what was taken out, what is still open."""
        return [*self._basis(), *self._unsure(), *self._between_units(), *self._standing()]

    def _basis(self) -> Iterator[str]:
        for label in sorted({book.get_basis_display() for book in self.books}):
            yield gettext("Basis: %(basis)s; unit: yuan. Obligations not yet paid stand in memorandum accounts.") % {
                "basis": label
            }  # fmt: skip
        yield gettext(
            "Before the year-end closing, net assets include the income and expenditure of the year so far."
        )
        if self.layout.personal:
            yield gettext(
                "What is credited to personal accounts moves within net assets: it is no income of the fund."
            )

    def _unsure(self) -> Iterator[str]:
        used = {figure.account for figure in self.figures["year"] if figure.account}
        subjects = Subject.objects.filter(
            pk__in=Account.objects.filter(pk__in=used).values("subject"), verified=False
        )
        if names := [subject.label for subject in subjects]:
            yield gettext("Codes of these subjects are not verified and are not printed: %(names)s.") % {
                "names": gettext(", ").join(names)
            }
        if self.layout.assumed:
            yield gettext("Assumed: %(what)s.") % {"what": self.layout.assumed}

    def _between_units(self) -> Iterator[str]:
        names = {subject.role: subject.label for subject in Subject.objects.all()}
        if self.asked.unit is None:
            for figure in self.figures["year"]:
                amount = figure.moved if figure.klass in ("income", "expense") else figure.closing
                if figure.account is None and amount:
                    yield gettext("Taken out between city and counties: %(subject)s %(amount)s.") % {
                        "subject": names.get(figure.role, figure.role),
                        "amount": money_text(from_fen(abs(amount))),
                    }
            for one in self.not_agreeing:
                yield gettext("%(debit)s and %(credit)s differ by %(amount)s: that much was left in.") % {
                    "debit": names.get(one.elimination.debit, one.elimination.debit),
                    "credit": names.get(one.elimination.credit, one.elimination.credit),
                    "amount": money_text(from_fen(one.amount)),
                }
        elif any(figure.account is None for figure in self.figures["year"]):
            yield gettext(
                "A part of a common book: what it has with the rest is shown as the internal position."
            )

    def _standing(self) -> Iterator[str]:
        if self.version > 1:
            yield gettext("Months of it were reopened: this is version %(version)s.") % {
                "version": self.version
            }
        if self.open_months:
            yield gettext("Not final: open months of %(books)s.") % {
                "books": gettext(", ").join(str(period) for period in self.open_months)
            }
        if not self.balanced():
            yield gettext("The statements do not add up: have the running totals checked.")


def label_of(line: Line) -> str:
    """The row's name in the reader's language."""
    return line.zh if (get_language() or "").startswith("zh") else line.en


def heading_of(asked: Asked, column: Column) -> str:
    """What stands above a column."""
    periods = {
        "opening": gettext("At the start of the year"),
        "closing": gettext("At the end of the period"),
        "month": gettext("The month"),
        "year": gettext("This year") if asked.yearly else gettext("This year so far"),
        "before": gettext("Last year"),
    }
    parts = {None: "", POOLED: gettext("of the pooled fund"), PERSONAL: gettext("of personal accounts")}
    period = periods[column.measure or column.period]
    return f"{period} · {parts[column.part]}" if column.part else period


def frozen(statements: FinancialStatements) -> dict[str, Any]:
    """Both statements and the notes as plain data, for a copy that stays."""
    asked = statements.asked
    return {
        "title": asked.title,
        "version": statements.version,
        "notes": statements.notes(),
        "sheets": [
            {
                "name": name,
                "columns": [{"key": one.key, "label": heading_of(asked, one)} for one in sheet.columns],
                "rows": [
                    {
                        "id": row.line.id,
                        "zh": row.line.zh,
                        "en": row.line.en,
                        "heading": row.line.heading,
                        "memo": row.line.memo,
                        "total": bool(row.line.sums),
                        "cells": list(row.cells),
                    }
                    for row in sheet.rows
                ],
            }
            for name, sheet in statements.sheets()
        ],
    }


def units_of(area: PoolingArea, insutype: str) -> list[Agency]:
    """Agencies whose own statements can be asked for: the city and its counties, or the region."""
    levels = (*MUNICIPAL, Agency.Level.COUNTY)
    found = Agency.objects.filter(level__in=levels, area=area).order_by("level", "code")
    return list(found) if insutype else []
