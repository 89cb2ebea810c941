"""How rows of bills meet the stored bills: who is meant, where insured, what is there already, and storing them.

Locks while storing: the import's kind, then the people of the sheet (:mod:`claims.services.person_locks`), so that
no counter settles a bill while its row is replaced.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from claims.services.bill_facts import POLICY_DAY
from claims.services.person_locks import BLOCK_BITS, lock_blocks
from config.errors import DomainError
from config.models import ImportRun
from config.spreadsheets.resources import Staging
from config.spreadsheets.withdrawing import DependedOn

SETL_TIME = f"s.setl_time AT TIME ZONE '{settings.TIME_ZONE}'"

# The bill's columns that the sheet gives, as SQL over the staged row: what makes two bills the same or different.
RECEIVED: dict[str, str] = {
    "mdtrt_id": "coalesce(s.mdtrt_id, '')",
    "person_id": "s.person_id",
    "institution_id": "s.institution_id",
    "insutype": "s.insutype",
    "psn_type": "s.psn_type",
    "aid_category": "coalesce(s.aid_category, '')",
    "med_type": "s.med_type",
    "begndate": "s.begndate",
    "enddate": "s.enddate",
    "setl_time": SETL_TIME,
    "pay_loc": "coalesce(s.pay_loc, '2')",
    "filing": "s.filing",
    "accident": "s.accident",
    "matn_type": "coalesce(s.matn_type, '')",
    "fetus_cnt": "s.fetus_cnt",
    "complication": "s.complication",
    "dise_code": "coalesce(s.dise_code, '')",
    "diag_dr_codg": "coalesce(s.diag_dr_codg, '')",
    "diag_dr_name": "coalesce(s.diag_dr_name, '')",
    "transfer_chain": "coalesce(s.transfer_chain, '')",
    "acct_used_flag": "s.acct_used_flag",
    "medfee_sumamt": "s.medfee_sumamt",
}
# The counties are snapshots of the day the bill came; whoever's counter brought it is whoever uploads it, unless
# the institution is their own (NB-27: who handled it, whose it is).
_UPLOADER = "(SELECT a.county_id FROM institutions_agency a WHERE a.id = %(agency)s)"
ON_INSERT = {
    "insu_county_id": "s.insu_county_id",
    "care_county_id": "s.care_county_id",
    "handling_county_id": f"CASE WHEN s.care_county_id IS DISTINCT FROM {_UPLOADER} THEN {_UPLOADER} END",
}


def amounts(*names: str) -> dict[str, str]:
    return {name: f"s.{name}" for name in names}


def differs(fields: dict[str, str]) -> str:
    """SQL: the stored bill ``b`` is not what the sheet says."""
    stored = ", ".join(f"b.{name}" for name in fields)
    return f"({stored}) IS DISTINCT FROM ({', '.join(fields.values())})"


_DAY = POLICY_DAY.replace("b.", "s.")
_IN_AREA = "(SELECT a.area_id FROM institutions_agency a WHERE a.id = %(agency)s)"

# A person merged into another is the other. Somebody insured in another area is nobody here. Where the coverage of
# the day is unknown the bill waits; until then it belongs to the county where the person is registered. A
# hospital of another area is care outside, whoever's books it is on. Rows already found so are left alone: the
# file is checked again before it is stored.
_FIND = f"""
    UPDATE {{staging}} s SET
        person_id = f.person_id, insu_county_id = f.insu_county_id, covered = f.covered, bill_id = f.bill_id,
        settled = f.settled, psn_type = coalesce(s.psn_type, f.psn_type), care_county_id = f.care_county_id
    FROM (
        SELECT s.row_no, b.id AS bill_id, CASE WHEN h.area_id = {_IN_AREA} THEN p.id END AS person_id,
               h.id AS insu_county_id, c.county_id IS NOT NULL AS covered, c.psn_type,
               CASE WHEN k.area_id = {_IN_AREA} THEN k.id END AS care_county_id, EXISTS (
                   SELECT 1 FROM claims_settlement t WHERE t.bill_id = b.id AND t.is_current AND NOT t.refd_setl_flag
               ) AS settled
        FROM {{staging}} s
        LEFT JOIN enrollment_person n ON n.psn_no = s.psn_no
        LEFT JOIN enrollment_person m ON s.psn_no IS NULL AND m.psn_cert_type = s.psn_cert_type
                                     AND m.certno = s.certno
        LEFT JOIN enrollment_person p ON p.id = coalesce(n.canonical_id, n.id, m.canonical_id, m.id)
        LEFT JOIN LATERAL (
            SELECT c.county_id, c.psn_type FROM enrollment_coverage c
            WHERE c.person_id = p.id AND c.insutype = s.insutype AND c.effective AND c.period @> {_DAY}
            ORDER BY c.id LIMIT 1
        ) c ON true
        LEFT JOIN institutions_agency h ON h.id = coalesce(c.county_id, p.county_id)
        LEFT JOIN institutions_institution i ON i.id = s.institution_id
        LEFT JOIN institutions_agency k ON k.id = i.county_id
        LEFT JOIN claims_bill b ON b.setl_id = NUMBER
    ) f WHERE f.row_no = s.row_no
      AND (s.person_id, s.insu_county_id, s.covered, s.bill_id, s.settled, s.care_county_id) IS DISTINCT FROM
          (f.person_id, f.insu_county_id, f.covered, f.bill_id, f.settled, f.care_county_id)
"""


def find(staging: Staging, number: str = "s.setl_id") -> None:
    """Fill what is to be found out about each row; ``number`` (SQL) is the number of the bill it is about."""
    staging.execute(_FIND.replace("NUMBER", number))


def lock_people_of(staging: Staging) -> None:
    """Hold the people whose stored bills the sheet is about; a bill that is new cannot be settled meanwhile."""
    blocks = staging.rows(
        f"SELECT DISTINCT person_id >> {BLOCK_BITS} FROM {{staging}} s WHERE bill_id IS NOT NULL"
    )
    lock_blocks(block for (block,) in blocks)


def refuse_if_settled_since(staging: Staging, fields: dict[str, str]) -> None:
    """Raise :class:`DependedOn` when a counter settled a bill between the check and the people's locks."""
    since = staging.rows(
        "SELECT count(DISTINCT b.id) FROM {staging} s JOIN claims_bill b ON b.id = s.bill_id JOIN claims_settlement t"
        f" ON t.bill_id = b.id AND t.is_current AND NOT t.refd_setl_flag WHERE NOT s.settled AND {differs(fields)}"
    )
    if since[0][0]:
        raise _settled_since(since[0][0])


def lock_people_of_bills(staging: Staging) -> None:
    """Hold the people whose bills the sheet's rows hang on, and refuse what was settled since the check."""
    blocks = staging.rows(
        f"SELECT DISTINCT b.person_id >> {BLOCK_BITS} FROM {{staging}} s JOIN claims_bill b ON b.id = s.bill_id"
    )
    lock_blocks(block for (block,) in blocks)
    since = staging.rows(
        "SELECT count(DISTINCT t.bill_id) FROM {staging} s JOIN claims_settlement t"
        " ON t.bill_id = s.bill_id AND t.is_current AND NOT t.refd_setl_flag WHERE s.settled IS NOT TRUE"
    )
    if since[0][0]:
        raise _settled_since(since[0][0])


def _settled_since(count: int) -> DependedOn:
    return DependedOn(
        _("%(count)s bills were settled while this file was imported; import it again."), count=count
    )


def blockers(run: ImportRun) -> Iterator[DomainError]:
    """Settled bills keep their import; waiting ones do not. Called inside the withdrawing transaction."""
    of_run = "SELECT b.id FROM claims_bill b WHERE b.import_run_id = %s"
    yield from settled_blockers(of_run, run)
    with connection.cursor() as cursor:
        # The reasons why bills wait are ours alone and go with them; should the withdrawal be refused, they stay.
        cursor.execute(f"DELETE FROM claims_billproblem p WHERE p.bill_id IN ({of_run})", [run.pk])


def settled_blockers(bills: str, run: ImportRun) -> Iterator[DomainError]:
    """A reason when some of ``bills`` (SQL giving ids, for the run) are settled; holds their people meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT b.person_id >> {BLOCK_BITS} FROM claims_bill b WHERE b.id IN ({bills})",
            [run.pk],
        )
        lock_blocks([block for (block,) in cursor.fetchall()])
        cursor.execute(
            f"SELECT count(DISTINCT t.bill_id) FROM claims_settlement t WHERE t.bill_id IN ({bills})",
            [run.pk],
        )
        settled = cursor.fetchone()[0]
    if settled:
        yield DependedOn(_("%(count)s bills of this import are settled."), count=settled)
