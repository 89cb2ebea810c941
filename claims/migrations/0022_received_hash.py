"""Every bill carries the hash of what was received, kept by the database: settling and explaining compare it, and
nothing has to be hashed again for each settlement."""

from django.db import migrations, models

# What the bill is as received, in this order; a later column joins by a migration that replaces the function.
RECEIVED = (
    "setl_id", "person_id", "institution_id", "insutype", "psn_type", "aid_category", "med_type",
    "begndate", "enddate", "filing", "accident", "matn_type", "fetus_cnt", "complication", "dise_code",
    "transfer_chain", "acct_used_flag",
    "medfee_sumamt", "fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt",
    "class_a_amt", "class_b_amt", "class_c_amt", "over_price_amt", "domestic_material_amt",
    "imported_material_amt", "imported_standard_amt", "imported_no_equal_amt",
)  # fmt: skip

# The hash is taken of the row's text, the same in every session because PostgreSQL writes dates as ISO for every
# client of ours.
HASHED = f"""
create function claims_bill_hashed() returns trigger language plpgsql
    set search_path = public, pg_temp as $$
begin
    new.received_hash := md5(row({", ".join(f"new.{name}" for name in RECEIVED)})::text);
    return new;
end $$;
create trigger bill_hashed before insert or update on claims_bill
    for each row execute function claims_bill_hashed();
update claims_bill set received_hash = '';
"""  # noqa: S608 - our own column names
NO_LONGER = "drop trigger bill_hashed on claims_bill; drop function claims_bill_hashed()"


class Migration(migrations.Migration):
    dependencies = [("claims", "0021_lighter_settlements")]

    operations = [
        migrations.AddField(
            "bill",
            "received_hash",
            models.CharField(
                db_default="",
                default="",
                editable=False,
                max_length=32,
                verbose_name="Hash of the bill as received",
            ),
        ),
        migrations.RunSQL(HASHED, NO_LONGER),
    ]
