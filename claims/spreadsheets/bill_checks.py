"""The checks of sheets of bills, one statement each, over what ``prepare`` found (see ``bill_merge``).

They run with everything visible: a person of any county of the area may be treated or handled anywhere in it (NB-27).
A message never tells more of a foreign row than that it is not this one.
"""

from config.spreadsheets.checks import SetCheck
from enrollment.spreadsheets import finding_people

from .bill_merge import differs
from .messages import WARNING

_NO_PERSON = "SELECT s.row_no, {value}, NULL::jsonb FROM {{staging}} s WHERE s.person_id IS NULL AND {given}"

NAME = """
    SELECT s.row_no, s.psn_name, NULL::jsonb FROM {staging} s JOIN enrollment_person p ON p.id = s.person_id
    WHERE s.psn_name IS NOT NULL AND s.psn_name <> p.psn_name
"""

# Care outside the area has no county that would bring the bill; it comes over some counter of the area.
INSTITUTION_ELSEWHERE = """
    SELECT s.row_no, s.fixmedins_code, NULL::jsonb FROM {staging} s
    WHERE NOT %(everything)s AND s.care_county_id <> ALL(%(counties)s::bigint[])
      AND s.pay_loc IS DISTINCT FROM '1'
"""

PSN_TYPE = """
    SELECT s.row_no, NULL, NULL::jsonb FROM {staging} s WHERE s.psn_type IS NULL AND s.person_id IS NOT NULL
"""

NOT_COVERED = """
    SELECT s.row_no, s.insutype, jsonb_build_object('day', s.enddate)
    FROM {staging} s WHERE s.person_id IS NOT NULL AND s.psn_type IS NOT NULL AND NOT s.covered
"""

TAKEN = """
    SELECT s.row_no, s.setl_id, NULL::jsonb FROM {staging} s JOIN claims_bill b ON b.id = s.bill_id
    WHERE NOT %(everything)s
      AND NOT coalesce(b.insu_county_id = ANY(%(counties)s::bigint[]), false)
      AND NOT coalesce(b.care_county_id = ANY(%(counties)s::bigint[]), false)
      AND NOT coalesce(b.handling_county_id = ANY(%(counties)s::bigint[]), false)
"""


def stored_otherwise(code: str, fields: dict[str, str], where: str) -> SetCheck:
    """The bill is stored with other content; ``where`` says for which rows that is wrong."""
    return SetCheck(
        code,
        "setl_id",
        "SELECT s.row_no, s.setl_id, NULL::jsonb FROM {staging} s JOIN claims_bill b ON b.id = s.bill_id"
        f" WHERE {where} AND {differs(fields)}",
    )


CHECKS = (
    SetCheck("person_unknown", "psn_no", _NO_PERSON.format(value="s.psn_no", given="s.psn_no IS NOT NULL")),
    SetCheck("person_unknown", "certno", _NO_PERSON.format(value="s.certno", given="s.psn_no IS NULL")),
    SetCheck("person_conflict", "certno", finding_people.CONFLICT),
    SetCheck("name_differs", "psn_name", NAME, level=WARNING),
    SetCheck("institution_elsewhere", "fixmedins_code", INSTITUTION_ELSEWHERE),
    SetCheck("psn_type_unknown", "psn_type", PSN_TYPE),
    SetCheck("bill_taken", "setl_id", TAKEN),
    SetCheck("not_covered", "begndate", NOT_COVERED, level=WARNING),
)
