"""Sheets about institutions: finding the institution, and that whoever uploads works for it."""

from django.utils.translation import gettext_lazy as _

from config.spreadsheets.checks import Lookup, SetCheck, in_scope

_TABLE = "institutions_institution"

INSTITUTION = (
    Lookup("fixmedins_code", _TABLE, into="institution_id", match="fixmedins_code", what=_("institution")),
    Lookup(
        "fixmedins_code",
        _TABLE,
        into="county_id",
        match="fixmedins_code",
        take="county_id",
        must_exist=False,
    ),
    Lookup(
        "fixmedins_code", _TABLE, into="area_id", match="fixmedins_code", take="area_id", must_exist=False
    ),
)

# Institutions elsewhere have no county; their city answers for them.
AT_HOME = (
    in_scope("fixmedins_code"),
    SetCheck(
        "out_of_scope",
        "fixmedins_code",
        "SELECT s.row_no, s.fixmedins_code, NULL::jsonb FROM {staging} s"
        " WHERE NOT %(everything)s AND s.county_id IS NULL AND s.area_id <> ALL(%(areas)s::bigint[])",
    ),
)
