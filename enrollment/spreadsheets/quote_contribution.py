"""The columns of a contribution what-if: hypothetical cases, and every amount that comes back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.spreadsheets import results
from config.spreadsheets.columns import Column
from enrollment.models import Person

SHEET = "cases"
SHEET_LABEL = _("Hypothetical contributions")
MOST_ROWS = 100_000

KINDS: dict[str, Any] = {
    "employee": _("Employee, a month"),
    "employer": _("Employer, a month"),
    "flexible": _("Flexible worker, a month"),
    "unemployed": _("Unemployed, a month"),
    "resident": _("Resident, a year"),
    "subsidy_bill": _("Subsidy bill of a year"),
    "late_enrolment": _("Enrolment after the window"),
    "newborn": _("Enrolment of a newborn"),
    "refund": _("Refund of a prepaid contribution"),
    "retirement": _("Years at retirement"),
    "topup_once": _("Missing years at once"),
    "topup_monthly": _("Missing years month by month"),
    "late_fee": _("Late fee"),
    "arrears": _("Benefits in arrears"),
}
_SEXES = {
    Person.Gender.MALE.value: Person.Gender.MALE.label,
    Person.Gender.FEMALE.value: Person.Gender.FEMALE.label,
}

COLUMNS: tuple[Column, ...] = (
    Column("case", _("Name of the case"), required=True, max_length=60, help=_("Unique in the file.")),
    Column("kind", _("What is asked"), "code", required=True, choices=KINDS),
    Column("insutype", _("Scheme"), "code", pattern=r"\d{3}", form="390",
           help=_("310 for those who work, 390 for residents when empty.")),
    Column("month", _("Month"), "month",
           help=_("Of the contribution; the first one of a monthly continuation; the first one in arrears.")),
    Column("date", _("Day"), "date",
           help=_("Of retirement, payment or the event; a later day, to look at a month again.")),
    Column("year", _("Year of cover"), "integer", help=_("Of a resident's contribution.")),
    Column("wage", _("Declared wage"), "money",
           help=_("Own monthly mean of the prior year; the base a flexible worker chooses, where allowed.")),
    Column("employer", _("Employer key"), max_length=60,
           help=_("An employer's base is the sum of the employees in the file with the same key and month.")),
    Column("payroll", _("Payroll"), "money",
           help=_("Of the prior year as a monthly mean, where the policy measures by it.")),
    Column("psn_type", _("Person category"), "code", max_length=6),
    Column("aid_category", _("Aid category"), "code", max_length=20),
    Column("permit_holder", _("Holds a residence permit"), "flag", default=False),
    Column("county", _("Insured in"), "code", pattern=r"\d{6}", form="330203",
           help=_("Where the policy tells counties apart.")),
    Column("collective_amt", _("Collective aid"), "money", help=_("What a village or firm gives each person.")),
    Column("people", _("Number of people"), "integer", help=_("How many of the same group; one when empty.")),
    Column("amount", _("Amount"), "money", help=_("Owed, for a late fee; prepaid by the person, for a refund.")),
    Column("due", _("Last day in time"), "date", help=_("For a late fee; by month and policy when empty.")),
    Column("reason", _("Reason"), "code", max_length=40,
           help=_("Of a late enrolment or a refund, as the policy names it.")),
    Column("born", _("Born on"), "date", help=_("Of a newborn.")),
    Column("gend", _("Gender"), "code", choices=_SEXES, help=_("Where years at retirement depend on it.")),
    Column("joined", _("Joined on"), "date", help=_("The latest joining; who came back joined anew.")),
    Column("pension_since", _("Draws a pension here since"), "date"),
    Column("months", _("Months missing"), "integer", help=_("By the months contributed when empty.")),
    Column("actual_months", _("Months contributed"), "integer"),
    Column("recognised_months", _("Months recognised"), "integer"),
    Column("veteran_months", _("Months of military service"), "integer"),
    Column("transferred_months", _("Months transferred in"), "integer"),
)  # fmt: skip

RESULT_COLUMNS: tuple[tuple[str, Any, str], ...] = (
    ("row", _("Row of the sheet"), "integer"),
    ("case", _("Name of the case"), "text"),
    ("kind", _("What is asked"), "text"),
    ("item", _("Code of the amount"), "text"),
    ("title", _("In words"), "text"),
    ("part_of", _("Part of the whole"), "text"),
    ("payer", _("Who pays"), "text"),
    ("month", _("Month"), "text"),
    ("base", _("Base"), "money"),
    ("rate", _("Rate"), "decimal"),
    ("amount", _("Amount"), "money"),
    ("found", _("Finding"), "text"),
    ("clause", _("Clause"), "text"),
    ("assumed", _("Assumed"), "text"),
    ("document", _("Document"), "text"),
    ("explanation", _("Explanation"), "text"),
    ("fault_column", _("Column at fault"), "text"),
    ("fault", _("Fault"), "text"),
)
HEADING = [name for name, _label, _type in RESULT_COLUMNS]
write_results = partial(results.write_results, RESULT_COLUMNS)
