"""Sharing with relatives, transfers, paying out, inheritance."""

from __future__ import annotations

import datetime as dt
import threading
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from claims.models import AccountMovement, AccountRequest, FamilyAuthorisation, PersonalAccount
from claims.services.personal_accounts.faults import AccountRefused
from claims.services.personal_accounts.requests import refuse_request, request_movement, review_request
from claims.services.personal_accounts.sharing import (
    authorise_relative,
    revoke_authorisation,
    share_with_relative,
)
from config.money import from_fen
from config.scoping import system_scope
from enrollment.models import Person
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_coverage, make_person

from .making import ALWAYS, account_with, fresh, insured, put_accounts_in_force

TODAY = dt.date(2022, 5, 1)


@pytest.fixture
def donor(cast: Cast) -> PersonalAccount:
    with system_scope():
        put_accounts_in_force(cast)
        return account_with(insured(cast.east), 50_000, cast.clerk_east)


@pytest.fixture
def child(cast: Cast) -> Person:
    """A resident of the other county."""
    with system_scope():
        person = make_person(cast.west)
        make_coverage(person, period=ALWAYS)
        return person


def authorised(cast: Cast, donor: PersonalAccount, relative: Person) -> FamilyAuthorisation:
    return authorise_relative(
        account=donor, psn_no=relative.psn_no, relation="child", day=TODAY, acting_user=cast.clerk_east
    )


def share(
    cast: Cast,
    authorisation: FamilyAuthorisation,
    yuan: int | str,
    reference: UUID | None = None,
    day: dt.date = TODAY,
) -> AccountMovement:
    return share_with_relative(
        authorisation=authorisation, amount=Decimal(yuan), day=day, reference=reference or uuid4(),
        acting_user=cast.clerk_east,
    )  # fmt: skip


def both_pots() -> Decimal:
    return sum((one.balance + one.family_balance for one in PersonalAccount.unscoped.all()), Decimal(0))


@pytest.mark.duty("NB-07")
def test_sharing_moves_money_and_makes_none(cast: Cast, donor: PersonalAccount, child: Person) -> None:
    authorisation = authorised(cast, donor, child)
    with system_scope():
        before = both_pots()
    share(cast, authorisation, "120.55")
    with system_scope():
        relative = PersonalAccount.unscoped.get(person=child)
        assert both_pots() == before == 500
        assert (fresh(donor).balance, relative.family_balance) == (Decimal("379.45"), Decimal("120.55"))
        assert (relative.insutype, relative.balance) == ("390", 0)
        kinds = AccountMovement.unscoped.filter(cause="sharing").order_by("pk").values_list("kind", "pot")
        assert sorted(kinds) == [("107", "family"), ("207", "own")]


def test_the_same_sharing_twice_shares_once(cast: Cast, donor: PersonalAccount, child: Person) -> None:
    authorisation = authorised(cast, donor, child)
    reference = uuid4()
    first = share(cast, authorisation, 100, reference)
    assert share(cast, authorisation, 100, reference) == first
    with pytest.raises(AccountRefused, match="other amounts"):
        share(cast, authorisation, 101, reference)
    assert fresh(donor).balance == 400


@pytest.mark.parametrize(("yuan", "why"), [("450.01", "At most 450.00"), ("0", "more than nothing")])
def test_what_may_not_be_shared(
    cast: Cast, donor: PersonalAccount, child: Person, yuan: str, why: str
) -> None:
    authorisation = authorised(cast, donor, child)
    with pytest.raises(AccountRefused, match=why):
        share(cast, authorisation, yuan)
    with system_scope():
        assert (fresh(donor).balance, both_pots()) == (500, 500)


def test_the_years_limit_and_the_next_year(cast: Cast, donor: PersonalAccount, child: Person) -> None:
    with system_scope():
        account_with(donor.person, 300_000, cast.clerk_east)
    authorisation = authorised(cast, donor, child)
    share(cast, authorisation, 900)
    with pytest.raises(AccountRefused, match=r"At most 100\.00 yuan more"):
        share(cast, authorisation, 101)
    share(cast, authorisation, 100)
    share(cast, authorisation, 1_000, day=dt.date(2023, 1, 1))
    assert fresh(donor).balance == 1_500


def test_only_while_it_is_authorised(cast: Cast, donor: PersonalAccount, child: Person) -> None:
    authorisation = authorised(cast, donor, child)
    with pytest.raises(AccountRefused, match="not in force"):
        share(cast, authorisation, 10, day=TODAY - dt.timedelta(days=1))
    revoke_authorisation(authorisation=authorisation, day=dt.date(2022, 6, 1), acting_user=cast.clerk_east)
    share(cast, authorisation, 10, day=dt.date(2022, 5, 31))
    with pytest.raises(AccountRefused, match="not in force"):
        share(cast, authorisation, 10, day=dt.date(2022, 6, 1))
    with pytest.raises(AccountRefused, match="ended already"):
        revoke_authorisation(
            authorisation=authorisation, day=dt.date(2022, 7, 1), acting_user=cast.clerk_east
        )


def test_whom_one_may_authorise(cast: Cast, donor: PersonalAccount, child: Person) -> None:
    with system_scope():
        stranger = insured(cast.elsewhere)
    for number, relation in (
        (stranger.psn_no, "child"),
        ("NOBODY", "child"),
        (child.psn_no, "sibling"),
    ):
        with pytest.raises(AccountRefused):
            authorise_relative(
                account=donor, psn_no=number, relation=relation, day=TODAY, acting_user=cast.clerk_east
            )
    with pytest.raises(ValidationError, match=r"themselves|本人"):
        authorise_relative(
            account=donor,
            psn_no=donor.person.psn_no,
            relation="child",
            day=TODAY,
            acting_user=cast.clerk_east,
        )
    authorised(cast, donor, child)
    with pytest.raises((AccountRefused, ValidationError)):
        authorised(cast, donor, child)
    with pytest.raises(PersonalAccount.DoesNotExist):
        authorise_relative(
            account=donor, psn_no=child.psn_no, relation="child", day=TODAY, acting_user=cast.clerk_elsewhere
        )


@pytest.mark.usefixtures("fresh_database")
def test_two_who_share_with_each_other_at_once_do_not_block_each_other(cast: Cast) -> None:
    with system_scope():
        put_accounts_in_force(cast)
        people = [insured(cast.east), insured(cast.east)]
        accounts = [account_with(person, 100_000, cast.clerk_east) for person in people]
    there, back = (
        authorise_relative(
            account=account, psn_no=other.psn_no, relation="spouse", day=TODAY, acting_user=cast.clerk_east
        )
        for account, other in zip(accounts, reversed(people), strict=True)
    )
    faults: list[BaseException] = []

    def run(authorisation: FamilyAuthorisation) -> None:
        try:
            for _ in range(5):
                share(cast, authorisation, 10)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in (there, back)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not faults
    for account in accounts:
        assert (fresh(account).balance, fresh(account).family_balance) == (950, 50)


PAYEE = {"payee_name": "测试甲", "payee_account": "62000001", "payee_bank": "示例银行"}


def ask(cast: Cast, account: PersonalAccount, act: str, yuan: int, **more: object) -> AccountRequest:
    return request_movement(
        account=account, act=act, amount=Decimal(yuan), day=TODAY, reason="测试", acting_user=cast.clerk_east,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_transfer_moves_at_the_second_persons_word(cast: Cast, donor: PersonalAccount) -> None:
    request = ask(cast, donor, "transfer_in", 70)
    assert fresh(donor).balance == 500
    with pytest.raises(AccountRequest.DoesNotExist):
        review_request(request=request, acting_user=cast.clerk_west)
    with pytest.raises(DutyMissing):
        review_request(request=request, acting_user=cast.clerk_east)
    review_request(request=request, acting_user=cast.reviewer_east)
    assert fresh(donor).balance == 570
    with pytest.raises(AccountRefused, match="not possible now"):
        review_request(request=request, acting_user=cast.reviewer_city)
    review_request(request=ask(cast, donor, "transfer_out", 70, **PAYEE), acting_user=cast.reviewer_city)
    assert fresh(donor).balance == 500
    with system_scope():
        kinds = AccountMovement.unscoped.filter(cause="transfer").order_by("pk").values_list("kind", "amount")
        assert list(kinds) == [("107", 70), ("207", -70)]


def test_whoever_asks_does_not_review(cast: Cast, donor: PersonalAccount) -> None:
    with system_scope():
        cast.clerk_east.assignments.update(duties=["handle", "review"])
    request = ask(cast, donor, "transfer_in", 70)
    user = type(cast.clerk_east).objects.get(pk=cast.clerk_east.pk)
    with pytest.raises(SamePerson):
        review_request(request=request, acting_user=user)
    refuse_request(request=request, acting_user=cast.reviewer_east)
    with system_scope():
        assert AccountRequest.unscoped.get().state == "refused"
    assert fresh(donor).balance == 500


def test_an_inheritance_takes_both_parts_and_closes(cast: Cast, donor: PersonalAccount) -> None:
    with system_scope():
        heir = insured(cast.west)
        AccountMovement.unscoped.create(
            account=donor, pot="family", kind="107", cause="sharing", amount=30, day=TODAY, key="share:x",
            made_by=cast.clerk_east,
        )  # fmt: skip
        before = both_pots()
    with pytest.raises(AccountRefused, match=r"530\.00"):
        ask(cast, donor, "to_heir", 500, heir_number=heir.psn_no, closes=True)
    request = ask(cast, donor, "to_heir", 530, heir_number=heir.psn_no, closes=True)
    review_request(request=request, acting_user=cast.reviewer_east)
    with system_scope():
        assert both_pots() == before
        account = fresh(donor)
        assert (account.balance, account.family_balance, account.closed_on) == (0, 0, TODAY)
        assert PersonalAccount.unscoped.get(person=heir).balance == 530
    with pytest.raises(AccountRefused, match="closed"):
        ask(cast, donor, "transfer_in", 5)


def test_paying_out_names_the_payee_and_never_more_than_there_is(cast: Cast, donor: PersonalAccount) -> None:
    with pytest.raises(AccountRefused, match="payee"):
        ask(cast, donor, "payout", 500)
    with pytest.raises(AccountRefused, match=r"holds 500\.00"):
        ask(cast, donor, "payout", 501, **PAYEE)
    first, second = (ask(cast, donor, "payout", 400, **PAYEE) for _ in range(2))
    review_request(request=first, acting_user=cast.reviewer_east)
    # What was true when it was asked for is not at review.
    with pytest.raises(AccountRefused, match=r"holds 100\.00"), transaction.atomic():
        review_request(request=second, acting_user=cast.reviewer_east)
    assert fresh(donor).balance == from_fen(10_000)
