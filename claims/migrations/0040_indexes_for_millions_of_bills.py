"""What pages ask of millions of bills and settlements, answered by indexes alone (docs/operations.md)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0039_settlements_by_bill"),
        ("enrollment", "0016_cleaning_row_level_security"),
        ("institutions", "0017_own_passwords"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="settlement",
            name="settlement_netting",
        ),
        migrations.AddIndex(
            model_name="bill",
            index=models.Index(fields=["med_type", "setl_time", "id"], name="bill_by_kind"),
        ),
        migrations.AddIndex(
            model_name="settlement",
            index=models.Index(
                condition=models.Q(("is_current", True), models.Q(("pay_loc", "1"), _negated=True)),
                fields=["clr_month", "insutype", "care_county", "institution", "insu_county"],
                include=(
                    "hifp_pay",
                    "hifmi_pay",
                    "hifob_pay",
                    "cvlserv_pay",
                    "hifes_pay",
                    "hifdm_pay",
                    "maf_pay",
                    "oth_pay",
                    "fund_pay_sumamt",
                    "medfee_sumamt",
                    "inscp_scp_amt",
                    "acct_pay",
                    "psn_cash_pay",
                    "handling_county",
                    "id",
                ),
                name="settlement_netting",
            ),
        ),
        migrations.AddIndex(
            model_name="settlement",
            index=models.Index(
                condition=models.Q(
                    ("is_current", True),
                    models.Q(("pay_loc", "1"), _negated=True),
                    models.Q(
                        ("med_type__startswith", "21"),
                        ("med_type__startswith", "22"),
                        ("med_type__startswith", "23"),
                        ("med_type__startswith", "24"),
                        ("med_type__startswith", "25"),
                        ("med_type__startswith", "26"),
                        ("med_type__startswith", "27"),
                        ("med_type__startswith", "28"),
                        ("med_type__startswith", "52"),
                        _connector="OR",
                    ),
                ),
                fields=["clr_month", "insu_county", "insutype"],
                include=(
                    "inscp_scp_amt",
                    "hifp_pay",
                    "fund_pay_sumamt",
                    "refd_setl_flag",
                    "care_county",
                    "handling_county",
                ),
                name="settlement_stays",
            ),
        ),
    ]
