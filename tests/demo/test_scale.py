"""An area of real size on a small scale: consistent, whole, open to its clerks, and never over other data."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.models import Bill, BillProblem, Settlement
from config.demo.scale import people
from config.demo.scale.plan import BLOCK, Plan, blocks_of
from config.demo.scale.play import NotOurs, ScaledArea
from config.demo.terminal import Progress
from config.scoping import system_scope
from config.spreadsheets.certificates import check_digit
from config.verifying import verify
from enrollment.models import Coverage, Person, WindowEnrolment
from funds.models import Clearing
from institutions.models import PoolingArea, User

PEOPLE, BILLS, CLERKS = 2_000, 6_000, 40


def _area(people: int = PEOPLE, bills: int = BILLS) -> ScaledArea:
    return ScaledArea("620700", people, bills, Progress(lambda _text: None))


def test_an_area_is_made_whole_verified_and_worked_in(fresh_database: str) -> None:
    _area().make(clerks=CLERKS, months=1)
    with system_scope():
        assert Person.objects.count() == Coverage.objects.count() == WindowEnrolment.objects.count() == PEOPLE
        assert all(
            check_digit(one[:17]) == one[17] for one in Person.objects.values_list("certno", flat=True)
        )
        assert Settlement.objects.count() + BillProblem.objects.count() == BILLS
        # Only of whom has left the insurance before.
        assert set(BillProblem.objects.values_list("bill__enddate__month", flat=True)) == {12}
        assert Clearing.objects.get().state == Clearing.State.CLOSED
        someone, bill = Person.objects.order_by("-psn_no")[0], Bill.objects.order_by("-setl_id")[0]
    assert [outcome.lines() for outcome in verify() if outcome.count] == []

    assert User.objects.filter(username__regex=r"-\d{3}$").count() == CLERKS
    city = Client()
    city.force_login(User.objects.get(username="620700-handle-001"))
    for path, told in (
        ("/desk/", "desk"),
        ("/enrollment/people/", "S620700"),
        (f"/enrollment/people/?q={someone.certno}", someone.psn_no),
        (f"/claims/bills/?q={bill.setl_id}", bill.setl_id),
        ("/claims/bills/waiting/", "S620700"),
    ):
        answer = city.get(path)
        assert answer.status_code == 200
        assert told in answer.content.decode()

    # The same asked for again finds everything there; other numbers are refused before anything is written.
    _area().make(clerks=CLERKS, months=1)
    with pytest.raises(NotOurs):
        _area(people=PEOPLE - 1).make()
    with system_scope():
        assert (Person.objects.count(), Bill.objects.filter(setl_id__startswith="S").count()) == (
            PEOPLE,
            BILLS,
        )


@pytest.mark.django_db
def test_a_database_with_another_area_is_refused() -> None:
    PoolingArea.objects.create(code="330200", name="甲")
    with pytest.raises(NotOurs):
        _area().make()


def test_blocks_cover_every_row_once() -> None:
    found = blocks_of(2 * BLOCK + 1)
    assert [(one.first, one.last) for one in found] == [
        (1, BLOCK),
        (BLOCK + 1, 2 * BLOCK),
        (2 * BLOCK + 1, 2 * BLOCK + 1),
    ]


def test_nobody_has_the_certificate_of_another() -> None:
    """Two units of the size that a million people give one."""
    plan = Plan("620700", 2020, 1_000_000, 1)
    units = [type("Unit", (), {"code": code, "pk": n})() for n, code in enumerate(("620702", "620721"))]
    living = people.Living(tuple(units), None)  # type: ignore[arg-type]
    rows = [row for block in blocks_of(400_000) for row in people.rows_of(plan, living, block)]
    assert len({row[1] for row in rows}) == len(rows) == 400_000
    # The last place of the order is odd for men.
    assert all(int(str(row[1])[16]) % 2 == (row[4] == "1") for row in rows)
