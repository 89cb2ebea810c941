"""Budget proposals by sheet: staged, every refusal with its row and column, again the same."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from claims.models import Budget, BudgetShare
from claims.services.budgets.negotiate import make_offer
from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from institutions.models import Agency, User
from tests.cast import Cast
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults, row_errors

from .conftest import YEAR, act, of, share_of

HEADER = ["year", "insutype", "fixmedins_code", "method", "proposed", "reason"]
GOOD = {
    "year": YEAR, "insutype": "390", "fixmedins_code": "H99010100001", "method": "per_case", "proposed": "560.00",
    "reason": "控费",
}  # fmt: skip


@pytest.fixture
def take(city: Cast, opened: Budget, settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    calls = iter(range(100))

    def run(*rows: dict[str, Any], user: User | None = None, agency: Agency | None = None) -> ImportRun:
        cells = [[{**GOOD, **row}.get(name) for name in HEADER] for row in rows]
        path = workbook(tmp_path / f"{next(calls)}.xlsx", [HEADER, *cells], sheet="budget_proposals")
        return engine.import_file(
            kind="budget_proposals",
            path=path,
            acting_user=user or city.clerk_east,
            agency=agency or city.east,
        )

    return run


def proposals() -> list[tuple[str, Decimal, str]]:
    with system_scope():
        rows = BudgetShare.objects.filter(county__code="990101").order_by("method")
        return list(rows.values_list("method", "proposed", "reason"))


@pytest.mark.duty("ZY-17")
def test_proposals_replace_and_add(take: Any) -> None:
    take({}, {"method": "bed_day", "proposed": "10.00", "reason": "康复床位"})
    assert proposals() == [
        ("bed_day", Decimal("10.00"), "康复床位"),
        ("by_item", Decimal("95.00"), ""),
        ("per_case", Decimal("560.00"), "控费"),
    ]
    before = proposals()
    take({}, {"method": "bed_day", "proposed": "10.00", "reason": "康复床位"})
    assert proposals() == before


def test_what_is_wrong_is_told_with_row_and_column(take: Any, city: Cast, opened: Budget) -> None:
    act(city.clerk_east, make_offer, share=share_of(opened, city.east), amount=Decimal("550.00"))
    run = take(
        {"proposed": "561.00"},
        {"fixmedins_code": "H99010200001"},
        {"method": "guess"},
        {"method": "drg", "proposed": "-1"},
        {"method": "dip", "year": YEAR + 1},
        {"method": "by_item"},
        {"method": "by_item"},
        {"fixmedins_code": "H00000000000"},
    )
    told = {(row, column) for row, column, *_rest in faults(run)}
    assert {
        (2, "proposed"), (3, "fixmedins_code"), (4, "method"), (5, "proposed"), (6, "fixmedins_code"),
        (8, "year"), (9, "fixmedins_code"),
    } <= told  # fmt: skip


def test_the_sheet_to_fill_is_taken_back_as_it_is(
    take: Any, city: Cast, opened: Budget, client: Client, tmp_path: Path
) -> None:
    client.force_login(city.clerk_east)
    answer: Any = client.get(of(opened, city.east).get_absolute_url() + "?fill=1")
    path = tmp_path / "filled.xlsx"
    path.write_bytes(b"".join(answer.streaming_content))
    run = engine.import_file(
        kind="budget_proposals", path=path, acting_user=city.clerk_east, agency=city.east
    )
    assert not faults(run)
    assert [amount for _method, amount, _reason in proposals()] == [Decimal("95.00"), Decimal("570.00")]


def test_only_where_it_is_negotiated_by_you(take: Any, city: Cast) -> None:
    run = take({}, user=city.clerk_west, agency=city.west)
    assert faults(run)
    assert proposals()[1] == ("per_case", Decimal("570.00"), "")


@pytest.mark.duty("ZY-17")
def test_a_sheet_beyond_the_countys_cap_is_refused_with_the_numbers(take: Any) -> None:
    """560.00 of the sheet, 95.00 as proposed and 10.01 anew are 0.01 more than the cap of 665.00."""
    before = proposals()
    run = take({}, {"method": "bed_day", "proposed": "10.01", "reason": "康复床位"})
    assert faults(run) == [(2, "proposed", "budget_over_cap"), (3, "proposed", "budget_over_cap")]
    [fault, _other] = row_errors(run)
    assert fault.params == {"sum": "665.01", "cap": "665.00", "over": "0.01"}
    assert proposals() == before


@pytest.mark.duty("ZY-17")
def test_what_a_faulty_row_would_have_taken_back_is_not_given_to_the_others(
    take: Any, city: Cast, opened: Budget
) -> None:
    """560.00 was offered and is not lowered by sheet: without it 105.00 for the other are beyond the cap of 665.00."""
    act(city.clerk_east, make_offer, share=share_of(opened, city.east), amount=Decimal("560.00"))
    before = proposals()
    run = take({"proposed": "560.00"}, {"method": "by_item", "proposed": "105.00"})
    assert faults(run) == [(2, "proposed", "budget_offered"), (3, "proposed", "budget_over_cap")]
    assert (run.good_count, run.state) == (0, "checked")
    assert proposals() == before


CAPS = ["year", "insutype", "county", "cap", "reason"]


@pytest.fixture
def give(city: Cast, draft: Budget, settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    calls = iter(range(100))

    def run(*rows: list[Any], user: User | None = None, agency: Agency | None = None) -> ImportRun:
        path = workbook(tmp_path / f"caps{next(calls)}.xlsx", [CAPS, *rows], sheet="county_caps")
        return engine.import_file(
            kind="county_caps", path=path, acting_user=user or city.finance_city, agency=agency or city.city
        )

    return run


@pytest.mark.duty("ZY-17")
def test_the_city_sets_the_counties_caps_by_sheet(give: Any, city: Cast, draft: Budget) -> None:
    """East 600.00, West 350.00 of 1,000.00 with 50.00 reserved; shares are proposed anew from them."""
    assert not faults(
        give([YEAR, "390", "990101", "600.00", "控费"], [YEAR, "390", "990102", "350.00", "新院区"])
    )
    assert (of(draft, city.east).cap, of(draft, city.west).cap) == (Decimal("600.00"), Decimal("350.00"))
    assert share_of(draft, city.east).proposed == Decimal("514.29")
    # One more fen for East than is left: nothing is changed.
    run = give([YEAR, "390", "990101", "600.02", "控费"], [YEAR, "390", "990102", "349.99", "新院区"])
    assert [one[::2] for one in faults(run)] == [(2, "county_caps_over"), (3, "county_caps_over")]
    fault = row_errors(run)[0]
    assert fault.params == {"caps": "950.01", "reserved": "50.00", "total": "1,000.00"}
    assert of(draft, city.east).cap == Decimal("600.00")
    [(_row, _column, code)] = faults(give([YEAR + 1, "390", "990101", "1.00", "x"]))
    assert code == "county_cap_nowhere"


def test_what_a_faulty_row_would_have_lowered_is_not_given_to_another_county(
    give: Any, city: Cast, draft: Budget
) -> None:
    """East's 665.00 stays without a reason: West's 350.00 beside it are beyond the budget."""
    run = give([YEAR, "390", "990101", "600.00", None], [YEAR, "390", "990102", "350.00", "新院区"])
    assert [one[::2] for one in faults(run)] == [(2, "county_cap_reason"), (3, "county_caps_over")]
    assert of(draft, city.west).cap == Decimal("285.00")


def test_a_cap_that_differs_needs_its_reason_and_the_city(give: Any, city: Cast, draft: Budget) -> None:
    told = {(row, column) for row, column, *_rest in faults(give([YEAR, "390", "990101", "600.00", None]))}
    assert told == {(2, "reason")}
    with pytest.raises(engine.ImportRefused):
        give([YEAR, "390", "990101", "1.00", "x"], user=city.clerk_east, agency=city.east)


def test_the_sheet_of_caps_is_taken_back_as_it_is(
    give: Any, city: Cast, draft: Budget, client: Client, tmp_path: Path
) -> None:
    client.force_login(city.finance_city)
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "kind=county_caps" in page
    answer: Any = client.get(draft.get_absolute_url() + "?fill=1")
    path = tmp_path / "caps.xlsx"
    path.write_bytes(b"".join(answer.streaming_content))
    run = engine.import_file(kind="county_caps", path=path, acting_user=city.finance_city, agency=city.city)
    assert not faults(run)
    assert of(draft, city.east).cap == Decimal("665.00")
