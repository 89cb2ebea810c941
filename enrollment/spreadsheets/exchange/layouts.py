"""The layouts of exchanged files, as data: which columns, which way, with which offices (NM-11).

A layout has the columns its purpose needs and no other: a list of deaths says who and when, not where they lived. The
names are the national field names where there are any.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.codes import CODES
from config.spreadsheets.columns import Column
from enrollment.models import BASIC_SCHEMES, Counterpart, Direction, LayoutCode, Person
from enrollment.spreadsheets.people import CERTIFICATE_TYPES

# What every row may say of a person; the rest of a layout's columns is the row's detail.
COMMON = ("psn_cert_type", "certno", "psn_name", "gend", "brdy", "admdvs")

SCHEMES = {code: CODES["insutype"][code] for code in BASIC_SCHEMES}
RESIDENCE = {"registered": _("Registered here"), "permit": _("Lives here by permit")}
FOUND = {"1": _("found"), "0": _("not found")}

CERT_TYPE = Column("psn_cert_type", _("Certificate type"), "code", choices=CERTIFICATE_TYPES, default="01")
CERTNO = Column("certno", _("Certificate number"), "certno", required=True, max_length=50)
NAME = Column("psn_name", _("Person's name"), required=True, max_length=50)
GENDER = Column(
    "gend",
    _("Gender"),
    "code",
    choices=dict(Person.Gender.choices),
    help=_("From the identity card when empty."),
)
BORN = Column("brdy", _("Born on"), "date", help=_("From the identity card when empty."))
DISTRICT = Column(
    "admdvs",
    _("District"),
    "code",
    pattern=r"[0-9]{6}",
    form="990101",
    help=_("District code of the county."),
)
DISTRICT_NEEDED = Column(
    "admdvs", _("District"), "code", required=True, pattern=r"[0-9]{6}", form="990101",
    help=_("District code of the county."),
)  # fmt: skip
SCHEME = Column("insutype", _("Scheme"), "code", required=True, choices=SCHEMES)
PAYER = Column("emp_no", _("Payer number"), "code", required=True, max_length=40, form="V990101001")
WHO = (CERT_TYPE, CERTNO, NAME)

EXAMPLE = {
    "psn_cert_type": "01", "certno": "11010519491231002X", "psn_name": "张示例", "gend": "2", "brdy": "1949-12-31",
    "admdvs": "990101",
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """One layout. ``once`` names the columns that tell rows apart: two rows equal in them are one too many."""

    code: LayoutCode
    direction: Direction
    counterparts: tuple[str, ...]
    columns: tuple[Column, ...]
    description: Promise | str
    once: tuple[str, ...] = ("certno", "psn_cert_type")
    example: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> Promise | str:
        return self.code.label

    @property
    def kind(self) -> str:
        """The kind of import that reads it."""
        return f"exchange_{self.code.value}"

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def detail(self) -> tuple[str, ...]:
        """The columns beside what every row says."""
        return tuple(name for name in self.names if name not in COMMON)


LAYOUTS = (
    Layout(
        LayoutCode.POPULATION,
        Direction.IN,
        (Counterpart.PUBLIC_SECURITY,),
        (
            *WHO, GENDER, BORN, DISTRICT_NEEDED,
            Column("residence", _("Residence"), "code", required=True, choices=RESIDENCE),
        ),
        _("Who is registered or lives in the area, to find who has no cover."),
        example={**EXAMPLE, "residence": "registered"},
    ),
    Layout(
        LayoutCode.DEATHS,
        Direction.IN,
        (Counterpart.PUBLIC_SECURITY, Counterpart.CIVIL_AFFAIRS),
        (*WHO, DISTRICT, Column("died_on", _("Died on"), "date", required=True)),
        _("Who died, to end cover and find bills after death."),
        example={**EXAMPLE, "died_on": "2020-03-05"},
    ),
    Layout(
        LayoutCode.SCHOOL_ROLL,
        Direction.IN,
        (Counterpart.EDUCATION,),
        (
            *WHO, BORN, DISTRICT,
            Column("school_code", _("School code"), "code", required=True, max_length=40),
            Column("school", _("School"), required=True, max_length=100),
        ),
        _("Who is on the roll of which school, to find pupils and students without cover."),
        example={**EXAMPLE, "school_code": "S990101001", "school": "示例学校"},
    ),
    Layout(
        LayoutCode.AIDED,
        Direction.IN,
        (Counterpart.CIVIL_AFFAIRS, Counterpart.RURAL_REVITALISATION),
        (
            *WHO, DISTRICT_NEEDED,
            Column("aid_category", _("Aid category"), "code", required=True, pattern=r"[A-Za-z0-9_]{1,20}",
                   form="low_income"),
            Column("aid_from", _("Aided from"), "date", required=True),
            Column("aid_to", _("Aided until"), "date", help=_("The last day; empty while it goes on.")),
        ),
        _("Whom civil affairs or rural revitalisation count as aided, as what and since when."),
        once=("certno", "psn_cert_type", "aid_category", "aid_from"),
        example={**EXAMPLE, "aid_category": "low_income", "aid_from": "2020-01-01"},
    ),
    Layout(
        LayoutCode.TAXPAYERS,
        Direction.IN,
        (Counterpart.TAX,),
        (*WHO, DISTRICT, PAYER, SCHEME),
        _("Whom tax holds as paying medical-insurance contributions, and through whom."),
        once=("certno", "psn_cert_type", "emp_no", "insutype"),
        example={**EXAMPLE, "emp_no": "E990101001", "insutype": "310"},
    ),
    Layout(
        LayoutCode.ENROLLED_ELSEWHERE,
        Direction.IN,
        (Counterpart.OTHER_AREA,),
        (
            *WHO, SCHEME,
            Column("insuplc_admdvs", _("Insured in"), "code", required=True, pattern=r"[0-9]{6}", form="980101",
                   help=_("District code of the other area.")),
            Column("psn_insu_date", _("Insured from"), "date", required=True, help=_("The first covered day.")),
            Column("paus_insu_date", _("Insured until"), "date",
                   help=_("The last covered day; empty while the coverage goes on.")),
        ),
        _("The answer of another area to a list of people asked about: who is insured there."),
        once=("certno", "psn_cert_type", "insutype", "psn_insu_date"),
        example={**EXAMPLE, "insutype": "310", "insuplc_admdvs": "980101", "psn_insu_date": "2020-01-01"},
    ),
    Layout(
        LayoutCode.COVERED,
        Direction.OUT,
        (
            Counterpart.PUBLIC_SECURITY, Counterpart.CIVIL_AFFAIRS, Counterpart.RURAL_REVITALISATION,
            Counterpart.EDUCATION,
        ),
        (*WHO, SCHEME),
        _("Who was covered in the month under which scheme."),
    ),
    Layout(
        LayoutCode.DUES,
        Direction.OUT,
        (Counterpart.TAX,),
        (*WHO, PAYER, SCHEME, Column("clct_amt", _("Amount to pay"), "money", required=True)),
        _("Who owes which contribution for the month, and through whom it is paid."),
    ),
    Layout(
        LayoutCode.ASKED,
        Direction.OUT,
        (Counterpart.OTHER_AREA,),
        WHO,
        _("Whom another area is asked about: people covered here in the month."),
    ),
    Layout(
        LayoutCode.ANSWER,
        Direction.OUT,
        tuple(Counterpart.values),
        (*WHO, Column("found", _("Known here"), "code", choices=FOUND),
         Column("insutype", _("Scheme"), "code", choices=SCHEMES)),
        _("To each person of a file that was taken in: known here or not, and covered under which scheme."),
    ),
)  # fmt: skip

_by_code = {layout.code.value: layout for layout in LAYOUTS}


def layout_of(code: str) -> Layout:
    """The layout of this code; ``KeyError`` when there is none (the database admits no other)."""
    return _by_code[code]


def layouts(direction: Direction) -> list[Layout]:
    return [layout for layout in LAYOUTS if layout.direction == direction]
