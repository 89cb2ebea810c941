"""The enrolment sheet (参保登记): one row per person and coverage, in national field names.

A person is found by ``psn_no``. Where that is empty, the person with the same certificate is meant; where there
is none, the number is made from the certificate (see :func:`person_number`), so that the same sheet always
gives the same people. An import adds people and coverages and corrects name, gender, birth date, telephone and
address; it never changes a certificate, nor moves a registered person to another county.

``paus_insu_date`` is the last covered day; stored periods are half open, so the stored end is the day after. Empty
means still insured. A coverage is found by person, scheme and first day: a later end date or another category
changes it; another first day is another coverage, which may not overlap the ones there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.spreadsheets import certificates
from config.spreadsheets.checks import Lookup, SetCheck, in_scope, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import WARNING, RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.staging import Staging
from enrollment.models import BASIC_SCHEMES, Person
from enrollment.rules.identity import person_number, pinyin_of

from . import people_checks

CERTIFICATE_TYPES = {
    "01": _("Resident identity card"),
    "02": _("Officer's certificate"),
    "03": _("Armed police officer's certificate"),
    "04": _("Hong Kong permit"),
    "05": _("Macao permit"),
    "06": _("Taiwan permit"),
    "07": _("Foreigner's permanent residence card"),
    "08": _("Foreign passport"),
    "09": _("Disabled person's certificate"),
    "10": _("Soldier's family certificate"),
    "11": _("Foreigner's work permit"),
    "12": _("Foreign expert's certificate"),
    "13": _("Foreign correspondent's certificate"),
    "14": _("Work permit for Taiwan, Hong Kong and Macao"),
    "15": _("Returned expert's residence certificate"),
    "16": _("Chinese passport"),
    "17": _("Residence permit for Hong Kong, Macao and Taiwan"),
    "90": _("Social-security card"),
    "99": _("Other certificate"),
}
SCHEMES = {
    "310": _("Employees' basic insurance"),
    "320": _("Civil-servant aid"),
    "330": _("Large-amount aid"),
    "340": _("Retired veterans' cadres"),
    "350": _("Disabled soldiers' aid"),
    "360": _("Red Army veterans"),
    "370": _("Enterprise supplement"),
    "380": _("New rural cooperative (former)"),
    "390": _("Residents' basic insurance"),
    "391": _("Urban residents (former)"),
    "392": _("Residents' serious-illness insurance"),
    "410": _("Long-term care"),
    "510": _("Maternity insurance"),
}

register_messages(
    {
        "brdy_missing": _noop("the birth date is needed where the certificate does not tell it"),
        "brdy_differs": _noop("differs from the birth date in the identity-card number (%(expected)s)"),
        "gend_differs": _noop("differs from the gender in the identity-card number"),
        "certno_changed": _noop(
            "this person is stored with another certificate; correct it on the person's page"
        ),
        "certno_taken": _noop("another person is stored with this certificate"),
        "person_differs": _noop("row %(first)s gives this person another certificate, name or birth date"),
        "certno_twice": _noop("row %(first)s gives this certificate another person number"),
        "registered_elsewhere": _noop("registered in another county; ask the city to move the person"),
        "coverage_overlap_in_file": _noop("overlaps the coverage in row %(first)s"),
        "coverage_overlap": _noop("already covered under %(insutype)s from %(begins)s to %(ends)s"),
        "rider_without_base": _noop("no basic coverage on the first day for this supplement to hang on"),
    }
)


_BASIC = ", ".join(f"'{scheme}'" for scheme in BASIC_SCHEMES)
_IS_BASIC = f"s.insutype IN ({_BASIC})"
_COVERAGE: dict[str, Any] = {
    "key": {"person_id": "p.id", "insutype": "s.insutype"},
    "fields": {
        "psn_type": "s.psn_type",
        "county_id": "s.county_id",
        "period": "daterange(s.begins, s.ends)",
    },
}


class People(ImportResource):
    """People and their coverages."""

    kind = "people"
    title = _("Enrolment")
    description = _(
        "People and what they are insured under, one row per person and coverage. Without a person number the"
        " certificate decides who is meant. The last covered day is empty while the coverage goes on."
    )
    sheet, sheet_label = "people", _("Enrolment sheet")
    duty = "register"
    shown = ("psn_no", "psn_name", "insutype", "psn_insu_date")
    columns = (
        Column("psn_no", _("Person number"), "code", max_length=30, pattern=r"[0-9A-Za-z]+", form="99010000001"),
        Column("psn_cert_type", _("Certificate type"), "code", choices=CERTIFICATE_TYPES, default="01"),
        Column("certno", _("Certificate number"), "certno", required=True, max_length=50),
        Column("psn_name", _("Person's name"), required=True, max_length=50),
        Column("gend", _("Gender"), "code", choices=dict(Person.Gender.choices),
               help=_("From the identity card when empty.")),
        Column("naty", _("Ethnic group"), "code", pattern=r"[0-9]{2}", form="01"),
        Column("brdy", _("Born on"), "date", help=_("From the identity card when empty.")),
        Column("insuplc_admdvs", _("Insured in"), "code", required=True, pattern=r"[0-9]{6}", form="990101",
               help=_("District code of the county.")),
        Column("insutype", _("Scheme"), "code", required=True, choices=SCHEMES),
        Column("psn_type", _("Person category"), "code", required=True, pattern=r"[0-9]{2,6}", form="1501"),
        Column("psn_insu_date", _("Insured from"), "date", required=True, help=_("The first covered day.")),
        Column("paus_insu_date", _("Insured until"), "date",
               help=_("The last covered day; empty while the coverage goes on.")),
        Column("tel", _("Telephone"), max_length=50),
        Column("addr", _("Address"), max_length=200),
    )  # fmt: skip
    derived = (
        Column("begins", "", "date"),
        Column("ends", "", "date"),
        Column("pinyin", ""),
        Column("number_made", "", "flag"),
    )
    lookups = (
        Lookup(
            "insuplc_admdvs",
            "institutions_agency",
            into="county_id",
            where="t.level = 'county'",
            what=_("county"),
        ),
    )
    checks = (
        in_scope("insuplc_admdvs"),
        unique_in_file("psn_no", "insutype", "psn_insu_date"),
        SetCheck("person_differs", "psn_no", people_checks.PERSON_DIFFERS),
        SetCheck("certno_twice", "certno", people_checks.CERTNO_TWICE),
        SetCheck("certno_changed", "certno", people_checks.CERTNO_CHANGED),
        SetCheck("certno_taken", "certno", people_checks.CERTNO_TAKEN),
        SetCheck("registered_elsewhere", "psn_no", people_checks.REGISTERED_ELSEWHERE),
        SetCheck(
            "coverage_overlap_in_file", "psn_insu_date", people_checks.OVERLAP_IN_FILE % {"basic": _BASIC}
        ),
        SetCheck("coverage_overlap", "psn_insu_date", people_checks.OVERLAP_STORED % {"basic": _BASIC}),
        SetCheck("rider_without_base", "insutype", people_checks.RIDER_WITHOUT_BASE % {"basic": _BASIC}),
    )
    merges = (
        Merge(
            "enrollment.Person",
            alias="p",
            key={"psn_no": "s.psn_no"},
            fields={
                "psn_name": "s.psn_name",
                "pinyin": "s.pinyin",
                "gend": "s.gend",
                "naty": "s.naty",
                "brdy": "s.brdy",
                "tel": "s.tel",
                "addr": "s.addr",
            },
            on_insert={
                "psn_cert_type": "s.psn_cert_type",
                "certno": "s.certno",
                "county_id": "s.county_id",
            },
            several_rows=True,
        ),
        Merge(
            "enrollment.Coverage",
            alias="c",
            match=people_checks.SAME_COVERAGE % {"alias": "c"},
            where=_IS_BASIC,
            on_insert={"effective": "true"},
            **_COVERAGE,
        ),
        Merge(
            "enrollment.Coverage",
            alias="r",
            joins=(
                "LEFT JOIN enrollment_coverage base ON base.person_id = p.id AND base.effective"
                f" AND base.insutype IN ({_BASIC}) AND base.period @> s.begins"
            ),
            match=people_checks.SAME_COVERAGE % {"alias": "r"},
            where=f"NOT {_IS_BASIC}",
            on_insert={"effective": "true", "rider_of_id": "base.id"},
            **_COVERAGE,
        ),
    )
    example = {
        "psn_no": "",
        "psn_cert_type": "01",
        "certno": "11010519491231002X",
        "psn_name": "张示例",
        "gend": "2",
        "naty": "01",
        "brdy": "1949-12-31",
        "insuplc_admdvs": "990101",
        "insutype": "390",
        "psn_type": "16",
        "psn_insu_date": "2020-01-01",
        "paus_insu_date": "2020-12-31",
        "tel": "010-88800000",
        "addr": "示例路1号",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        certno = row["certno"]
        if row["psn_cert_type"] == certificates.RESIDENT_CARD:
            yield from resident_card(number, row)
        elif row["brdy"] is None:
            yield RowFault(number, "brdy", "brdy_missing")
        begins, last = row["psn_insu_date"], row["paus_insu_date"]
        if last is not None and last < begins:
            yield RowFault(number, "paus_insu_date", "end_before_begin", last.isoformat())
        row["begins"] = begins
        row["ends"] = last + dt.timedelta(days=1) if last is not None else None
        row["pinyin"] = pinyin_of(row["psn_name"])
        row["number_made"] = row["psn_no"] is None
        if row["psn_no"] is None:
            row["psn_no"] = person_number(row["insuplc_admdvs"], row["psn_cert_type"], certno)

    def prepare(self, staging: Staging) -> None:
        """Rows without a number mean the person stored with their certificate, if there is one."""
        staging.execute(
            "UPDATE {staging} s SET psn_no = p.psn_no FROM enrollment_person p"
            " WHERE s.number_made AND p.psn_cert_type = s.psn_cert_type AND p.certno = s.certno"
            " AND p.psn_no <> s.psn_no"
        )


def resident_card(number: int, row: dict[str, Any]) -> Iterable[RowFault]:
    """Check digit and birth date are errors, an unknown region a warning; fills gender and birth date."""
    certno = row["certno"]
    fault = certificates.resident_number_fault(certno)
    if fault is not None:
        yield RowFault(number, "certno", fault[0], certno, fault[1])
        return
    if not certificates.region_is_known(certno):
        yield RowFault(number, "certno", "certno_region", certno, {"region": certno[:2]}, WARNING)
    born = certificates.birth_date(certno)
    if row["brdy"] is None:
        row["brdy"] = born
    elif row["brdy"] != born:
        yield RowFault(number, "brdy", "brdy_differs", row["brdy"].isoformat(), {"expected": str(born)})
    gender = certificates.gender(certno)
    if row["gend"] is None:
        row["gend"] = gender
    elif row["gend"] != gender and row["gend"] in "12":
        yield RowFault(number, "gend", "gend_differs", row["gend"], level=WARNING)


register_import(People())
