"""Differences are worked off by two people, and months are signed by whom the policy names (NB-13)."""

from __future__ import annotations

from typing import Any

import pytest

from config.errors import DomainError
from config.scoping import acting_as, system_scope
from funds.models import CollectionDifference, CollectionRecord, CollectionSignOff, CollectionSignOffLine
from funds.services.fund_reconciliation.sign import SignOffRefused, confirm_part, sign_off
from funds.services.fund_reconciliation.work import DifferenceRefused, close, explain, explain_all, give_to
from institutions.models import Agency, Duty, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_user
from tests.funds.collection.planting import MONTH, SOURCES, Planting
from tests.funds.collection.test_comparing import compare, store
from tests.support.policies import put_policy_in_force


def tell(
    planting: Planting, county: Agency, payer_group: str, *, without: str = "", amount: int = 100
) -> str:
    receipt = planting.receipt()
    scheme = "390" if payer_group == "resident" else "310"
    receipt |= {"county": county, "payer_group": payer_group, "insutype": scheme, "amount": amount}
    for source in SOURCES:
        if source != without:
            planting.tell(source, receipt)
    return str(receipt["key"])


@pytest.fixture
def month(cast: Cast) -> dict[str, Any]:
    """East: residents with one missing at finance; employers of both counties told the same."""
    put_policy_in_force(cast, "ningbo.yaml")
    with system_scope():
        finance_east = make_user("finance.east", "东山财务", cast.east, Duty.FINANCE, Duty.REVIEW)
    planting = Planting([cast.east])
    tell(planting, cast.east, "resident")
    missing = tell(planting, cast.east, "resident", without="finance")
    for county in (cast.east, cast.west):
        tell(planting, county, "employer", amount=700)
    store(planting)
    return {"planting": planting, "missing": missing, "finance_east": finance_east}


def difference(key: str) -> CollectionDifference:
    one: CollectionDifference = CollectionDifference.objects.get(key=key)
    return one


@pytest.mark.duty("NB-13")
def test_no_signature_before_every_difference_is_explained(cast: Cast, month: dict[str, Any]) -> None:
    finance: User = month["finance_east"]
    residents = {"agency": cast.east, "month": MONTH, "payer_group": "resident", "acting_user": finance}
    with acting_as(finance), pytest.raises(SignOffRefused, match="2022-03"):
        sign_off(**residents)  # type: ignore[arg-type]
    compare(cast)
    with acting_as(finance):
        with pytest.raises(SignOffRefused, match="1"):
            sign_off(**residents)  # type: ignore[arg-type]
        one = difference(month["missing"])
        assert (one.kind, one.source, one.state, one.age, one.county) == (
            "missing", "finance", "open", 0, cast.east,
        )  # fmt: skip
        with pytest.raises(DifferenceRefused):
            give_to(difference=one, owner=cast.clerk_west, acting_user=finance)
        give_to(difference=one, owner=cast.clerk_east, acting_user=finance)
        with pytest.raises(DifferenceRefused):
            explain(difference=one, explanation=" ", acting_user=finance)
        with pytest.raises(DifferenceRefused):
            close(difference=one, closing="there", closing_note="凭证1", acting_user=make_reviewer(cast))
        explain(difference=one, explanation="财政四月入账", acting_user=finance)
        with pytest.raises(SamePerson):
            close(difference=one, closing="there", closing_note="凭证1", acting_user=finance)
        signed = sign_off(**residents)  # type: ignore[arg-type]
        assert (signed.explained, signed.county) == (1, cast.east)
        line = CollectionSignOffLine.objects.get(sign_off=signed)
        assert (line.receipts, line.tax, line.finance) == (2, 200, 100)
        with pytest.raises(SignOffRefused):
            sign_off(**residents)  # type: ignore[arg-type]
    with acting_as(cast.reviewer_east):
        closed = close(difference=one, closing="there", closing_note="凭证1", acting_user=cast.reviewer_east)
        assert (closed.state, closed.owner) == ("closed", cast.clerk_east)
    # Compared anew, what was explained stays so and the signature stands.
    assert compare(cast).new == 0
    with system_scope():
        assert CollectionSignOff.objects.get().stale_at is None
        CollectionRecord.objects.filter(key=month["missing"], source="tax").update(amount=99)
    compare(cast)
    with system_scope():
        assert CollectionSignOff.objects.get().stale_at is not None
        states = CollectionDifference.objects.filter(key=month["missing"]).values_list("kind", "state")
        assert sorted(states) == [("amount", "open"), ("missing", "open"), ("missing", "settled")]


def make_reviewer(cast: Cast) -> User:
    return cast.reviewer_east


@pytest.mark.duty("NB-13")
def test_the_city_signs_for_employers_and_counties_confirm_their_part(
    cast: Cast, month: dict[str, Any]
) -> None:
    finance: User = month["finance_east"]
    compare(cast)
    with acting_as(finance), pytest.raises(SignOffRefused):
        sign_off(agency=cast.east, month=MONTH, payer_group="employer", acting_user=finance)
    with acting_as(cast.finance_city):
        with pytest.raises(SignOffRefused):
            sign_off(agency=cast.city, month=MONTH, payer_group="resident", acting_user=cast.finance_city)
        signed = sign_off(
            agency=cast.city, month=MONTH, payer_group="employer", acting_user=cast.finance_city
        )
        parts = CollectionSignOffLine.objects.filter(sign_off=signed).order_by("county__code")
        assert [(one.county, one.tax, one.insurance) for one in parts] == [
            (cast.east, 700, 700), (cast.west, 700, 700),
        ]  # fmt: skip
        with pytest.raises(DutyMissing):
            confirm_part(line=parts[0], acting_user=cast.finance_city)
    with acting_as(finance):
        # A county sees its own part only.
        own = CollectionSignOffLine.objects.get()
        assert confirm_part(line=own, acting_user=finance).confirmed_by == finance
        with pytest.raises(SignOffRefused):
            confirm_part(line=own, acting_user=finance)


@pytest.mark.duty("NB-13")
def test_a_county_signs_for_its_flexible_workers_and_the_city_does_not(
    cast: Cast, month: dict[str, Any]
) -> None:
    """A month of nothing but one of their receipts."""
    finance: User = month["finance_east"]
    planting = Planting([cast.east])
    tell(planting, cast.east, "flexible", amount=300)
    with system_scope():
        CollectionRecord.objects.all().delete()
    store(planting)
    compare(cast)
    with acting_as(cast.finance_city), pytest.raises(SignOffRefused):
        sign_off(agency=cast.city, month=MONTH, payer_group="flexible", acting_user=cast.finance_city)
    with acting_as(finance):
        signed = sign_off(agency=cast.east, month=MONTH, payer_group="flexible", acting_user=finance)
        line = CollectionSignOffLine.objects.get(sign_off=signed)
    assert (signed.county, line.receipts, line.tax, line.finance) == (cast.east, 1, 300, 300)


def test_all_of_a_kind_at_once_as_they_were_shown(cast: Cast, month: dict[str, Any]) -> None:
    tell(month["planting"], cast.east, "resident", without="finance")
    store(Planting([cast.east], rows=month["planting"].rows[-3:]))
    compare(cast)
    finance: User = month["finance_east"]
    with acting_as(finance):
        chosen = CollectionDifference.objects.filter(kind="missing")
        given: dict[str, Any] = {"differences": chosen, "explanation": "在途", "acting_user": finance}
        with pytest.raises(DomainError):
            explain_all(**given, seen=1)
        assert explain_all(**given, seen=2) == 2
        assert not CollectionDifference.objects.filter(state="open").exists()
