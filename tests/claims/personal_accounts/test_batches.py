"""Credits of a month and interest of a year: prepared, reviewed by another, posted once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from claims.models import AccountBatch, AccountBatchLine, AccountMovement, PersonalAccount
from claims.services.account_bases import store_bases
from claims.services.personal_accounts.batches import (
    discard_batch,
    review_batch,
    start_credits,
    start_interest,
)
from claims.services.personal_accounts.faults import AccountRefused
from claims.services.personal_accounts.post import post_batch
from config.jobs.run import run_job
from config.money import from_fen, to_fen
from config.periods import Month
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_coverage, make_person

from .making import (
    ALWAYS,
    MARCH,
    SCHEME,
    account_with,
    fresh,
    handler_at_city,
    insured,
    posted,
    prepared,
    put_accounts_in_force,
    quietly,
    set_base,
    spend,
)


@pytest.fixture
def handler(cast: Cast) -> User:
    with system_scope():
        put_accounts_in_force(cast)
        return handler_at_city(cast)


def start(cast: Cast, handler: User, month: Month = MARCH) -> AccountBatch:
    with system_scope():
        return start_credits(area=cast.area, insutype=SCHEME, month=month, acting_user=handler)


def credited(person: Person) -> dict[str, Decimal]:
    with system_scope():
        rows = AccountMovement.unscoped.filter(account__person=person).values_list("key", "amount")
        return dict(rows)


@pytest.mark.duty("NB-07")
def test_a_month_is_credited_by_the_rule_of_kind_and_age(cast: Cast, handler: User) -> None:
    with system_scope():
        working = insured(cast.east, base=6_500)
        flexible = insured(cast.west, psn_type="1103", base=4_000)
        retired = insured(cast.east, psn_type="1201", born=dt.date(1955, 1, 1))
        old = insured(cast.west, psn_type="1201", born=dt.date(1940, 1, 1))
        unpaid = insured(cast.east)
        resident = make_person(cast.east)
        make_coverage(resident, period=ALWAYS)
        foreign = insured(cast.elsewhere, base=9_000)
    batch = prepared(start(cast, handler))
    assert (batch.state, batch.lines, batch.total) == ("prepared", 4, Decimal("410.50"))
    assert batch.left_out == {"no_base": 1}
    assert credited(working) == {}
    batch = posted(batch, cast.reviewer_city)
    assert batch.state == "posted"
    assert credited(working) == {"credit:2022-03": 130}
    assert credited(flexible) == {"credit:2022-03": 80}
    assert credited(retired) == {"credit:2022-03": 90}
    assert credited(old) == {"credit:2022-03": Decimal("110.50")}
    for nobody in (unpaid, resident, foreign):
        assert credited(nobody) == {}
    with system_scope():
        assert PersonalAccount.unscoped.get(person=working).balance == 130
        movement = AccountMovement.unscoped.get(account__person=working)
        assert (movement.base, movement.day, movement.kind) == (6_500, dt.date(2022, 3, 31), "101")
        assert movement.made_by == cast.reviewer_city
        assert not AccountBatchLine.unscoped.filter(batch=batch).exists()


def test_a_month_credited_twice_changes_nothing(cast: Cast, handler: User) -> None:
    with system_scope():
        people = [insured(cast.east, base=6_000) for _ in range(3)]
    posted(prepared(start(cast, handler)), cast.reviewer_city)
    before = [credited(person) for person in people]
    again = prepared(start(cast, handler))
    assert (again.lines, again.left_out) == (0, {"credited": 3})
    with system_scope(), pytest.raises(AccountRefused, match="moves nothing"):
        review_batch(batch=again, acting_user=cast.reviewer_city)
    assert [credited(person) for person in people] == before


def test_who_comes_late_is_credited_by_a_further_batch(cast: Cast, handler: User) -> None:
    with system_scope():
        early, late = insured(cast.east, base=6_000), insured(cast.east)
    posted(prepared(start(cast, handler)), cast.reviewer_city)
    with system_scope():
        set_base(late, 5_000)
        set_base(early, 9_999)
    batch = posted(prepared(start(cast, handler)), cast.reviewer_city)
    assert batch.lines == 1
    assert credited(late) == {"credit:2022-03": 100}
    assert credited(early) == {"credit:2022-03": 120}


def test_posting_again_after_a_kill_posts_the_rest_once(cast: Cast, handler: User) -> None:
    with system_scope():
        people = [insured(cast.east, base=6_000) for _ in range(4)]
        # Another block of people, thousands of numbers away.
        far = Person.unscoped.create(
            pk=people[-1].pk + 5_000,
            psn_no="F1",
            certno="F1",
            psn_name="远",
            brdy="1970-01-01",
            county=cast.east,
        )
        make_coverage(far, insutype=SCHEME, psn_type="1101", period=ALWAYS)
        set_base(far, 6_000)
    batch = prepared(start(cast, handler))
    with system_scope():
        review_batch(batch=batch, acting_user=cast.reviewer_city)

    def die(done: int, total: int) -> None:
        assert (done, total) == (4, 5)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        post_batch(batch.pk, die)
    assert [credited(person) for person in people] == [{"credit:2022-03": 120}] * 4
    assert credited(far) == {}
    assert post_batch(batch.pk, quietly) == 1
    assert post_batch(batch.pk, quietly) == 0
    assert credited(far) == {"credit:2022-03": 120}
    with system_scope():
        assert AccountBatch.unscoped.get(pk=batch.pk).state == "posted"


def test_two_people_and_their_duties(cast: Cast, handler: User) -> None:
    with system_scope():
        insured(cast.east, base=6_000)
        with pytest.raises(DutyMissing):
            start_credits(area=cast.area, insutype=SCHEME, month=MARCH, acting_user=cast.clerk_east)
    batch = prepared(start(cast, handler))
    with system_scope():
        handler.assignments.update(duties=["handle", "review"])
        both = User.objects.get(pk=handler.pk)
        with pytest.raises(SamePerson):
            review_batch(batch=batch, acting_user=both)
        with pytest.raises(DutyMissing):
            review_batch(batch=batch, acting_user=cast.reviewer_east)
        with pytest.raises(AccountRefused, match="under way"):
            start_credits(area=cast.area, insutype=SCHEME, month=MARCH, acting_user=handler)
        discard_batch(batch=batch, acting_user=cast.reviewer_city)
        with pytest.raises(AccountRefused, match="not possible now"):
            review_batch(batch=batch, acting_user=cast.reviewer_city)
    assert start(cast, handler).state == "preparing"


def test_the_policy_must_know_accounts_and_the_month_must_have_begun(cast: Cast, handler: User) -> None:
    with system_scope():
        for scheme, month in (("390", MARCH), (SCHEME, Month(2014, 1)), (SCHEME, Month(2900, 1))):
            with pytest.raises(AccountRefused):
                start_credits(area=cast.area, insutype=scheme, month=month, acting_user=handler)
    assert not AccountBatch.unscoped.exists()


def test_its_jobs_prepare_and_post(cast: Cast, handler: User) -> None:
    with system_scope():
        person = insured(cast.east, base=6_000)
    batch = start(cast, handler)
    assert batch.job_id is not None
    run_job(batch.job_id)
    with system_scope():
        reviewed = review_batch(batch=batch, acting_user=cast.reviewer_city)
    assert reviewed.job_id not in (None, batch.job_id)
    run_job(reviewed.job_id or 0)
    assert credited(person) == {"credit:2022-03": 120}


@pytest.mark.parametrize(
    ("covered", "people"),
    [("first_day", "whole left"), ("last_day", "whole came"), ("any_day", "whole left came")],
)
def test_on_which_day_one_must_be_covered(cast: Cast, covered: str, people: str) -> None:
    with system_scope():
        put_accounts_in_force(cast, covered=covered)
        handler = handler_at_city(cast)
        periods = {
            "whole": (dt.date(2022, 1, 1), None),
            "left": (dt.date(2022, 1, 1), dt.date(2022, 3, 31)),
            "came": (dt.date(2022, 3, 2), None),
        }
        found = {}
        for name, period in periods.items():
            person = found[name] = make_person(cast.east)
            make_coverage(person, insutype=SCHEME, psn_type="1101", period=period)  # type: ignore[arg-type]
            set_base(person, 1_000)
    posted(prepared(start(cast, handler)), cast.reviewer_city)
    assert [name for name, person in found.items() if credited(person)] == people.split()


def test_the_port_takes_bases_from_other_floors(cast: Cast, handler: User) -> None:
    with system_scope():
        person = insured(cast.east)
        assert store_bases(insutype=SCHEME, month=MARCH, bases=[(person.pk, 500_000)]) == 1
        assert store_bases(insutype=SCHEME, month=MARCH, bases=[(person.pk, 500_000)]) == 0
        assert store_bases(insutype=SCHEME, month=MARCH, bases=[(person.pk, 600_000)]) == 1
    posted(prepared(start(cast, handler)), cast.reviewer_city)
    assert credited(person) == {"credit:2022-03": 120}


@pytest.mark.duty("NB-07")
@pytest.mark.parametrize(
    "method",
    # 1,000.00 until 10 March, then 600.00. Daily: 68 days of 1,000 and 297 of 600, 1.5 % from July.
    # Month ends: two of 1,000, four of 600 at 0.35 %, six of 600 at 1.5 %.
    ["daily", "month_end"],
)
def test_interest_of_a_year(cast: Cast, method: str) -> None:
    with system_scope():
        put_accounts_in_force(cast, method=method)
        handler = handler_at_city(cast)
        account = account_with(insured(cast.east), 100_000, cast.clerk_east, day=dt.date(2021, 12, 31))
        spend(cast, account.person, 40_000, day=dt.date(2022, 3, 10))
        batch = start_interest(area=cast.area, insutype=SCHEME, year=2022, acting_user=handler)
    expected = _interest_by_hand(method)
    batch = posted(prepared(batch), cast.reviewer_city)
    assert to_fen(batch.total) == expected
    with system_scope():
        movement = AccountMovement.unscoped.get(account=account, cause="interest")
        assert (movement.kind, movement.day, to_fen(movement.amount)) == (
            "102",
            dt.date(2022, 12, 31),
            expected,
        )
        again = start_interest(area=cast.area, insutype=SCHEME, year=2022, acting_user=handler)
    assert prepared(again).lines == 0
    assert fresh(account).balance == from_fen(60_000 + expected)


def _interest_by_hand(method: str) -> int:
    if method == "month_end":
        twelfths = 2 * 100_000 * 35 + 4 * 60_000 * 35 + 6 * 60_000 * 150
        return round(twelfths / 120_000)
    to_tenth = (dt.date(2022, 3, 10) - dt.date(2022, 1, 1)).days
    to_july = (dt.date(2022, 7, 1) - dt.date(2022, 3, 10)).days
    days = 100_000 * 35 * to_tenth + 60_000 * 35 * to_july + 60_000 * 150 * 184
    return round(days / 3_650_000)


def test_interest_waits_for_the_end_of_the_year(cast: Cast, handler: User) -> None:
    with system_scope(), pytest.raises(AccountRefused, match="not over"):
        start_interest(area=cast.area, insutype=SCHEME, year=timezone.localdate().year, acting_user=handler)


def test_the_family_share_bears_interest_of_its_own(cast: Cast, handler: User) -> None:
    with system_scope():
        account = account_with(insured(cast.east), 10_000, cast.clerk_east, day=dt.date(2021, 12, 31))
        AccountMovement.unscoped.create(
            account=account, pot="family", kind="107", cause="sharing", amount=1_000, day=dt.date(2021, 12, 31),
            key="share:1", made_by=cast.clerk_east,
        )  # fmt: skip
        batch = start_interest(area=cast.area, insutype=SCHEME, year=2022, acting_user=handler)
    posted(prepared(batch), cast.reviewer_city)
    with system_scope():
        found = dict(AccountMovement.unscoped.filter(cause="interest").values_list("pot", "amount"))
    by_hand = round((35 * 181 + 150 * 184) * 10_000 / 3_650_000)
    assert to_fen(found["own"]) == by_hand
    assert to_fen(found["family"]) == round((35 * 181 + 150 * 184) * 100_000 / 3_650_000)
