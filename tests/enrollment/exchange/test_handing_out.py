"""Files for other offices: made as jobs under an agreement, only the columns of the layout, logged with their hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from django.db.backends.postgresql.psycopg_any import DateRange

from config.jobs.run import run_job
from config.models import Job
from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import ContributionMonth, Declaration, ExchangeFile, Payer, Person
from enrollment.services.exchange import hand_out as handing
from enrollment.services.exchange.agreed import ExchangeRefused
from enrollment.services.exchange.hand_out import ask_for_file
from enrollment.spreadsheets.exchange import outgoing
from enrollment.spreadsheets.exchange.layouts import layout_of
from institutions.models import User
from institutions.services.duties import DutyMissing
from tests.cast import ALWAYS, Cast, make_coverage, make_person

from .conftest import MARCH, row


@pytest.fixture
def people(cast: Cast) -> dict[str, Person]:
    """East and West have one covered in March each; one ended before, one is elsewhere, one was merged away."""
    with system_scope():
        made = {
            "east": make_person(cast.east, name="东甲"),
            "west": make_person(cast.west, name="西甲"),
            "ended": make_person(cast.east, name="东乙"),
            "elsewhere": make_person(cast.elsewhere, name="北甲"),
            "annulled": make_person(cast.east, name="东丙"),
        }
        for name in ("east", "west", "elsewhere"):
            make_coverage(made[name])
        make_coverage(made["ended"], period=DateRange(dt.date(2020, 1, 1), dt.date(2020, 3, 1)))
        annulled = make_coverage(made["annulled"])
        annulled.effective = False
        annulled.save()
    return made


@pytest.fixture
def make(handler_city: User, cast: Cast) -> Any:
    """Ask for the file and run its job; the job as it ended."""

    def run(
        agreement: Any, *, user: User | None = None, agency: Any = None, month: Month = MARCH, **given: Any
    ) -> Job:
        user = user or handler_city
        with acting_as(user):
            job = ask_for_file(
                agreement=agreement, month=month, purpose="三月名单", acting_user=user,
                agency=agency or cast.city, **given,
            )  # fmt: skip
        run_job(job.pk)
        job.refresh_from_db()
        return job

    return run


def the_file() -> ExchangeFile:
    with system_scope():
        return ExchangeFile.objects.select_related("agreement", "made_by").latest("pk")


def sheets(file: ExchangeFile) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(file.copy.open("rb").read()))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.duty("NM-11")
def test_people_covered_with_cover_sheet_log_and_full_numbers(
    cast: Cast, people: dict[str, Person], agree: Any, make: Any
) -> None:
    agreement = agree("covered")
    job = make(agreement)
    assert (job.state, job.message) == (Job.State.DONE, "")
    file = the_file()
    assert job.result_url == file.get_absolute_url()
    assert (file.agreement, file.job, file.row_count, file.period) == (agreement, job, 2, MARCH.first)
    assert (file.purpose, file.made_by.username, file.agency_id) == ("三月名单", "handler.city", cast.city.pk)
    assert file.sha256 == hashlib.sha256(file.copy.open("rb").read()).hexdigest()
    (_cover, cover), (_data, data) = sheets(file).items()
    assert dict(cover[1:])["接收单位"] == "青河市教育局"
    assert {dict(cover[1:])[name] for name in ("用途", "月份", "行数", "版式")} == {
        "三月名单", "2020-03", "2", "参保人员名单",
    }  # fmt: skip
    assert data[0] == [column.heading for column in layout_of("covered").columns]
    assert data[1:] == [
        ["01", people[name].certno, people[name].psn_name, "390"] for name in ("east", "west")
    ]


@pytest.mark.duty("NM-11")
def test_a_county_hands_out_its_own_people_only(
    cast: Cast, people: dict[str, Person], agree: Any, make: Any
) -> None:
    make(agree("asked"), user=cast.clerk_east, agency=cast.east)
    _cover, data = sheets(the_file()).values()
    assert data[1:] == [["01", people["east"].certno, "东甲"]]


@pytest.mark.duty("NM-11")
def test_tax_is_told_who_pays_what(cast: Cast, people: dict[str, Person], agree: Any, make: Any) -> None:
    with system_scope():
        payer = Payer.objects.create(
            emp_no="E1", kind="employer", name="东山厂", county=cast.east, period=ALWAYS
        )
        for month, personal in ((MARCH, 120.5), (MARCH.previous, 1)):
            Declaration.objects.create(
                payer=payer, person=people["east"], insutype="310", month=month.first, wage=6000, base=6000,
                personal=str(personal),
            )  # fmt: skip
        assert not ContributionMonth.objects.exists()
    make(agree("dues"))
    _cover, data = sheets(the_file()).values()
    assert data[1:] == [["01", people["east"].certno, "东甲", "E1", "310", 120.5]]


@pytest.mark.duty("NM-11")
def test_an_answer_says_of_each_row_whether_it_is_known(
    cast: Cast, people: dict[str, Person], agree: Any, take: Any, make: Any
) -> None:
    asked = agree("population")
    take(
        asked,
        row("population", 1),
        row("population", 2, certno=people["east"].certno),
        row("population", 3, certno=people["ended"].certno),
    )
    taken = the_file()
    agreement = agree("answer")
    make(agreement, answers=taken)
    _cover, data = sheets(the_file()).values()
    assert [(line[1], line[3], line[4]) for line in data[1:]] == [
        (row("population", 1)[1], "0", ""),
        (people["east"].certno, "1", "390"),
        (people["ended"].certno, "1", ""),
    ]
    with acting_as(cast.approver_city), pytest.raises(ExchangeRefused, match="反馈针对"):
        _ask(cast, agreement)
    other = agree("deaths")
    take(other, row("deaths", 1))
    with acting_as(cast.approver_city), pytest.raises(ExchangeRefused, match="不一致"):
        _ask(cast, agreement, answers=the_file())
    with acting_as(cast.approver_city), pytest.raises(ExchangeRefused, match="不是这类"):
        _ask(cast, asked)


def _ask(cast: Cast, agreement: Any, **given: Any) -> Job:
    handler = User.objects.get(username="handler.city")
    return ask_for_file(
        agreement=agreement, month=MARCH, purpose="x", acting_user=handler, agency=cast.city, **given
    )


@pytest.mark.duty("NM-11")
def test_one_job_makes_one_file_however_often_it_is_started(
    cast: Cast, people: dict[str, Person], agree: Any, make: Any
) -> None:
    job = make(agree("covered"))
    Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 2)
    with system_scope():
        assert ExchangeFile.objects.count() == 1


def test_nobody_to_tell_of_makes_no_file(cast: Cast, agree: Any, make: Any) -> None:
    job = make(agree("covered"))
    assert (job.state, job.message) == (Job.State.FAILED, "2020-03没有可提供的人员。")
    with system_scope():
        assert not ExchangeFile.objects.exists()


def test_what_changes_while_it_is_written_is_not_handed_out(
    cast: Cast, people: dict[str, Person], agree: Any, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "read", lambda rows: iter([next(rows.iterator())]))
    job = make(agree("covered"))
    assert job.state == Job.State.FAILED
    assert "有变动" in job.message


@pytest.mark.parametrize(
    ("given", "month", "message"),
    [
        ({"ends": dt.date(2020, 6, 1)}, MARCH, "今天不在"),
        ({}, Month(2019, 12), "不在协议有效期"),
        ({}, Month(2999, 1), "尚未开始"),
    ],
)
def test_outside_its_time_nothing_is_handed_out(
    given: dict[str, Any], month: Month, message: str, people: Any, agree: Any, make: Any
) -> None:
    agreement = agree("covered", **given)
    with pytest.raises(ExchangeRefused, match=message):
        make(agreement, month=month)


def test_who_has_not_the_duty_hands_nothing_out(cast: Cast, people: Any, agree: Any, make: Any) -> None:
    agreement = agree("covered")
    for user, agency in ((cast.auditor_city, cast.city), (cast.clerk_east, cast.city)):
        with pytest.raises(DutyMissing):
            make(agreement, user=user, agency=agency)


def test_more_than_a_sheet_holds_goes_as_csv(
    people: Any, agree: Any, make: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(outgoing, "MOST_ROWS", 1)
    make(agree("covered"))
    file = the_file()
    assert file.filename.endswith(".zip")
    with zipfile.ZipFile(BytesIO(file.copy.open("rb").read())) as archive:
        assert archive.namelist() == ["cover.csv", "covered.csv"]
        lines = archive.read("covered.csv").decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert people["east"].certno in lines[1]
