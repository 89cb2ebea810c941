"""The database shows bills and what hangs on them only to the counties they concern: that of the insured person, that
of the institution, that of the counter which handled them."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

BILL = [("bill_id", "claims_bill")]
PERSON = [("person_id", "enrollment_person")]
ACCOUNT = [("account_id", "claims_personalaccount")]
BILL_COUNTIES = ("insu_county_id", "care_county_id", "handling_county_id")
CASE_COUNTIES = ("insu_county_id", "handling_county_id")
REGISTER_COUNTIES = ("county_id", "handling_county_id")
# Whoever pays the institution.
INSTITUTION = Whereabouts(
    "institution_id", "institutions_institution", counties=("county_id",), areas=("area_id",)
)
# Every agency of the area.
AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))


def _rows(names: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"claims_{name}", **seen) for name in names.split()]


def _with_history(names: str, **seen: object) -> list[migrations.RunSQL]:
    return [step for name in names.split() for step in _rows(f"{name} {name}event", **seen)]


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_guards")]

    operations = [
        *_rows("bill settlement", counties=BILL_COUNTIES),
        *_rows("reportedsettlement feeline billproblem billfinding", through=BILL),
        *_rows("accumulator legacyoutpatientbalance", through=PERSON),
        *_rows("cancellation", through=[("settlement_id", "claims_settlement")]),
        *_with_history("redo", counties=["county_id"]),
        *_rows("redoline", through=[("redo_id", "claims_redo")]),
        *_with_history("deduction institutioncode", whereabouts=[INSTITUTION]),
        *_rows("whatifreport", areas=["area_id"]),
        # Counter reimbursement, amounts owed to people and by them.
        *_with_history("personaccount reimbursement payable", counties=CASE_COUNTIES),
        *_rows(
            "reimbursementpaper reimbursementpaperevent reimbursementbill",
            through=[("reimbursement_id", "claims_reimbursement")],
        ),
        *_rows("payableline", through=[("payable_id", "claims_payable")]),
        *_with_history("maternityallowance overpayment", counties=CASE_COUNTIES),
        *_with_history("instalment recovery", through=[("overpayment_id", "claims_overpayment")]),
        # Registers; the pool of experts is the area's.
        *_with_history(
            "certificate carefiling accidentdeclaration maternityregistration signup",
            counties=REGISTER_COUNTIES,
        ),
        *_with_history("choseninstitution expertopinion", through=[("certificate_id", "claims_certificate")]),
        *_with_history("expert", whereabouts=[AREA]),
        # Personal accounts.
        *_rows("personalaccount contributionbase accountbatchline", through=PERSON),
        *_rows("accountmovement", through=ACCOUNT),
        *_with_history("accountrequest", through=ACCOUNT),
        *_with_history("accountbatch", whereabouts=[AREA]),
        *_with_history("familyauthorisation", through=[("donor_id", "enrollment_person")]),
    ]
