"""Single-case reviews: course by table, two people, limits of the policy, by sheet, points in the totals, pages."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from claims.models import Bill, CaseReview, Expert, GroupedCase
from claims.reads.grouped_cases import case_totals
from claims.rules.case_reviews import FLOW, most_reviews
from claims.services import case_reviews as services
from claims.services.group_cases import group_month
from config import display
from config.periods import Month
from config.scoping import acting_as, system_scope
from institutions.models import Duty, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_person, make_user
from tests.claims.spreadsheets.sheets import bring, found
from tests.support.policies import put_policy_in_force

from .grouping_world import DIP, catalogue, stay, surgical

DAY = dt.date(2024, 4, 2)


@pytest.fixture
def handler(cast: Cast) -> User:
    with system_scope():
        return make_user("handler.city", "市级经办", cast.city, Duty.HANDLE, Duty.REVIEW)


@pytest.fixture
def bills(cast: Cast, handler: User) -> list[Bill]:
    """Four stays of West's hospital far above the mean, and one without a group; grouped."""
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
        catalogue(cast, "dip", *DIP, rate=Decimal("9.5"))
        person = make_person(cast.west)
        made = [stay(person, cast.hospital_west, 60_000, surgical()) for _ in range(4)]
        made.append(stay(person, cast.hospital_west))
    group_month(area=cast.area, month=Month(2024, 3), acting_user=handler)
    return made


def applied(user: User, bill: Bill, **given: Any) -> CaseReview:
    facts = {"cause": "high_cost", "grounds": "多学科会诊", "applied_on": DAY}
    with acting_as(user):
        return services.apply_review(bill_number=bill.setl_id, acting_user=user, **facts | given)


_serial = count(1)


def judged(cast: Cast, user: User, review: CaseReview, **given: Any) -> None:
    with system_scope():
        expert = Expert.unscoped.create(area=cast.area, code=f"D{next(_serial)}", name="专家", **given)
    with acting_as(user):
        services.enter_opinion(
            review=review, expert=expert, agrees=True, points=Decimal(4500), opinion="同意", given_on=DAY,
            acting_user=user,
        )  # fmt: skip


def proposed(cast: Cast, user: User, bill: Bill, points: Decimal | None) -> CaseReview:
    review = applied(user, bill)
    judged(cast, user, review)
    with acting_as(user):
        return services.propose(review=review, points=points, conclusion="合理", acting_user=user)


def decide(user: User, review: CaseReview, agrees: bool = True) -> CaseReview:
    with acting_as(user):
        return services.decide(review=review, agrees=agrees, day=DAY, acting_user=user)


@pytest.mark.duty("JJ-08")
def test_points_that_two_people_decided_count_in_the_totals(
    cast: Cast, handler: User, bills: list[Bill]
) -> None:
    review = proposed(cast, handler, bills[0], Decimal("4200.5"))
    with pytest.raises(SamePerson):
        decide(handler, review)
    assert decide(cast.reviewer_city, review).state == "granted"
    with system_scope():
        case = GroupedCase.objects.get(bill=bills[0])
        assert (case.deviation, case.units, case.owed) == ("decided", Decimal("4200.5"), Decimal("36904.75"))
        totals = case_totals(institutions=[cast.hospital_west.pk], scheme="390", year=2024)
        # Three others at 5,000 points until somebody decides.
        assert totals[cast.hospital_west.pk, "dip"].units == 19_200_5 * 10**7
    group_month(area=cast.area, month=Month(2024, 3), acting_user=handler)
    with system_scope():
        assert GroupedCase.objects.get(bill=bills[0]).units == Decimal("4200.5")


def test_refused_sent_back_and_withdrawn_points_stay_as_they_are(
    cast: Cast, handler: User, bills: list[Bill]
) -> None:
    refused = decide(cast.reviewer_city, proposed(cast, handler, bills[0], None))
    back = decide(cast.reviewer_city, proposed(cast, handler, bills[1], Decimal(10)), agrees=False)
    assert (refused.state, refused.decided_points) == ("refused", None)
    assert (back.state, back.proposed_points, back.proposed_by) == ("applied", None, None)
    with acting_as(handler):
        services.withdraw(review=back, reason="撤回", acting_user=handler)
    # What was refused or withdrawn may be applied for again.
    applied(handler, bills[1])
    with system_scope():
        assert set(GroupedCase.objects.filter(group__isnull=False).values_list("deviation", flat=True)) == {
            "review"
        }


ACTS = {
    "opine": lambda cast, user, one: judged(cast, user, one),
    "propose": lambda cast, user, one: services.propose(
        review=one, points=Decimal(1), conclusion="", acting_user=user
    ),
    "send_back": lambda cast, user, one: services.decide(
        review=one, agrees=False, day=DAY, acting_user=cast.reviewer_city
    ),
    "withdraw": lambda cast, user, one: services.withdraw(review=one, reason="撤回", acting_user=user),
}


@pytest.mark.duty("JJ-08")
def test_every_other_step_is_refused(cast: Cast, handler: User, bills: list[Bill]) -> None:
    states = ("applied", "proposed", "refused", "withdrawn")
    review = applied(handler, bills[0])
    for state in states:
        with system_scope():
            given = {"proposed_by": handler, "decided_by": None}
            CaseReview.unscoped.filter(pk=review.pk).update(state=state, **given)
            review.refresh_from_db()
            for act, do in ACTS.items():
                if not FLOW.allows(state, act):
                    with pytest.raises(services.ReviewRefused):
                        do(cast, handler, review)


def test_who_may_and_what_must_be_there(cast: Cast, handler: User, bills: list[Bill]) -> None:
    with pytest.raises(services.ReviewRefused):
        applied(handler, bills[4])  # in no group
    with pytest.raises(DutyMissing):
        applied(cast.reviewer_city, bills[0])
    with system_scope():
        # Insured with East, treated in West: East sees the case, West answers for the institution.
        of_east = stay(make_person(cast.east), cast.hospital_west, 60_000, surgical())
        east, west = (
            make_user(f"handler.{name}", "县级经办", county, Duty.HANDLE)
            for name, county in (("east", cast.east), ("west", cast.west))
        )
    group_month(area=cast.area, month=Month(2024, 3), acting_user=handler)
    with pytest.raises(DutyMissing):
        applied(east, of_east)
    assert applied(west, of_east).county == cast.west
    review = applied(handler, bills[0])
    with pytest.raises(ValidationError):
        applied(handler, bills[0])
    with pytest.raises(services.ReviewRefused), acting_as(handler):
        services.propose(review=review, points=Decimal(1), conclusion="", acting_user=handler)
    with pytest.raises(services.ReviewRefused):
        judged(cast, handler, review, institution=cast.hospital_west)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        CaseReview.unscoped.filter(pk=review.pk).update(
            state="granted", proposed_by=handler, decided_by=handler, decided_points=1, decided_on=DAY
        )


@pytest.mark.parametrize(
    ("cases", "share", "most"), [(1000, 500, 50), (19, 500, 0), (20, 500, 1), (0, 500, 0)]
)
def test_only_whole_cases_of_the_share(cases: int, share: int, most: int) -> None:
    assert most_reviews(cases, share) == most


@pytest.mark.duty("JJ-08")
def test_no_more_than_the_policys_share_at_the_counter_and_by_sheet(
    cast: Cast,
    handler: User,
    bills: list[Bill],
    tmp_path: Path,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"

    def rows(*which: int, **given: Any) -> list[dict[str, Any]]:
        facts = {"cause": "long_stay", "grounds": "住院时间长", "applied_on": "2024-04-02"}
        return [{"setl_id": bills[one].setl_id, **facts, **given} for one in which]

    for module in ("claims.services.case_reviews", "claims.spreadsheets.case_reviews"):
        monkeypatch.setattr(f"{module}.limit_of", lambda **of: 2)  # half of four cases
    applied(handler, bills[0])
    run = bring(tmp_path, "case_reviews", rows(1, 2, 4), handler, cast.city)
    assert found(run) == [(3, "setl_id", "case_reviews_too_many"), (4, "setl_id", "case_has_no_points")]
    run = bring(tmp_path, "case_reviews", rows(1), handler, cast.city)
    assert (run.bad_count, run.state) == (0, "done")
    # Again with other words: the application is corrected, none is added.
    bring(tmp_path, "case_reviews", rows(1, grounds="更正"), handler, cast.city)
    with system_scope():
        second = CaseReview.objects.get(bill=bills[1])
        assert (second.grounds, second.number[:2], second.county) == ("更正", "PY", cast.west)
    with pytest.raises(services.ReviewRefused):
        applied(handler, bills[2])
    clerk = cast.clerk_east
    with system_scope():
        clerk = make_user("handler.east", "东山经办", cast.east, Duty.HANDLE)
    run = bring(tmp_path, "case_reviews", rows(3), clerk, cast.east)
    assert {code for _row, _column, code in found(run)} >= {"case_of_other_county"}


@pytest.mark.duty("JJ-08", "NB-09")
def test_from_the_case_to_the_decision_on_pages(
    cast: Cast, handler: User, bills: list[Bill], client: Client
) -> None:
    def page(name: str, *at: int) -> str:
        answer = client.get(reverse(f"claims:{name}", args=at))
        assert answer.status_code == 200
        return answer.content.decode()

    def post(name: str, *at: int, **values: Any) -> None:
        answer = client.post(reverse(f"claims:{name}", args=at), {"submission": uuid4(), **values})
        assert answer.status_code == 302, answer.content.decode()

    client.force_login(handler)
    with system_scope():
        Expert.unscoped.create(area=cast.area, code="D1", name="专家")
        expert = Expert.unscoped.get(code="D1")
        version = GroupedCase.objects.filter(catalogue__isnull=False).first()
    assert version is not None
    listed = page("grouped_cases")
    assert bills[0].setl_id in listed
    with system_scope():
        grouped = GroupedCase.objects.select_related("group", "catalogue").get(bill=bills[0])
    assert grouped.group is not None
    assert f'<td class="kind-text">{grouped.group.name}</td>' in listed
    assert f'<td class="figure">{display.quantity(grouped.units)}</td>' in listed
    assert bills[4].setl_id in page("ungrouped_cases")
    assert "240,000.00" in page("grouped_case_sums")
    answer = client.get(reverse("claims:grouped_case_sums"), {"xlsx": 1, "method": "dip"})
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)  # type: ignore[attr-defined]
    assert [row[6] for row in rows[-3:]] == [4, 1, 5]  # in a group, in none, together
    assert "5000" in page("grouped_case", bills[0].pk)
    groups = page("group_catalogue", version.catalogue_id or 0)
    assert "K35" in groups
    assert "每分9.5元" in groups
    post(
        "apply_case_review",
        bill_number=bills[0].setl_id,
        cause="high_cost",
        grounds="会诊",
        applied_on="2024-04-02",
    )
    with system_scope():
        review = CaseReview.objects.get()
    post(
        "case_opinion",
        review.pk,
        expert=expert.pk,
        agrees="1",
        points="4300",
        opinion="可",
        given_on="2024-04-03",
    )
    post("propose_case_review", review.pk, points="4200.5", conclusion="合理")
    assert "4200.5" in page("case_review", review.pk)
    client.force_login(cast.reviewer_city)
    post("decide_case_review", review.pk, agrees="1", day="2024-04-05")
    with system_scope():
        assert CaseReview.objects.get().state == "granted"
    assert "4200.5" in page("grouped_case", bills[0].pk)
