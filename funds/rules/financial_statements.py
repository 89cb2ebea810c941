"""Balance sheet and income and expenditure statement out of accounts' stored balances. Pure: integer fen.

Rows are data (``funds/charts/financial_statements.yaml``). What city and counties owe one another, and what a part of a
book has with its rest, enter as figures without an account, so that every row adds up the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

POOLED, PERSONAL = "pooled", "personal"
INTERNAL = "internal_position"
MEASURES = ("opening", "moved", "closing")
DEBIT, CREDIT = 1, -1


class LayoutFault(ValueError):
    """The layout file says something that cannot be."""


@dataclass(frozen=True)
class Figure:
    """One account over one period, debit-positive fen; ``account`` is None where no account stands behind it.

    ``moved`` is without year-end closing entries, so closing = opening + moved + what those carried.
    ``central``: held by the city, not by a county.
    """

    account: int | None
    role: str
    klass: str
    central: bool
    opening: int = 0
    moved: int = 0
    closing: int = 0


@dataclass(frozen=True)
class Line:
    """One row of a statement; see the layout file for the words."""

    id: str
    zh: str
    en: str
    heading: bool = False
    roles: tuple[tuple[int, str], ...] = ()
    classes: tuple[str, ...] = ()
    sums: tuple[tuple[int, str], ...] = ()
    side: int = DEBIT
    measure: str = ""
    memo: bool = False
    hide: bool = False
    contrary: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Elimination:
    """A debit subject and a credit subject that mirror one another; ``None`` for anybody's, else whether the city's."""

    debit: str
    credit: str
    debit_central: bool | None = None
    credit_central: bool | None = None


@dataclass(frozen=True)
class Layout:
    """Both statements of one kind of fund."""

    name: str
    schemes: tuple[str, ...]
    personal: frozenset[str]
    close_to: Mapping[str, str]
    balance_sheet: tuple[Line, ...]
    income_expenditure: tuple[Line, ...]
    eliminations: tuple[Elimination, ...]
    assumed: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the fund shown apart: none, or pooled and personal."""
        return (POOLED, PERSONAL) if self.personal else ()

    def part_of(self, role: str, parents: Mapping[str, str | None]) -> str:
        """Whether a subject is the pooled fund's or personal accounts'."""
        return PERSONAL if any(one in self.personal for one in _upwards(role, parents)) else POOLED


@dataclass(frozen=True)
class Column:
    """One column: over which ``period`` (a name given by the caller), which measure, which part of the fund.

    ``measure`` empty: each row says its own. ``part`` None: the whole fund.
    """

    key: str
    period: str
    measure: str = ""
    part: str | None = None


@dataclass(frozen=True)
class Row:
    """A row with its amounts, one per column; a heading has none. ``number`` is its place among those shown."""

    line: Line
    number: int
    cells: tuple[int, ...]


@dataclass(frozen=True)
class Sheet:
    """One statement, computed. ``rows`` leaves out what is hidden while zero."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: Mapping[str, tuple[int, ...]] = field(repr=False)

    def cell(self, line: str, column: str) -> int:
        """Fen of one cell; raises ``KeyError`` for an unknown row or column."""
        places = {one.key: n for n, one in enumerate(self.columns)}
        return self.cells[line][places[column]]


@dataclass(frozen=True)
class Remainder:
    """What two mirrored subjects do not agree on at the end of the period, in fen (debit above credit)."""

    elimination: Elimination
    amount: int


Figures = Mapping[str, Sequence[Figure]]


def read_layouts(content: Mapping[str, Any]) -> dict[str, Layout]:
    """The layouts of the file, in its order; raises :class:`LayoutFault` for unknown words, rows or doubles."""
    pairs = tuple(_elimination(one) for one in content["eliminations"])
    layouts = {}
    for name, one in content["layouts"].items():
        layouts[name] = Layout(
            name=name,
            schemes=tuple(one["schemes"]),
            personal=frozenset(one["personal"]),
            close_to=dict(one["close_to"]),
            balance_sheet=_lines(one["balance_sheet"], name),
            income_expenditure=_lines(one["income_expenditure"], name),
            eliminations=pairs,
            assumed=content.get("assumed", ""),
        )
    return layouts


def layout_for(layouts: Mapping[str, Layout], scheme: str) -> Layout:
    """The layout that names the scheme, else the last of them."""
    return next((one for one in layouts.values() if scheme in one.schemes), list(layouts.values())[-1])


def compute(
    lines: Sequence[Line],
    columns: Sequence[Column],
    figures: Figures,
    *,
    layout: Layout,
    parents: Mapping[str, str | None],
) -> Sheet:
    """The statement: every row of ``lines`` in every column. ``parents``: role → role of the subject it is part of."""
    cells: dict[str, tuple[int, ...]] = {}
    for line in lines:
        if line.sums:
            cells[line.id] = tuple(
                sum(sign * cells[other][place] for sign, other in line.sums) for place in range(len(columns))
            )
        else:
            cells[line.id] = tuple(
                sum(fen for _one, fen in behind(lines, line, column, figures, layout=layout, parents=parents))
                for column in columns
            )
    shown = [line for line in lines if not line.hide or any(cells[line.id])]
    rows = tuple(
        Row(line, number, () if line.heading else cells[line.id])
        for number, line in enumerate(shown, start=1)
    )
    return Sheet(tuple(columns), rows, cells)


def behind(
    lines: Sequence[Line],
    line: Line,
    column: Column,
    figures: Figures,
    *,
    layout: Layout,
    parents: Mapping[str, str | None],
) -> list[tuple[Figure, int]]:
    """What makes up one cell: figures with the fen each adds to it, none of zero."""
    if line.sums:
        by_id = {one.id: one for one in lines}
        return [
            (figure, sign * fen)
            for sign, other in line.sums
            for figure, fen in behind(lines, by_id[other], column, figures, layout=layout, parents=parents)
        ]
    measure = column.measure or line.measure
    found = []
    for figure in figures[column.period] if measure else ():
        if column.part and layout.part_of(figure.role, parents) != column.part:
            continue
        balance = getattr(figure, measure)
        fen = balance * _sign(lines, line, figure, balance, parents) * line.side
        if fen:
            found.append((figure, fen))
    return found


def consolidated(figures: Sequence[Figure], eliminations: Iterable[Elimination]) -> list[Figure]:
    """``figures`` with what agrees between city and counties taken off on both sides."""
    taken = []
    for pair in eliminations:
        debit = _sums(figures, pair.debit, pair.debit_central)
        credit = _sums(figures, pair.credit, pair.credit_central)
        both = {
            measure: max(0, min(getattr(debit, measure), -getattr(credit, measure))) for measure in MEASURES
        }
        if any(both.values()):
            off = {measure: -amount for measure, amount in both.items()}
            taken += [replace(debit, **off), replace(credit, **both)]
    return [*figures, *taken]


def remainders(figures: Sequence[Figure], eliminations: Iterable[Elimination]) -> list[Remainder]:
    """Pairs that disagree at the end of the period: money under way, or a mistake. Year-end closing hides none."""
    found = []
    for pair in eliminations:
        debit = _sums(figures, pair.debit, pair.debit_central)
        credit = _sums(figures, pair.credit, pair.credit_central)
        measure = "moved" if debit.klass in ("income", "expense") else "closing"
        if rest := getattr(debit, measure) + getattr(credit, measure):
            found.append(Remainder(pair, rest))
    return found


def with_internal_position(figures: Sequence[Figure]) -> list[Figure]:
    """A part of a book does not balance by itself: what it has with the rest, as one figure. Zero: none."""
    opening, closing = sum(one.opening for one in figures), sum(one.closing for one in figures)
    if not (opening or closing):
        return list(figures)
    return [*figures, Figure(None, INTERNAL, "liability", False, opening=-opening, closing=-closing)]


def year_end_legs(
    balances: Iterable[tuple[Any, str, Any, int]], layout: Layout, parents: Mapping[str, str | None]
) -> tuple[list[tuple[Any, int]], dict[tuple[str, Any], int]]:
    """Closing entries: ``balances`` are (account, role, place, debit-positive fen) of income and expense accounts.

    Every account is brought to zero; per place and part of the fund the sum goes to a subject of net assets:
    (accounts with debit-positive fen, (role, place) with debit-positive fen). All fen together are zero.
    """
    legs, net = [], dict[tuple[str, Any], int]()
    for account, role, place, fen in balances:
        if fen:
            legs.append((account, -fen))
            key = layout.close_to[layout.part_of(role, parents)], place
            net[key] = net.get(key, 0) + fen
    return legs, {key: fen for key, fen in net.items() if fen}


def _sums(figures: Sequence[Figure], role: str, central: bool | None) -> Figure:
    own = [one for one in figures if one.role == role and central in (None, one.central)]
    klass = own[0].klass if own else ""
    sums = {measure: sum(getattr(one, measure) for one in own) for measure in MEASURES}
    return Figure(None, role, klass, bool(central), **sums)


def _sign(
    lines: Sequence[Line], line: Line, figure: Figure, balance: int, parents: Mapping[str, str | None]
) -> int:
    """With which sign the figure counts on ``line``; 0 when it belongs to another row, or to none.

    A balance against its subject's nature (an advance that is owed back, money held that was paid out twice) stands
    on the row that takes it on the other side, and on none of its own.
    """
    upwards = list(_upwards(figure.role, parents))
    if _against_nature(figure, balance) and any(_takes(one, upwards) for one in lines):
        return int(_takes(line, upwards))
    if line.memo:
        return next((sign for sign, role in line.roles if role in upwards), 0)
    own = {role: sign for sign, role in line.roles}
    elsewhere = {
        role for one in lines if not one.memo and one.measure == line.measure for _sign, role in one.roles
    }
    for role in upwards:
        if role in own:
            return own[role]
        if role in elsewhere:
            # Brought forward and carried forward count everything of their classes.
            break
    else:
        return int(figure.klass in line.classes)
    return 0


def _against_nature(figure: Figure, balance: int) -> bool:
    return balance < 0 if figure.klass == "asset" else balance > 0 and figure.klass == "liability"


def _takes(line: Line, upwards: Sequence[str]) -> bool:
    """The nearest subject upwards that the row names decides."""
    named = {role: sign for sign, role in line.contrary}
    return next((named[role] > 0 for role in upwards if role in named), False)


def _upwards(role: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    at: str | None = role
    while at is not None:
        yield at
        at = parents.get(at)


_WORDS = {
    "id",
    "zh",
    "en",
    "heading",
    "roles",
    "classes",
    "sum",
    "side",
    "measure",
    "memo",
    "hide",
    "contrary",
}
_SIDES = {"debit": DEBIT, "credit": CREDIT}


def _lines(sections: Iterable[Iterable[Mapping[str, Any]]], name: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    for row in (row for section in sections for row in section):
        if unknown := row.keys() - _WORDS:
            raise LayoutFault(f"{name}, {row.get('id')}: unknown words {sorted(unknown)}")
        known = {one.id for one in lines}
        sums = tuple(_signed(one) for one in row.get("sum", ()))
        if row["id"] in known or any(other not in known for _sign, other in sums):
            raise LayoutFault(
                f"{name}, {row['id']}: the row stands twice, or sums rows that do not stand above it"
            )
        if row.get("measure", "") not in ("", *MEASURES):
            raise LayoutFault(f"{name}, {row['id']}: unknown measure")
        lines.append(
            Line(
                id=row["id"], zh=row["zh"], en=row["en"], heading=row.get("heading", False),
                roles=tuple(_signed(one) for one in row.get("roles", ())), classes=tuple(row.get("classes", ())),
                sums=sums, side=_SIDES[row.get("side", "debit")], measure=row.get("measure", ""),
                memo=row.get("memo", False), hide=row.get("hide", False),
                contrary=tuple(_signed(one) for one in row.get("contrary", ())),
            )
        )  # fmt: skip
    return tuple(lines)


def _signed(word: str) -> tuple[int, str]:
    return (-1, word[1:]) if word.startswith("-") else (1, word)


_LEVELS = {"city": True, "county": False}


def _elimination(row: Mapping[str, str]) -> Elimination:
    return Elimination(
        row["debit"],
        row["credit"],
        _LEVELS[row["at"]] if "at" in row else None,
        _LEVELS[row["by"]] if "by" in row else None,
    )


@dataclass(frozen=True)
class Difference:
    """A cell that is not what was filed, in fen."""

    sheet: str
    row: Mapping[str, Any]
    column: Mapping[str, str]
    filed: int
    now: int

    @property
    def change(self) -> int:
        return self.now - self.filed


def differences(filed: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """Cell by cell, two frozen copies; a row or column that one of them lacks counts as zero there."""
    found = []
    earlier = {one["name"]: one for one in filed["sheets"]}
    for sheet in now["sheets"]:
        old = earlier.get(sheet["name"], {"columns": [], "rows": []})
        was, is_ = _cells(old), _cells(sheet)
        rows = {row["id"]: row for row in (*old["rows"], *sheet["rows"])}
        columns = {one["key"]: one for one in (*old["columns"], *sheet["columns"])}
        for row, column in sorted(was.keys() | is_.keys(), key=lambda key: _place(key, rows, columns)):
            before, after = was.get((row, column), 0), is_.get((row, column), 0)
            if before != after:
                found.append(Difference(sheet["name"], rows[row], columns[column], before, after))
    return found


def _place(key: tuple[str, str], rows: Mapping[str, Any], columns: Mapping[str, Any]) -> tuple[int, int]:
    return list(rows).index(key[0]), list(columns).index(key[1])


def _cells(sheet: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    return {
        (row["id"], column["key"]): fen
        for row in sheet["rows"]
        for column, fen in zip(sheet["columns"], row["cells"], strict=False)
    }
