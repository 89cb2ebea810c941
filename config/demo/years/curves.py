"""The curves of the simulated years for the terminal: a table year by year and a bar for every half year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from config.codes import name_of
from config.demo.terminal import pad, table
from config.demo.years.land import Land
from config.demo.years.verify import reserve_names
from config.money import half_up
from config.scoping import system_scope
from funds.models import YearSettlement
from funds.reads.fund_curves import Standing, standings_by_month, year_ends
from funds.rules.movements import RESERVES

WIDEST = 40
OF_A_WAN = 1_000_000
HALF_A_YEAR = 6
EMPTY = "—"


def lines(land: Land, settled: Sequence[int]) -> Iterator[str]:
    """Amounts in ten thousand yuan; ``settled``: the years simulated."""
    with system_scope():
        names = reserve_names()
        for insutype in land.schemes:
            found = standings_by_month(land.area, insutype)
            ends = [one for one in year_ends(found) if one.month.year in settled]
            yield ""
            yield f"{land.area} · {name_of('insutype', insutype)}"
            yield _by_year(land, insutype, ends, names)
            yield _by_county(land, ends)
            last = max(settled)
            shown = [one for one in found if one.month.number % HALF_A_YEAR == 0 and one.month.year <= last]
            for role in _ever_held(shown):
                yield from _bars(names[role], shown, [one.reserves.get(role, 0) for one in shown])
            yield from _bars(_("Fund without reserves"), shown, [one.fund for one in shown])


def _by_year(land: Land, insutype: str, ends: Sequence[Standing], names: dict[str, str]) -> str:
    """``open``: what nobody bears of the year's gaps."""
    roles = _ever_held(ends)
    head = [
        _("Year"), _("Income"), _("Spending"), *[f"{names[role]} 12-31" for role in roles],
        _("Months covered"), _("Counties' balances"), _("Fund without reserves"), _("Months covered"),
        _("Reserve: settled"), _("Gap"), _("Borne by governments"), _("Borne by nobody"),
    ]  # fmt: skip
    rows = [
        [
            str(one.month.year), _wan(one.income), _wan(one.spending), *[_wan(one.reserves.get(x, 0)) for x in roles],
            _months(one.reserve_months(roles[0]) if roles else None), _wan(sum(one.balances.values())),
            _wan(one.fund), _months(one.fund_months), *_settled(land, insutype, one.month.year),
        ]
        for one in ends
    ]  # fmt: skip
    return table(head, rows)


def _settled(land: Land, insutype: str, year: int) -> list[str]:
    """The common fund before and after the year's settlement, all gaps, what governments bore, what is open."""
    settlement = YearSettlement.objects.filter(
        area=land.area, insutype=insutype, year=year, state=YearSettlement.State.SETTLED
    ).first()
    if settlement is None:
        return [EMPTY] * 4
    borne = [one for one in settlement.lines.all() if one.step not in ("surplus", "accrual")]
    governments = sum(one.amount for one in borne if one.payer in ("county", "city", "region"))
    open_ = sum(one.amount for one in borne if one.step == "open")
    fund = f"{_wan(int(settlement.fund_before * 100))} → {_wan(int(settlement.fund_after * 100))}"
    return [fund, *[_wan(int(amount * 100)) for amount in (sum(x.amount for x in borne), governments, open_)]]


def _by_county(land: Land, ends: Sequence[Standing]) -> str:
    """Every county's balance (quota) at the end of the years."""
    if not any(one.balances for one in ends):
        return _("No county holds a balance of its own here.")
    head = [_("County"), *[str(one.month.year) for one in ends]]
    rows = [
        [county.place or str(county), *[_wan(one.balances.get(county.pk, 0)) for one in ends]]
        for county in land.counties
    ]
    return table(head, rows)


def _ever_held(found: Sequence[Standing]) -> list[str]:
    return [role for role in RESERVES if any(one.reserves.get(role) for one in found)]


def _bars(title: str, shown: Sequence[Standing], amounts: Sequence[int]) -> Iterator[str]:
    most = max([1, *amounts])
    yield f"{title} ({_('ten thousand yuan')})"
    for one, fen in zip(shown, amounts, strict=True):
        bar = "█" * half_up(max(0, fen) * WIDEST, most)
        yield f"  {one.month}  {pad(_wan(fen), 12, right=True)}  {bar}"


def _wan(fen: int) -> str:
    return f"{half_up(fen, OF_A_WAN):,}"


def _months(hundredths: int | None) -> str:
    return EMPTY if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02d}"
