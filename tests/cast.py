"""The same few people, counties and institutions in every test.

A fictitious city with two counties, East and West, and a neighbour city whose clerk must see nothing
of it. Everybody's duties and places are fixed, so that a test reads "east's clerk" and means it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import count

from django.db.backends.postgresql.psycopg_any import DateRange

from enrollment.models import Coverage, Person
from institutions.models import (
    Agency,
    AgencyAccount,
    Assignment,
    Duty,
    Institution,
    PayeeAccount,
    PoolingArea,
    User,
)

YEAR = DateRange(dt.date(2020, 1, 1), dt.date(2021, 1, 1))
ALWAYS = DateRange(dt.date(2015, 1, 1), None)
PASSWORD = "correct-horse-9"

_serial = count(1)


@dataclass(frozen=True)
class Cast:
    """Everybody and everything the tests know by name."""

    area: PoolingArea
    city: Agency
    east: Agency
    west: Agency
    elsewhere: Agency
    clerk_east: User
    reviewer_east: User
    clerk_west: User
    finance_city: User
    reviewer_city: User
    approver_city: User
    administrator_city: User
    auditor_city: User
    clerk_elsewhere: User
    hospital_east: Institution
    hospital_west: Institution
    hospital_outside: Institution

    @property
    def users(self) -> dict[str, User]:
        return {name: value for name, value in vars(self).items() if isinstance(value, User)}


def make_agency(code: str, name: str, level: str, area: PoolingArea, parent: Agency | None = None) -> Agency:
    agency = Agency.objects.create(code=code, name=name, level=level, area=area, parent=parent)
    if level == Agency.Level.COUNTY:
        agency.county = agency
        agency.save(update_fields=["county"])
    AgencyAccount.objects.create(
        agency=agency,
        kind=AgencyAccount.Kind.EXPENDITURE,
        account_name=f"{name}支出户",
        account_no=f"6200{code:0<12}",
        bank_name="示例银行",
        bank_code="102100099996",
    )
    return agency


EVERY_DUTY = tuple(duty.value for duty in Duty if duty != Duty.AUDIT)
"""All that one person may hold together: whoever audits holds no other duty."""


def make_user(username: str, name: str, agency: Agency, *duties: str) -> User:
    user = User.objects.create_user(username, PASSWORD, name=name)
    Assignment.objects.create(user=user, agency=agency, duties=list(duties), period=ALWAYS)
    return user


def make_institution(
    code: str, name: str, *, area: PoolingArea, county: Agency | None, level: str, admdvs: str
) -> Institution:
    return Institution.unscoped.create(
        fixmedins_code=code, name=name, kind="1" if code.startswith("H") else "2", dedc_hosp_lv=level,
        hosp_lv={"1": "10", "2": "05", "3": "02"}.get(level, "11"), area=area, county=county, admdvs=admdvs,
    )  # fmt: skip


def make_payee_account(institution: Institution, *, prepared_by: User, approved_by: User) -> PayeeAccount:
    return PayeeAccount.objects.create(
        institution=institution,
        account_name=institution.name,
        account_no=f"7300{next(_serial):012d}",
        bank_name="示例银行",
        bank_code="103100000026",
        period=ALWAYS,
        prepared_by=prepared_by,
        approved_by=approved_by,
    )


def certificate_number(
    *, district: str = "990101", born: dt.date = dt.date(1970, 1, 1), serial: int = 1
) -> str:
    """A valid, fictitious identity number (GB 11643): the district does not exist."""
    body = f"{district}{born:%Y%m%d}{serial:03d}"
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def make_person(county: Agency, *, name: str = "测试甲", born: dt.date = dt.date(1970, 1, 1)) -> Person:
    serial = next(_serial)
    return Person.unscoped.create(
        psn_no=f"{county.code}{serial:08d}",
        certno=certificate_number(
            district=county.code, born=born + dt.timedelta(days=serial // 900), serial=serial % 900 + 1
        ),
        psn_name=name,
        gend="1",
        brdy=born + dt.timedelta(days=serial // 900),
        county=county,
    )


def make_coverage(
    person: Person, *, insutype: str = "390", period: DateRange = YEAR, psn_type: str = "1501"
) -> Coverage:
    return Coverage.unscoped.create(
        person=person, insutype=insutype, psn_type=psn_type, county=person.county, period=period
    )


def build_cast() -> Cast:
    """Create the cast in the database; the caller opens a scope."""
    area = PoolingArea.objects.create(code="990100", name="青河市")
    city = make_agency("990100", "青河市医保中心", Agency.Level.CITY, area)
    east = make_agency("990101", "东山县医保中心", Agency.Level.COUNTY, area, city)
    west = make_agency("990102", "西水县医保中心", Agency.Level.COUNTY, area, city)
    other_area = PoolingArea.objects.create(code="980100", name="白石市")
    other_city = make_agency("980100", "白石市医保中心", Agency.Level.CITY, other_area)
    elsewhere = make_agency("980101", "北岭县医保中心", Agency.Level.COUNTY, other_area, other_city)
    return Cast(
        area=area,
        city=city,
        east=east,
        west=west,
        elsewhere=elsewhere,
        clerk_east=make_user("clerk.east", "东山经办", east, Duty.REGISTER, Duty.HANDLE),
        reviewer_east=make_user("reviewer.east", "东山复核", east, Duty.REVIEW),
        clerk_west=make_user("clerk.west", "西水经办", west, Duty.REGISTER, Duty.HANDLE),
        finance_city=make_user("finance.city", "市级财务", city, Duty.FINANCE),
        reviewer_city=make_user("reviewer.city", "市级复核", city, Duty.REVIEW),
        approver_city=make_user("approver.city", "市级审批", city, Duty.APPROVE),
        administrator_city=make_user("administrator.city", "市级管理", city, Duty.ADMINISTER),
        auditor_city=make_user("auditor.city", "市级审计", city, Duty.AUDIT),
        clerk_elsewhere=make_user("clerk.elsewhere", "北岭经办", elsewhere, Duty.REGISTER, Duty.HANDLE),
        hospital_east=make_institution(
            "H99010100001", "东山县人民医院", area=area, county=east, level="2", admdvs="990101"
        ),
        hospital_west=make_institution(
            "H99010200001", "西水县中医院", area=area, county=west, level="3", admdvs="990102"
        ),
        hospital_outside=make_institution(
            "H97010000001", "外市综合医院", area=area, county=None, level="3", admdvs="970100"
        ),
    )
