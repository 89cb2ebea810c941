"""A deduction taken by one clearing comes back by the next, once its objection is upheld (JJ-12 四(十二))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from uuid import uuid4

import openpyxl
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from claims.models import Deduction, DeductionReversal, InstitutionObjection
from claims.services import deduction_reversals as services
from claims.services.deduction_reversals import ReversalRefused
from claims.services.objections import ObjectionRefused, follow_objection
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Statement
from funds.reads.trial_balance import trial_balance
from funds.services.clearing.close import obligations_left
from funds.spreadsheets.statement import statement_workbook
from institutions.models import User
from institutions.services.duties import DutyMissing, SamePerson

from .conftest import APRIL, MARCH, Town

APRIL_DAY = dt.date(2020, 4, 20)


@pytest.fixture(autouse=True)
def april(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The day in April; refusals are compared by their English words."""
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: APRIL_DAY)
    with translation.override("en"):
        yield


def upheld(town: Town, deduction: Deduction, number: str = "YY1") -> InstitutionObjection:
    cast = town.cast
    with system_scope():
        made: InstitutionObjection = InstitutionObjection.unscoped.create(
            number=number, institution=deduction.institution, area=cast.area, county=cast.east, about="deduction",
            deduction=deduction, text="不认可", papers="申诉书", received_on=dt.date(2020, 4, 1), due_on=APRIL_DAY,
            entered_by=cast.clerk_east, assigned_to=cast.reviewer_east, state="upheld", answer="部分成立",
            answered_by=cast.reviewer_east, answered_on=APRIL_DAY,
        )  # fmt: skip
    return made


def deducted(town: Town, fen: int = 100_00) -> Deduction:
    """Of 1,000.00 at the hospital of the east: 600.00 for people of the west, 400.00 for its own."""
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 400_00)
    town.settle(cast.hospital_east, cast.west, 600_00)
    town.deduct(cast.hospital_east, fen)
    with system_scope():
        found: Deduction = Deduction.objects.get()
    return found


def propose(
    town: Town, objection: InstitutionObjection, yuan: str, user: User | None = None
) -> DeductionReversal:
    user = user or town.cast.clerk_east
    with acting_as(user):
        return services.propose_reversal(
            objection=objection, amount=Decimal(yuan), reason="病历补齐", acting_user=user
        )


def confirm(town: Town, reversal: DeductionReversal, user: User | None = None) -> DeductionReversal:
    user = user or town.cast.reviewer_east
    with acting_as(user):
        return services.confirm_reversal(reversal=reversal, acting_user=user)


@pytest.mark.duty("JJ-12")
def test_what_was_deducted_in_march_comes_back_in_april(town: Town, client: Client) -> None:
    cast = town.cast
    deduction = deducted(town)
    town.pay_everything(town.cleared())
    objection = upheld(town, deduction)
    made = confirm(town, propose(town, objection, "30"))
    assert (made.state, made.clr_month) == ("confirmed", APRIL.first)
    # April has no bill at all: what is given back is paid all the same.
    april = town.cleared(APRIL)
    with system_scope():
        objection.refresh_from_db()
        statement = Statement.objects.get(clearing=april)
        lines = {line.insu_county_id: line for line in statement.lines.all()}
        # On the lines that bore it, 40 to 60, less the deposit that the deduction had spared: 5 %.
        assert {county: line.returned for county, line in lines.items()} == {
            cast.east.pk: 12,
            cast.west.pk: 18,
        }
        assert (statement.det_returned, statement.det_sumamt, statement.dpst_sumamt) == (
            30,
            0,
            Decimal("1.50"),
        )
        assert statement.act_dfr_amt == Decimal("28.50")
    assert objection.state == "followed"
    assert made.number in objection.followed
    town.pay_everything(april)
    with system_scope():
        assert obligations_left(april, town.books) == 0
        lines_of_june = trial_balance(books=town.books, month=Month(2020, 6)).lines
        closing = {line.code: line.closing for line in lines_of_june}
    # 1,000.00 approved, 100.00 taken, 30.00 given back.
    assert closing["5001"] == 930_00
    shown_on_pages(town, client, statement, made)


def shown_on_pages(town: Town, client: Client, statement: Statement, made: DeductionReversal) -> None:
    """Its own column and a list with the objection, on screen, on paper and in the workbook."""
    client.force_login(town.cast.reviewer_east)
    page = reverse("funds:statement", args=[statement.pk])
    for address in (page, f"{page}?print"):
        text = client.get(address).content.decode()
        assert all(shown in text for shown in (made.number, "YY1", "30.00"))
    listed = client.get(reverse("claims:deductions")).content.decode()
    assert "100.00" in listed
    assert "30.00" in listed
    with system_scope():
        sheet = openpyxl.load_workbook(statement_workbook(statement)).active
        found = [cell.value for row in sheet.iter_rows() for cell in row]
    assert {12, 18} <= set(found)


@pytest.mark.duty("JJ-12")
def test_never_more_than_was_deducted_and_never_twice(town: Town) -> None:
    deduction = deducted(town)
    first, second = upheld(town, deduction), upheld(town, deduction, "YY2")
    with pytest.raises(ReversalRefused, match="at most 100"):
        propose(town, first, "100.01")
    with pytest.raises(ReversalRefused, match="above zero"):
        propose(town, first, "0")
    made = propose(town, first, "70")
    with pytest.raises(ReversalRefused, match="gives back already"):
        propose(town, first, "10")
    with pytest.raises(ReversalRefused, match="at most 30"):
        propose(town, second, "30.01")
    confirm(town, made)
    with pytest.raises(ReversalRefused, match="one cannot confirm it now"):
        confirm(town, made)
    with pytest.raises(ReversalRefused, match="only an upheld one"):
        propose(town, first, "10")
    # The database says the same to whoever goes past the service.
    of = {
        "deduction": deduction, "objection": second, "institution": deduction.institution, "insutype": "390",
        "reason": "直接写", "proposed_by": town.cast.clerk_east,
    }  # fmt: skip
    with system_scope():
        for change in (
            lambda: DeductionReversal.unscoped.create(number="CH9", amount=31, **of),
            lambda: DeductionReversal.unscoped.filter(pk=made.pk).update(amount=1),
            lambda: DeductionReversal.unscoped.filter(pk=made.pk).delete(),
            lambda: Deduction.unscoped.filter(pk=deduction.pk).update(amount=60),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_two_people_of_the_paying_agency(town: Town) -> None:
    cast = town.cast
    deduction = deducted(town)
    objection = upheld(town, deduction)
    with pytest.raises(DutyMissing):
        propose(town, objection, "10", cast.reviewer_east)
    made = propose(town, objection, "10")
    with pytest.raises(DutyMissing):
        confirm(town, made, cast.clerk_east)
    with system_scope():
        both = DeductionReversal.unscoped.filter(pk=made.pk)
        both.update(proposed_by=cast.reviewer_east)
    with pytest.raises(SamePerson):
        confirm(town, made)
    with (
        acting_as(cast.clerk_east),
        translation.override("en"),
        pytest.raises(ObjectionRefused, match="waits"),
    ):
        follow_objection(objection=objection, followed="人工", acting_user=cast.clerk_east)


def test_proposed_and_refused_then_confirmed_on_the_pages(town: Town, client: Client) -> None:
    cast = town.cast
    objection = upheld(town, deducted(town))
    page = reverse("claims:institution_objection", args=[objection.pk])

    def post(user: User, name: str, pk: int, **values: str) -> None:
        client.force_login(user)
        answer = client.post(reverse(f"claims:{name}", args=[pk]), {"submission": uuid4(), **values})
        assert answer.status_code == 302, answer.context["act"].errors

    for name, values in (("refuse", {"reason": "证据不足"}), ("confirm", {})):
        post(cast.clerk_east, "give_deduction_back", objection.pk, amount="40", reason="病历补齐")
        with system_scope():
            made = DeductionReversal.objects.latest("pk")
        client.force_login(cast.clerk_east)
        assert f"/{made.pk}/confirm/" not in client.get(page).content.decode()
        client.force_login(cast.reviewer_east)
        assert (
            reverse("claims:confirm_deduction_reversal", args=[made.pk]) in client.get(page).content.decode()
        )
        assert made.get_absolute_url() in client.get("/desk/").content.decode()
        post(cast.reviewer_east, f"{name}_deduction_reversal", made.pk, **values)
    with system_scope():
        states = list(DeductionReversal.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["refused", "confirmed"]
    # It is confirmed in April: March takes all the same, and April gives back.
    for month, taken in ((MARCH, (100, 0)), (APRIL, (0, 40))):
        clearing = town.cleared(month)
        with system_scope():
            statement = Statement.objects.get(clearing=clearing)
        assert (statement.det_sumamt, statement.det_returned) == taken


def test_at_the_city_it_stands_with_the_people_of_a_county(town: Town) -> None:
    """March has no bill to take it off, so no county has borne it; the city insures nobody."""
    cast = town.cast
    town.deduct(cast.hospital_outside, 100_00)
    town.pay_everything(town.cleared())
    with system_scope():
        deduction = Deduction.objects.get()
        DeductionReversal.unscoped.create(
            number="CH1", deduction=deduction, objection=upheld(town, deduction), institution=deduction.institution,
            insutype="390", amount=40, reason="成立", state="confirmed", clr_month=APRIL.first,
            proposed_by=cast.clerk_east, decided_by=cast.reviewer_east,
        )  # fmt: skip
    town.settle(cast.hospital_outside, cast.west, 300_00, month=APRIL)
    april = town.pay_everything(town.cleared(APRIL))
    with system_scope():
        [line] = Statement.objects.get(clearing=april).lines.all()
        assert (line.insu_county, line.returned, line.deducted) == (cast.west, 40, 100)
        assert obligations_left(april, town.books) == 0
