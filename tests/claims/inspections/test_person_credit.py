"""Credit of insured persons: events by two people, repair by two, ratings at their edges, from a case, pages, scope."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.inspection_desk import inspection_items
from claims.models import InspectionCase, PersonCreditEvent
from claims.services.cases.decide import decide_case
from claims.services.cases.propose import Proposal, propose_decision
from claims.services.cases.states import CaseRefused
from claims.services.person_credit import enter_person_event, person_standings
from config.desk import items_of
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.models import Duty, User
from institutions.policy.credit import PERSON, SUBJECTS
from institutions.rules import credit as rules
from institutions.services.credit import CreditRefused, ask_repair, decide_event, decide_repair, policy_in
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.claims.inspections.making import Office
from tests.support.policies import put_policy_in_force

DAY = dt.date(2024, 3, 4)


class Counter:
    """Two people of East who may each do both steps, and one of East's insured; ``day`` is today."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.day = cast, DAY
        with system_scope():
            put_policy_in_force(cast, "jiujiang.yaml")
            self.one, self.two = (
                make_user(name, "东山稽核", cast.east, Duty.HANDLE, Duty.REVIEW)
                for name in ("one.east", "two.east")
            )
            self.person: Person = make_person(cast.east)

    def entered(self, event: str = "insured_lent_card", **given: Any) -> PersonCreditEvent:
        values = {"person": self.person, "day": DAY, "evidence": "核查记录", "acting_user": self.one}
        with acting_as(self.one):
            return enter_person_event(event=event, **values | given)

    def confirmed(self, event: str = "insured_lent_card", **given: Any) -> PersonCreditEvent:
        made = self.entered(event, **given)
        with acting_as(self.two):
            return decide_event(event=made, confirmed=True, acting_user=self.two)

    def left(self, year: int = 2024) -> tuple[int, str]:
        with acting_as(self.one):
            (row,) = person_standings(self.cast.area, year, [self.person])
        return row.left, row.rating


@pytest.fixture
def counter(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Counter:
    made = Counter(cast)
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: made.day)
    return made


@pytest.mark.duty("JJ-11")
def test_points_are_taken_when_confirmed_and_come_back_when_repaired(counter: Counter) -> None:
    one, two = counter.one, counter.two
    made = counter.entered()
    assert (made.points, made.title) == (20, "将本人医保凭证交他人冒名使用")
    assert counter.left() == (100, "credit_a")
    with acting_as(one), pytest.raises(SamePerson):
        decide_event(event=made, confirmed=True, acting_user=one)
    with acting_as(two):
        decide_event(event=made, confirmed=True, acting_user=two)
    assert counter.left() == (80, "credit_b")
    assert counter.left(2025) == (100, "credit_a")
    with acting_as(one):
        counter.day = dt.date(2025, 3, 3)
        with pytest.raises(CreditRefused, match="2025-03-04"):
            ask_repair(event=made, measures="已退回", acting_user=one)
        counter.day = dt.date(2025, 3, 4)
        ask_repair(event=made, measures="已退回", acting_user=one)
        with pytest.raises(SamePerson):
            decide_repair(event=made, granted=True, acting_user=one)
    assert counter.left() == (80, "credit_b")
    with acting_as(two):
        made = decide_repair(event=made, granted=True, acting_user=two)
    assert (made.state, made.repaired_on) == ("repaired", counter.day)
    assert counter.left() == (100, "credit_a")


def test_what_is_grave_stays_and_points_end_at_nothing(counter: Counter) -> None:
    made = [counter.confirmed("insured_false_papers") for _time in range(3)]
    assert counter.left() == (0, "credit_d")
    counter.day = dt.date(2030, 1, 1)
    with acting_as(counter.one), pytest.raises(CreditRefused):
        ask_repair(event=made[0], measures="已退回", acting_user=counter.one)


@pytest.mark.duty("JJ-11")
@pytest.mark.parametrize(
    ("left", "rating"),
    [
        (100, "credit_a"), (90, "credit_a"), (89, "credit_b"), (75, "credit_b"), (74, "credit_c"), (60, "credit_c"),
        (59, "credit_d"), (0, "credit_d"),
    ],
)  # fmt: skip
def test_ratings_at_their_edges(counter: Counter, left: int, rating: str) -> None:
    with system_scope():
        assert policy_in(counter.cast.area, DAY).rating(PERSON, left).value == rating


ACTS = {
    "confirm": lambda event, user: decide_event(event=event, confirmed=True, acting_user=user),
    "refuse": lambda event, user: decide_event(event=event, confirmed=False, acting_user=user),
    "ask_repair": lambda event, user: ask_repair(event=event, measures="已退回", acting_user=user),
    "repair": lambda event, user: decide_repair(event=event, granted=True, acting_user=user),
    "refuse_repair": lambda event, user: decide_repair(event=event, granted=False, acting_user=user),
}


def in_state(counter: Counter, state: str) -> PersonCreditEvent:
    """One event as it stands in ``state``; its last step was done by the first of the two."""
    made = counter.entered()
    given: dict[str, Any] = {"state": state}
    if state != "entered":
        given["decided_by"] = counter.two
    if state in ("repair_asked", "repaired"):
        given |= {"repair_asked_by": counter.one, "measures": "已退回"}
    if state == "repaired":
        given |= {"repaired_by": counter.two, "repaired_on": counter.day}
    with system_scope():
        PersonCreditEvent.objects.filter(pk=made.pk).update(**given)
    return made


@pytest.mark.parametrize("act", rules.ACTS)
def test_every_act_is_open_in_its_states_only(counter: Counter, act: str) -> None:
    counter.day = dt.date(2025, 3, 4)
    for state in rules.STATES:
        made = in_state(counter, state)
        with acting_as(counter.two):
            after = rules.after(state, act)
            if after is not None:
                assert ACTS[act](made, counter.two).state == after
                continue
            with pytest.raises(CreditRefused):
                ACTS[act](made, counter.two)
            assert PersonCreditEvent.objects.get(pk=made.pk).state == state


def test_who_lacks_the_duty_or_the_county_is_refused(counter: Counter) -> None:
    made, cast = counter.entered(), counter.cast
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        decide_event(event=made, confirmed=True, acting_user=cast.clerk_east)
    with acting_as(cast.clerk_west):
        assert not PersonCreditEvent.objects.exists()
        with pytest.raises(PersonCreditEvent.DoesNotExist):
            decide_event(event=made, confirmed=True, acting_user=cast.clerk_west)
        with pytest.raises(DutyMissing):
            enter_person_event(
                person=counter.person, event="insured_lent_card", day=DAY, evidence="x", acting_user=cast.clerk_west
            )  # fmt: skip
    for wrong in ({"event": "repeated_charges"}, {"day": DAY + dt.timedelta(1)}):
        with pytest.raises(CreditRefused):
            counter.entered(**wrong)


def test_nobody_insured_is_rated_where_no_document_says_so(cast: Cast) -> None:
    with system_scope():
        put_policy_in_force(cast, "hegang.yaml")
        person = make_person(cast.east)
    with acting_as(cast.clerk_east):
        assert person_standings(cast.area, 2024, [person]) == []
        with pytest.raises(CreditRefused):
            enter_person_event(
                person=person, event="insured_lent_card", day=DAY, evidence="x", acting_user=cast.clerk_east
            )  # fmt: skip


def test_the_database_keeps_two_people(counter: Counter) -> None:
    made, one = counter.confirmed(), counter.one
    for changes in (
        {"decided_by": one}, {"decided_by": None}, {"evidence": ""}, {"points": 0}, {"state": "repair_asked"},
        {"state": "repaired", "repair_asked_by": one, "repaired_by": one},
    ):  # fmt: skip
        with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
            PersonCreditEvent.objects.filter(pk=made.pk).update(**changes)


def _case_of_person(office: Office, **given: Any) -> InspectionCase:
    with system_scope():
        person = make_person(office.cast.east)
        make_coverage(person)
    return office.case("stated", institution=None, person=person, **given)


PROPOSED = Proposal(reason="属实", recoveries={"390": Decimal(800)}, credit_event="insured_lent_card")


@pytest.mark.duty("JJ-12")
def test_a_decided_case_takes_the_persons_points(office: Office) -> None:
    case = _case_of_person(office)
    with acting_as(office.inspector):
        with pytest.raises(CaseRefused):  # an event of institutions
            propose_decision(
                case=case,
                proposal=Proposal(reason="属实", credit_event="repeated_charges"),
                acting_user=office.inspector,
            )
        propose_decision(case=case, proposal=PROPOSED, acting_user=office.inspector)
    with acting_as(office.second):
        done = decide_case(case=case, acting_user=office.second)
        event = PersonCreditEvent.objects.get()
        assert (event.person, event.points, event.state) == (case.person, 20, "confirmed")
        assert (event.entered_by, event.decided_by) == (office.inspector, office.second)
        assert (done.person_credit, done.credit, done.points) == (event, None, event)
        assert case.number in event.evidence
    other = office.case("decided")
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        InspectionCase.objects.filter(pk=other.pk).update(person_credit=event)


def test_points_wait_for_the_county_where_the_city_decides(office: Office) -> None:
    with system_scope():
        city = make_user("review.city", "市级复核", office.cast.city, Duty.REVIEW)
    case = _case_of_person(office)
    with acting_as(office.inspector):
        propose_decision(case=case, proposal=PROPOSED, acting_user=office.inspector)
    with acting_as(city):
        event = decide_case(case=case, acting_user=city).person_credit
        assert event is not None
        assert event.state == "entered"
    with acting_as(office.second):
        assert decide_event(event=event, confirmed=True, acting_user=office.second).state == "confirmed"


def test_a_proposer_of_the_city_takes_points_and_recovers(office: Office) -> None:
    """Who proposes may hold duties at the city alone: what follows is entered in that name all the same."""
    of_person = _case_of_person(office)
    of_hospital = office.case("stated")
    with acting_as(office.city):
        propose_decision(case=of_person, proposal=PROPOSED, acting_user=office.city)
        charges = Proposal(reason="属实", credit_event="repeated_charges")
        propose_decision(case=of_hospital, proposal=charges, acting_user=office.city)
    with acting_as(office.second):
        for case in (of_person, of_hospital):
            taken = decide_case(case=case, acting_user=office.second).points
            assert taken is not None
            assert (taken.state, taken.entered_by, taken.decided_by) == (
                "confirmed",
                office.city,
                office.second,
            )
        debt = of_person.recoveries.get().overpayment
        assert debt is not None
        assert (debt.state, debt.found_by, debt.handling_county) == (
            "confirmed",
            office.city,
            office.cast.east,
        )


class Clicks:
    def __init__(self, client: Client) -> None:
        self.client = client

    def post(self, user: User, name: str, *args: int, **values: Any) -> int:
        self.client.force_login(user)
        address = reverse(f"claims:{name}", args=args)
        return int(self.client.post(address, {"submission": uuid4(), **values}).status_code)

    def text(self, user: User, address: str, **asked: str) -> str:
        self.client.force_login(user)
        answer = self.client.get(address, asked)
        assert answer.status_code == 200, address
        return str(answer.content.decode())


def test_by_its_pages(counter: Counter, client: Client) -> None:
    one, two, person, clicks = counter.one, counter.two, counter.person, Clicks(client)
    event = {"event": "insured_lent_card", "day": "2024-03-04", "evidence": "核查记录"}
    assert (
        clicks.post(one, "new_person_credit_event", person.pk, **event | {"event": "repeated_charges"}) == 422
    )
    assert clicks.post(one, "new_person_credit_event", person.pk, **event) == 302
    assert clicks.post(counter.cast.clerk_west, "new_person_credit_event", person.pk, **event) == 404
    with system_scope():
        made = PersonCreditEvent.objects.get()
    with acting_as(two):
        assert [item.count for item in items_of(inspection_items(two.assignments_in_force[0]))] == [1]
    with acting_as(one):
        assert not items_of(inspection_items(one.assignments_in_force[0]))
    assert clicks.post(one, "confirm_person_credit_event", made.pk) == 422
    assert reverse("claims:confirm_person_credit_event", args=[made.pk]) in clicks.text(
        two, made.get_absolute_url()
    )
    assert clicks.post(two, "confirm_person_credit_event", made.pk) == 302
    file = clicks.text(two, reverse("enrollment:person", args=[person.pk]))
    assert "B级" in file
    assert made.get_absolute_url() in file
    _listed(clicks, counter, made)
    counter.day = dt.date(2025, 3, 4)
    assert clicks.post(two, "ask_person_credit_repair", made.pk, measures="已退回") == 302
    assert clicks.post(two, "refuse_person_credit_repair", made.pk) == 422
    assert clicks.post(one, "grant_person_credit_repair", made.pk) == 302
    client.force_login(counter.cast.clerk_west)
    assert client.get(made.get_absolute_url()).status_code == 404


def _listed(clicks: Clicks, counter: Counter, made: PersonCreditEvent) -> None:
    """Both lists show it to East and not to West, filtered, on paper and as a workbook."""
    here, psn_no = reverse("claims:person_credit_events"), counter.person.psn_no
    ratings, west = reverse("claims:person_ratings"), counter.cast.clerk_west
    for asked in ({}, {"q": psn_no}, {"state": "confirmed"}, {"day_from": "2024-03-04"}):
        assert made.get_absolute_url() in clicks.text(counter.two, here, **asked)
    for asked in ({"q": "nobody"}, {"state": "entered"}, {"day_to": "2024-03-03"}):
        assert made.get_absolute_url() not in clicks.text(counter.two, here, **asked)
    assert psn_no in clicks.text(counter.two, ratings)
    assert psn_no in clicks.text(counter.two, ratings, print="1")
    for address in (here, ratings):
        assert psn_no not in clicks.text(west, address)
    clicks.client.force_login(counter.two)
    for workbook in (
        clicks.client.post(here, {"export": "xlsx"}),
        clicks.client.get(ratings, {"export": "1"}),
    ):
        assert workbook.getvalue()[:2] == b"PK"


def test_a_case_is_opened_in_the_file_and_leads_to_the_event(office: Office, client: Client) -> None:
    clicks = Clicks(client)
    with system_scope():
        person = make_person(office.cast.east)
    opened = {"title": "冒名就医", "facts": "出借凭证"}
    assert clicks.post(office.cast.clerk_west, "case_of_person", person.pk, **opened) == 404
    assert clicks.post(office.inspector, "case_of_person", person.pk, **opened) == 302
    with system_scope():
        case = InspectionCase.objects.get(person=person)
        InspectionCase.objects.filter(pk=case.pk).update(
            state="stated", statement_due=case.opened_on, stated_on=case.opened_on, statement="属实"
        )
    form = clicks.text(office.inspector, reverse("claims:case_propose", args=[case.pk]))
    assert "insured_lent_card" in form
    assert not any(
        one.key in form for kind in SUBJECTS for one in policy_in(case.area, case.opened_on).events(kind)
    )
    asked = {"reason": "属实", "credit_event": "insured_lent_card"}
    assert clicks.post(office.inspector, "case_propose", case.pk, **asked) == 302
    assert clicks.post(office.second, "case_decide", case.pk) == 302
    with system_scope():
        event = PersonCreditEvent.objects.get()
    page = reverse("claims:inspection_case", args=[case.pk])
    assert event.get_absolute_url() in clicks.text(office.second, page)
    assert page in clicks.text(office.second, event.get_absolute_url())
    assert page in clicks.text(office.second, reverse("enrollment:person", args=[person.pk]))
