"""A month counted by hand-made books; warnings opened, followed, talked about and closed; reports published."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from openpyxl import load_workbook

from config.desk import items_of
from config.scoping import acting_as, system_scope
from enrollment.models import Population
from funds.desk_watch import watch_items
from funds.models import FundWarning, IndicatorValue, WarningStep, WatchMonth
from funds.reads.indicators import INDICATORS, read_all
from funds.services.watch import course
from funds.services.watch.count import areas_to_count
from funds.services.watch.faults import WatchRefused
from funds.services.watch.report import draw_up_report, publish_report, return_report
from institutions.models import Assignment, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.funds.clearing.conftest import Town
from tests.funds.statements.conftest import Year
from tests.support.pages import post, see

from .conftest import DECEMBER, FEBRUARY, JANUARY, count

pytestmark = pytest.mark.django_db
MINUTES = b"%PDF-1.7\nminutes"


@pytest.fixture
def finance_east(cast: Cast) -> User:
    return make_user("finance-east", "东山财务", cast.east, "finance")


@pytest.fixture
def finance_second(cast: Cast) -> User:
    return make_user("finance-second", "市财务乙", cast.city, "finance")


def warning_of_east() -> FundWarning:
    return FundWarning.objects.select_related("area", "unit").get(unit__code="990101", code="months_covered")


def answered(cast: Cast, user: User) -> FundWarning:
    count(cast, DECEMBER)
    return course.answer_warning(
        warning=warning_of_east(), cause="住院增加", measures="加强审核", acting_user=user
    )


def report(cast: Cast) -> WatchMonth:
    count(cast, DECEMBER)
    return draw_up_report(
        watched=WatchMonth.objects.get(), remarks="东山县结余偏低。", acting_user=cast.finance_city
    )


@pytest.mark.duty("HG-07")
@pytest.mark.duty("JJ-10")
def test_the_ledgers_indicators_by_hand(cast: Cast, year: Year) -> None:
    """East: 200 in, 120 out in three months."""
    east = read_all(cast.area, "390", cast.east, JANUARY)
    assert east["months_covered"].value == Fraction(8_000, 4_000)
    assert east["current_balance"].value == Fraction(8_000, 20_000)
    assert east["accumulated_balance"].value == Fraction(8_000, 20_000)
    assert east["balance"].value == 8_000
    # Of the year so far only January counts.
    assert (east["income"].value, east["expense"].value, east["surplus"].value) == (0, 5_000, -5_000)
    whole = read_all(cast.area, "390", None, JANUARY)
    assert whole["balance"].value == 100_000 + 30_000 - 12_000 + 2_000
    assert whole["months_covered"].value == Fraction(120_000, 4_000)
    west = read_all(cast.area, "390", cast.west, JANUARY)
    assert west["months_covered"].value is None, "nothing was spent: no data, not zero"
    assert west["current_balance"].value == 1
    before = read_all(cast.area, "390", cast.east, 2018)
    assert all(before[code].value is None for code in ("months_covered", "balance", "income"))
    assert east["months_covered"].address.startswith(reverse("funds:financial_statements"))


@pytest.mark.duty("JJ-01")
def test_coverage_and_personal_share_by_hand(cast: Cast, year: Year) -> None:
    Population.objects.create(
        county=cast.east, year=2020, residents=4, employed=1, source="公报", as_of=dt.date(2020, 1, 1),
        entered_by=cast.finance_city,
    )  # fmt: skip
    for _n in range(3):
        make_coverage(make_person(cast.east))
    town = Town(cast)
    for cancel in (False, False, True):
        town.settle(cast.hospital_east, cast.east, 6_000, month=JANUARY, cash=4_000, cancel=cancel)
    found = read_all(cast.area, "390", cast.east, JANUARY)
    assert found["coverage"].value == Fraction(3, 4)
    assert found["personal_share"].value == Fraction(4, 10)
    assert found["personal_share"].denominator == 10_000
    count(cast, JANUARY)
    levels = dict(
        IndicatorValue.objects.filter(unit=cast.east, insutype__in=("", "390")).values_list("code", "level")
    )
    assert levels["coverage"] == "warning"
    assert levels["personal_share"] == "warning", "more than 27% and three points"
    assert levels["current_balance"] == "within"
    assert levels["months_covered"] == "talk"


@pytest.mark.duty("JJ-10")
@pytest.mark.duty("ZY-19")
def test_a_month_opens_one_warning_per_cause(cast: Cast, year: Year) -> None:
    count(cast, DECEMBER)
    warning = warning_of_east()
    assert (warning.level, warning.state, warning.reported_to) == ("warning", "open", "government")
    assert warning.due_on is not None
    assert FundWarning.objects.count() == 1
    count(cast, DECEMBER)
    assert FundWarning.objects.count() == 1
    assert WarningStep.objects.count() == 1
    assert IndicatorValue.objects.filter(unit=cast.east, insutype="390").count() == sum(
        one.by_scheme for one in INDICATORS.values()
    )


@pytest.mark.duty("JJ-18")
def test_a_worse_month_escalates_and_asks_again(cast: Cast, year: Year, finance_east: User) -> None:
    warning = answered(cast, finance_east)
    course.accept_answer(warning=warning, reply="", acting_user=cast.finance_city)
    count(cast, JANUARY)
    warning = warning_of_east()
    assert (warning.level, warning.worse, warning.state) == ("talk", 1, "open")
    assert warning.talk_due_on is not None
    count(cast, JANUARY)
    assert list(WarningStep.objects.values_list("act", flat=True)) == [
        "opened",
        "answered",
        "accepted",
        "worse",
    ]
    # East gets money: back within the corridor, closed only by people.
    year.move("treasury", "employer_contribution", 90_000, dt.date(2020, 2, 3), county=cast.east)
    count(cast, FEBRUARY)
    warning = warning_of_east()
    assert (warning.level, warning.worse, warning.outside) == ("talk", 0, 0)
    assert WarningStep.objects.filter(act="back", month=FEBRUARY.first).exists()


@pytest.mark.duty("JJ-18")
@pytest.mark.duty("ZY-19")
def test_the_course_to_a_closed_warning(cast: Cast, year: Year, finance_east: User) -> None:
    count(cast, DECEMBER)
    count(cast, JANUARY)
    warning = warning_of_east()
    with pytest.raises(DutyMissing):
        course.answer_warning(warning=warning, cause="a", measures="b", acting_user=cast.finance_city)
    with pytest.raises(WatchRefused):
        course.answer_warning(warning=warning, cause="住院增加", measures=" ", acting_user=finance_east)
    course.answer_warning(warning=warning, cause="住院增加", measures="加强审核", acting_user=finance_east)
    course.return_answer(warning=warning, reply="措施太空", acting_user=cast.finance_city)
    course.answer_warning(warning=warning, cause="住院增加", measures="控费三条", acting_user=finance_east)
    course.accept_answer(warning=warning, reply="同意", acting_user=cast.finance_city)
    with pytest.raises(WatchRefused, match=r"talk|约谈"):
        course.ask_closing(warning=warning, reason="好转", acting_user=cast.finance_city)
    course.record_talk(
        warning=warning, day=dt.date(2020, 2, 10), people="副县长、医保局长", agreed="控费",
        minutes=SimpleUploadedFile("m.pdf", MINUTES), acting_user=cast.finance_city,
    )  # fmt: skip
    with pytest.raises(WatchRefused, match=r"government|政府"):
        course.ask_closing(warning=warning, reason="好转", acting_user=cast.finance_city)
    course.note_report(
        warning=warning,
        day=dt.date(2020, 2, 12),
        document="〔2020〕3号",
        text="",
        acting_user=cast.finance_city,
    )
    course.ask_closing(warning=warning, reason="好转", acting_user=cast.finance_city)
    course.keep_open(warning=warning, reply="再看一月", acting_user=cast.reviewer_city)
    course.ask_closing(warning=warning, reason="好转", acting_user=cast.finance_city)
    course.close_warning(warning=warning, acting_user=cast.reviewer_city)
    warning = warning_of_east()
    assert (warning.state, warning.closed_by, warning.reason) == ("closed", cast.reviewer_city, "好转")
    talk = WarningStep.objects.get(act="talk")
    assert (talk.day, talk.people) == (dt.date(2020, 2, 10), "副县长、医保局长")
    assert talk.minutes is not None
    assert talk.minutes.agency == cast.east, "the county sees the minutes"
    with pytest.raises(DatabaseError), transaction.atomic():
        FundWarning.objects.filter(pk=warning.pk).update(reason="改")
    # The month it was closed with opens no other.
    count(cast, JANUARY)
    assert FundWarning.objects.filter(code="months_covered").count() == 1


def test_whoever_asked_does_not_close(cast: Cast, year: Year, finance_east: User) -> None:
    both = make_user("both", "兼任", cast.city, "finance", "review")
    warning = answered(cast, finance_east)
    course.accept_answer(warning=warning, reply="", acting_user=both)
    course.note_report(warning=warning, day=dt.date(2020, 1, 5), document="1", text="", acting_user=both)
    course.ask_closing(warning=warning, reason="好转", acting_user=both)
    with pytest.raises(SamePerson):
        course.close_warning(warning=warning, acting_user=both)


@pytest.mark.duty("HG-07")
@pytest.mark.duty("JJ-18")
def test_a_report_is_published_by_two_and_stays(cast: Cast, year: Year, client: Client) -> None:
    watched = report(cast)
    with pytest.raises(WatchRefused):
        count(cast, DECEMBER)
    return_report(watched=watched, reason="补充分析", acting_user=cast.approver_city)
    watched = report(cast)
    with pytest.raises(DutyMissing):
        publish_report(watched=watched, acting_user=cast.finance_city)
    publish_report(watched=watched, acting_user=cast.approver_city)
    watched = WatchMonth.objects.get()
    assert watched.intact
    assert len(watched.content["warnings"]) == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        WatchMonth.objects.filter(pk=watched.pk).update(remarks="改")
    with pytest.raises(DatabaseError), transaction.atomic():
        IndicatorValue.objects.filter(month=watched).update(level="within")
    # What the assessment counts.
    assert read_all(cast.area, "390", cast.east, 2019)["warned_months"].value == 1
    assert read_all(cast.area, "390", cast.west, 2019)["warned_months"].value == 0
    # Every county sees all counties in the published report.
    shown = see(client, cast.clerk_west, watched.get_absolute_url())
    assert cast.east.name in shown
    assert "东山县结余偏低。" in shown
    see(client, cast.clerk_west, f"{watched.get_absolute_url()}?print=1")
    sheet = client.get(watched.get_absolute_url(), {"export": "1"})
    book = load_workbook(BytesIO(b"".join(sheet.streaming_content)))
    cells = {str(cell.value) for one in book.worksheets for row in one.iter_rows() for cell in row}
    assert "3.71" in cells


def test_before_it_is_published_a_county_sees_its_own(cast: Cast, year: Year, client: Client) -> None:
    watched = report(cast)
    client.force_login(cast.clerk_west)
    assert client.get(watched.get_absolute_url()).status_code == 404
    shown = see(client, cast.clerk_east, reverse("funds:watch_board"))
    assert cast.east.name in shown
    assert cast.west.name not in shown
    client.force_login(cast.clerk_east)
    asked = {"unit": cast.west.code, "scheme": "390"}
    assert client.get(reverse("funds:watch_unit"), asked).status_code == 404
    assert "3.71" in see(client, cast.clerk_east, f"{reverse('funds:watch_unit')}?unit=990101&scheme=390")


@pytest.mark.duty("JJ-10")
def test_an_indicator_leads_to_its_course_and_to_what_it_is_worked_out_from(
    cast: Cast, year: Year, client: Client
) -> None:
    report(cast)
    asked = {"unit": cast.east.code, "scheme": "390", "month": str(DECEMBER), "code": "months_covered"}
    unit = see(client, cast.clerk_east, f"{reverse('funds:watch_unit')}?{urlencode(asked)}")
    page = f"{reverse('funds:watch_indicator')}?{urlencode(asked)}"
    assert escape(page) in unit
    shown = see(client, cast.clerk_east, page)
    assert "3.71" in shown
    # What it is worked out from, in yuan, and the page with the figures behind it.
    assert "月平均支出" in shown
    assert "元" in shown
    assert reverse("funds:financial_statements") in see(client, cast.finance_city, page)
    client.force_login(cast.clerk_west)
    assert client.get(page).status_code == 404
    client.force_login(cast.clerk_east)
    for wrong in ({"code": "no_such"}, {"scheme": "310"}, {"unit": cast.west.code}):
        assert client.get(reverse("funds:watch_indicator"), asked | wrong).status_code == 404
    # Without a question it leads to the board.
    assert client.get(reverse("funds:watch_indicator")).status_code == 302


def test_pages_lead_through_a_warning(cast: Cast, year: Year, client: Client, finance_east: User) -> None:
    count(cast, DECEMBER)
    warning = warning_of_east()
    desk = items_of(watch_items(Assignment.objects.get(user=finance_east)))
    assert [one.url for one in desk] == [warning.get_absolute_url()]
    where = reverse("funds:warning_answer", args=[warning.pk])
    post(client, finance_east, where, cause="住院增加", measures="加强审核")
    post(client, cast.finance_city, reverse("funds:warning_accept", args=[warning.pk]), reply="同意")
    talk = {
        "day": "2020-01-05",
        "people": "局长",
        "agreed": "控费",
        "minutes": SimpleUploadedFile("m.pdf", MINUTES),
    }
    post(client, cast.finance_city, reverse("funds:warning_talk", args=[warning.pk]), **talk)
    tell = {"day": "2020-01-06", "document": "3号"}
    post(client, cast.finance_city, reverse("funds:warning_report", args=[warning.pk]), **tell)
    post(client, cast.finance_city, reverse("funds:warning_ask_closing", args=[warning.pk]), reason="好转")
    desk = items_of(watch_items(Assignment.objects.get(user=cast.reviewer_city)))
    assert warning.get_absolute_url() in [one.url for one in desk]
    post(client, cast.reviewer_city, reverse("funds:warning_close", args=[warning.pk]))
    shown = see(client, finance_east, warning.get_absolute_url())
    assert "加强审核" in shown
    assert cast.east.name in see(client, cast.finance_city, reverse("funds:fund_warnings"))


@pytest.mark.duty("JJ-10")
def test_a_projection_stores_nothing_and_takes_assumptions(cast: Cast, year: Year, client: Client) -> None:
    count(cast, DECEMBER)
    where = reverse("funds:projection")
    asked = "unit=990101&scheme=390&years=3&people=0&income=0&spending=10"
    shown = see(client, cast.clerk_east, f"{where}?{asked}")
    # 200 in, 70 out, 130 left; then 77 and 84.70 and 93.17 out.
    assert "253.00" in shown
    assert "368.30" in shown
    assert "475.13" in shown
    assert client.get(f"{where}?{asked}&years=9").status_code == 422
    assert client.get(f"{where}?{asked}&export=1").status_code == 200


def test_the_calendar_has_the_month_counted(cast: Cast, year: Year) -> None:
    assert areas_to_count(DECEMBER, 9) == []
    assert areas_to_count(DECEMBER, 10) == [cast.area]
    count(cast, DECEMBER)
    assert areas_to_count(DECEMBER, 10) == []


def test_a_county_cannot_touch_another_countys_warning(cast: Cast, year: Year) -> None:
    count(cast, DECEMBER)
    with acting_as(cast.clerk_west):
        assert not FundWarning.objects.exists()
        assert set(IndicatorValue.objects.values_list("unit", flat=True)) == {cast.west.pk}
    with system_scope():
        assert FundWarning.objects.exists()
