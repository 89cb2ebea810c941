"""A stay across a change of policy or the turn of the year: the day of discharge decides, for policy and year alike."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from django.utils import timezone

from claims.models import RedoLine
from claims.services.redo_drafts import ask_redo
from config.scoping import system_scope
from enrollment.models import Coverage
from institutions.models import PolicyVersion

from .conftest import Year


def from_july(year: Year) -> PolicyVersion:
    """The policy in force from July on with a deductible of 900 where it was 700."""
    first = PolicyVersion.objects.get(number=1)
    text = first.text.replace("level_2: 700,", "level_2: 900,")
    assert text != first.text
    PolicyVersion.objects.filter(pk=first.pk).update(state=PolicyVersion.State.SUPERSEDED)
    return PolicyVersion.objects.create(
        document=first.document, number=2, state=PolicyVersion.State.IN_FORCE, text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(), effective_from=dt.date(2020, 7, 1),
        prepared_by=year.cast.administrator_city, reviewed_by=year.cast.reviewer_city,
        reviewed_at=timezone.now(), put_in_force_at=timezone.now(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("admitted", "discharged", "deductible"),
    [
        (dt.date(2020, 6, 20), dt.date(2020, 6, 30), 700),
        (dt.date(2020, 6, 20), dt.date(2020, 7, 1), 900),
        (dt.date(2020, 7, 1), dt.date(2020, 7, 9), 900),
    ],
)
def test_a_stay_across_a_change_of_policy_is_paid_by_that_of_its_discharge(
    year: Year, admitted: dt.date, discharged: dt.date, deductible: int
) -> None:
    with system_scope():
        from_july(year)
    settlement = year.settled(discharged, 900_000, begndate=admitted)
    assert (settlement.act_pay_dedc, settlement.policy_date) == (deductible, discharged)


def test_a_stay_across_the_turn_of_the_year_counts_in_the_year_of_its_discharge(year: Year) -> None:
    with system_scope():
        Coverage.objects.filter(person=year.person).update(period=("2020-01-01", "2022-01-01"))
    old = year.settled(dt.date(2020, 12, 20))
    across = year.settled(dt.date(2021, 1, 4), begndate=dt.date(2020, 12, 28))
    assert across.counters_before == {}
    assert {key for key, _counter in year.used()} == {2020, 2021}
    # Neither year's redo touches the other: taking 2020's back frees nothing in 2021.
    year.cancel(old, dt.date(2021, 1, 9))
    assert year.draft() is None
    assert {key for key, _counter in year.used()} == {2021}
    # Until the end of the year somebody covered; the day that counts is one nobody covered.
    with system_scope():
        Coverage.objects.filter(person=year.person).update(period=("2020-01-01", "2021-01-01"))
        draft = ask_redo(person=year.person, insutype="390", year=2021, acting_user=year.cast.clerk_east)
    assert draft is None


def test_a_policy_put_in_force_for_days_gone_by_is_redone_on_request(year: Year) -> None:
    """Nothing changes by itself; reckoned again, each bill meets what is in force for its own day now."""
    before = year.settled(dt.date(2020, 6, 30), 900_000)
    after = year.settled(dt.date(2020, 8, 30), 900_000)
    with system_scope():
        from_july(year)
        assert year.draft() is None
        draft = ask_redo(person=year.person, insutype="390", year=2020, acting_user=year.cast.clerk_east)
        assert draft is not None
        [line] = RedoLine.objects.filter(redo=draft)
    assert line.bill_id == after.bill_id
    assert line.reasons == [["policy"]]
    year.approve()
    stands = {row[0]: row[4] for row in year.stands()}
    assert stands == {before.setl_id: 700, after.setl_id: 900}
