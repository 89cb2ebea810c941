"""The annual list (集中参保): residents of a village, community or school who paid for the next year (ZY-01, HG-04).

A person is found as in the enrolment sheet (see ``people``); people not yet known are added. Each row becomes the
year's coverage, the enrolment with what was paid and what governments add by the policy of the year of cover, and
a tie to the village, community or school where there is none.

A row that contradicts the policy or what is stored is refused and told with its row number; the clerk corrects it, or
where the row is only doubtful writes ``decided``. Refused rows come back as a sheet to upload again: none is lost.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.models import ImportRun
from config.planning import planned_for_many
from config.spreadsheets import certificates
from config.spreadsheets.checks import Lookup, SetCheck, in_scope, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import WARNING, RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.staging import Staging
from enrollment.models import BASIC_SCHEMES, RESIDENTS, Person, WindowEnrolment
from enrollment.rules.contributions.outcome import FactMissing
from enrollment.rules.contributions.residents import Resident
from enrollment.rules.contributions.terms import terms_on
from enrollment.rules.contributions.window_amounts import amounts_of
from enrollment.rules.identity import person_number, pinyin_of
from enrollment.services.window.statements import YearKey, state_years
from institutions.policy.what_if import PolicyOn, policy_in_area
from institutions.rules.policy_tables import PolicyGap

from . import people_checks, window_checks
from .people import CERTIFICATE_TYPES, resident_card

YEARS = (2000, 2199)
PAYER = _("village, community or school")

register_messages(
    {
        "window_year": _noop("no year of cover"),
        "window_policy": _noop("the policy does not say: %(problem)s"),
        "window_closed": _noop(
            "outside the enrolment window, %(opens)s to %(last)s; late enrolment is done at the counter"
        ),
        "window_amount": _noop("person and collective together must pay %(expected)s yuan"),
        "window_payer_elsewhere": _noop("the village, community or school belongs to another county"),
        "window_name": _noop("this certificate is stored with another name or birth date"),
        "window_two_numbers_in_file": _noop(
            "row %(first)s has the same name, birth date and list under another certificate; write 1 in"
            " “decided” if they are two people"
        ),
        "window_two_numbers": _noop(
            "somebody of the same name and birth date is stored in this county under another certificate; write"
            " 1 in “decided” if they are two people"
        ),
        "window_dead": _noop("died on %(day)s"),
        "window_merged_away": _noop("this person was merged into another; use that certificate"),
        "window_employed": _noop("insured as an employee from %(begins)s to %(ends)s: not both at once"),
        "window_enrolled": _noop("enrolled for this year through %(payer)s already"),
        "window_listed_elsewhere": _noop("on the roll of %(payer)s; the roll is not changed"),
        "window_aid_unknown": _noop(
            "no list of aided people names this person so; write 1 in “decided” if papers show it"
        ),
        "window_aid_forgotten": _noop("is on the list of aided people; this row enrols without aid"),
        "window_born_later": _noop("born after the day of payment"),
        "window_ahead": _noop("this day lies ahead"),
    }
)

_OTHERS = ", ".join(f"'{scheme}'" for scheme in BASIC_SCHEMES if scheme != "310")


class ResidentWindow(ImportResource):
    """People enrolling for a year of cover by village, community or school."""

    kind = "resident_window"
    title = _("Annual enrolment of residents")
    description = _(
        "Residents who paid for a year of cover, listed by village, community or school. People not yet known are"
        " added. Whoever is insured already in that year is told with the row and decided by a clerk."
    )
    sheet, sheet_label = "window", _("Annual enrolment sheet")
    duty = "register"
    shown = ("emp_no", "psn_name", "year", "paid")
    columns = (
        Column("emp_no", _("Payer number"), "code", required=True, max_length=40, form="V990101001",
               help=_("Of the village, community or school.")),
        Column("year", _("Year of cover"), "integer", required=True),
        Column("hsh_no", _("Household number"), max_length=40),
        Column("psn_no", _("Person number"), "code", max_length=30, pattern=r"[0-9A-Za-z]+", form="99010000001"),
        Column("psn_cert_type", _("Certificate type"), "code", choices=CERTIFICATE_TYPES, default="01"),
        Column("certno", _("Certificate number"), "certno", required=True, max_length=50),
        Column("psn_name", _("Person's name"), required=True, max_length=50),
        Column("gend", _("Gender"), "code", choices=dict(Person.Gender.choices),
               help=_("From the identity card when empty.")),
        Column("brdy", _("Born on"), "date", help=_("From the identity card when empty.")),
        Column("insuplc_admdvs", _("Insured in"), "code", required=True, pattern=r"[0-9]{6}", form="990101",
               help=_("District code of the county.")),
        Column("psn_type", _("Person category"), "code", required=True, pattern=r"[0-9]{2,6}", form="1501"),
        Column("aid_category", _("Aid category"), "code", pattern=r"[A-Za-z0-9_]{1,20}", form="low_income",
               help=_("Nobody pays for the person when empty.")),
        Column("permit", _("Holds a residence permit"), "flag"),
        Column("paid_on", _("Paid on"), "date", required=True),
        Column("paid", _("Paid by the person"), "money", required=True),
        Column("collective", _("Collective aid"), "money"),
        Column("tel", _("Telephone"), max_length=50),
        Column("decided", _("Decided by the clerk"), "flag",
               help=_("1 where a doubt about this row was looked into and the row is right.")),
    )  # fmt: skip
    derived = (
        Column("begins", "", "date"),
        Column("ends", "", "date"),
        Column("pinyin", ""),
        Column("number_made", "", "flag"),
        Column("tie", ""),
        Column("payer_id", "", "integer"),
        Column("payer_county_id", "", "integer"),
        Column("own", "", "money"),
        Column("aided", "", "money"),
        Column("subsidy", "", "money"),
        Column("opens", "", "date"),
        Column("closes", "", "date"),
        Column("gap", ""),
    )
    lookups = (
        Lookup("insuplc_admdvs", "institutions_agency", into="county_id", where="t.level = 'county'", what=_("county")),
    )  # fmt: skip
    checks = (
        SetCheck("unknown_reference", "emp_no", window_checks.NO_PAYER, params={"what": PAYER}),
        in_scope("insuplc_admdvs"),
        in_scope("emp_no", "payer_county_id"),
        unique_in_file("certno", "psn_cert_type", "year"),
        unique_in_file("psn_no", "year"),
        SetCheck("person_differs", "psn_no", people_checks.PERSON_DIFFERS),
        SetCheck("certno_twice", "certno", people_checks.CERTNO_TWICE),
        SetCheck("certno_changed", "certno", people_checks.CERTNO_CHANGED),
        SetCheck("certno_taken", "certno", people_checks.CERTNO_TAKEN),
        SetCheck("registered_elsewhere", "psn_no", people_checks.REGISTERED_ELSEWHERE),
        SetCheck("window_payer_elsewhere", "insuplc_admdvs", window_checks.PAYER_ELSEWHERE),
        SetCheck("window_name", "psn_name", window_checks.NAME_DIFFERS),
        SetCheck("window_two_numbers_in_file", "certno", window_checks.TWO_NUMBERS_IN_FILE),
        SetCheck("window_two_numbers", "certno", window_checks.TWO_NUMBERS_STORED),
        SetCheck("window_dead", "psn_name", window_checks.DEAD),
        SetCheck("window_merged_away", "certno", window_checks.MERGED_AWAY),
        SetCheck("window_policy", "year", window_checks.POLICY_SILENT),
        SetCheck("window_closed", "paid_on", window_checks.WINDOW_CLOSED),
        SetCheck("window_amount", "paid", window_checks.AMOUNT_DIFFERS),
        SetCheck("window_employed", "certno", window_checks.COVERED % {"which": "= '310'"}),
        SetCheck("coverage_overlap", "certno", window_checks.COVERED % {"which": f"IN ({_OTHERS})"}),
        SetCheck("window_enrolled", "certno", window_checks.ENROLLED_ELSEWHERE),
        SetCheck("window_aid_unknown", "aid_category", window_checks.AID_UNKNOWN),
        SetCheck("window_aid_forgotten", "aid_category", window_checks.AID_FORGOTTEN, WARNING),
        SetCheck("window_listed_elsewhere", "emp_no", window_checks.LISTED_ELSEWHERE, WARNING),
    )
    merges = (
        Merge(
            "enrollment.Person",
            alias="p",
            key={"psn_no": "s.psn_no"},
            fields={"tel": "s.tel"},
            on_insert={
                "psn_cert_type": "s.psn_cert_type",
                "certno": "s.certno",
                "psn_name": "s.psn_name",
                "pinyin": "s.pinyin",
                "gend": "coalesce(s.gend, '0')",
                "naty": "''",
                "brdy": "s.brdy",
                "addr": "''",
                "county_id": "s.county_id",
            },
            several_rows=True,
        ),
        Merge(
            "enrollment.Coverage",
            alias="c",
            key={"person_id": "p.id", "insutype": f"'{RESIDENTS}'"},
            match=(
                f"c.person_id = p.id AND c.insutype = '{RESIDENTS}' AND lower(c.period) = s.begins AND c.effective"
            ),
            fields={"psn_type": "s.psn_type"},
            on_insert={
                "county_id": "s.county_id",
                "period": "daterange(s.begins, s.ends)",
                "effective": "true",
                "origin": "'window'",
                "payer_id": "s.payer_id",
                "handled_at_id": "%(agency)s",
            },
        ),
        Merge(
            "enrollment.WindowEnrolment",
            alias="w",
            key={"person_id": "p.id", "year": "s.year"},
            fields={
                "household": "s.hsh_no",
                # Empty is an answer here: the amounts beside it are those of somebody without aid.
                "aid_category": "coalesce(s.aid_category, '')",
                "permit_holder": "coalesce(s.permit, false)",
                "paid_on": "s.paid_on",
                "paid": "s.paid",
                "collective": "coalesce(s.collective, 0)",
                "aided": "s.aided",
                "subsidy": "s.subsidy",
                # Another payer or coverage only where the enrolment's own was annulled: the checks refuse the rest.
                "payer_id": "s.payer_id",
                "coverage_id": "c.id",
            },
            on_insert={"handled_at_id": "%(agency)s"},
        ),
        Merge(
            "enrollment.Membership",
            alias="m",
            key={"person_id": "p.id", "tie": "s.tie"},
            match="m.person_id = p.id AND m.tie = s.tie AND m.period && daterange(s.paid_on, NULL)",
            on_insert={
                "payer_id": "s.payer_id",
                "is_head": "false",
                "period": "daterange(s.paid_on, NULL)",
            },
            several_rows=True,
        ),
    )
    example = {
        "emp_no": "V990101001",
        "year": 2021,
        "hsh_no": "H0001",
        "psn_no": "",
        "psn_cert_type": "01",
        "certno": "11010519491231002X",
        "psn_name": "张示例",
        "gend": "2",
        "brdy": "1949-12-31",
        "insuplc_admdvs": "990101",
        "psn_type": "1501",
        "aid_category": "",
        "permit": "0",
        "paid_on": "2020-10-08",
        "paid": "320.00",
        "collective": "0.00",
        "tel": "010-88800000",
        "decided": "0",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        year = row["year"]
        if not YEARS[0] <= year <= YEARS[1]:
            yield RowFault(number, "year", "window_year", str(year))
            return
        if row["psn_cert_type"] == certificates.RESIDENT_CARD:
            yield from resident_card(number, row)
        elif row["brdy"] is None:
            yield RowFault(number, "brdy", "brdy_missing")
        if row["paid_on"] > timezone.localdate():
            yield RowFault(number, "paid_on", "window_ahead", row["paid_on"].isoformat())
        if row["brdy"] is not None and row["brdy"] > row["paid_on"]:
            yield RowFault(number, "brdy", "window_born_later", row["brdy"].isoformat())
        row["begins"], row["ends"] = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
        row["pinyin"] = pinyin_of(row["psn_name"])
        row["number_made"] = row["psn_no"] is None
        if row["psn_no"] is None:
            row["psn_no"] = person_number(row["insuplc_admdvs"], row["psn_cert_type"], row["certno"])

    def prepare(self, staging: Staging) -> None:
        """Who is meant, their tie, and what the policy of the year asks of each group: a few groups, not rows."""
        staging.execute(window_checks.PEOPLE_STORED)
        staging.execute(window_checks.PAYERS)
        policy_on = policy_in_area(staging.run.agency.area)
        groups = [_group(policy_on, *found) for found in staging.rows(window_checks.GROUPS)]
        staging.execute(window_checks.PUT_AMOUNTS, {"groups": json.dumps(groups, default=str)})

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        touched = {YearKey(*row) for row in staging.rows(window_checks.YEARS_TOUCHED)}
        super().apply_rows(staging, acting_user)
        with planned_for_many(staging.count() or 0):
            state_years(touched)

    def undo(self, run: ImportRun) -> None:
        enrolled = WindowEnrolment.objects.filter(import_run_id=run.pk).order_by()
        touched = {YearKey(*row) for row in enrolled.values_list("payer_id", "year").distinct()}
        rows = enrolled.count()
        super().undo(run)
        with planned_for_many(rows):
            state_years(touched)


def _group(
    policy_on: PolicyOn, year: int, county: str, psn_type: str, aid: str, permit: bool
) -> dict[str, Any]:
    """What one group owes for the year, fen, and the window; ``gap`` where the policy is silent."""
    told: dict[str, Any] = {
        "year": year, "county": county, "psn_type": psn_type, "aid": aid, "permit": permit, "gap": None,
    }  # fmt: skip
    person = Resident(psn_type=psn_type, aid_category=aid, county=county, permit_holder=permit)
    try:
        found = amounts_of(
            person=person, year=year, terms=terms_on(policy_on, dt.date(year, 1, 1), RESIDENTS)
        )
    except (PolicyGap, FactMissing) as gap:
        return {**told, "gap": str(gap)}
    return {**told, **found._asdict()}


register_import(ResidentWindow())
