"""Who sees subsidies received and dunned; what was booked, dropped or written stays."""

from django.db import migrations

from config.scoping import row_level_security

GUARDS = """
create function funds_subsidy_stays() returns trigger language plpgsql as $$
begin
    raise exception '% %: what was booked, dropped or written stays', tg_table_name, old.id
        using errcode = 'restrict_violation';
end $$;
create trigger subsidy_receipt_stays before update on funds_subsidyreceipt
    for each row when (old.state <> 'entered') execute function funds_subsidy_stays();
create trigger subsidy_receipt_kept before delete on funds_subsidyreceipt
    for each row execute function funds_subsidy_stays();
create trigger subsidy_dunning_stays before update or delete on funds_subsidydunning
    for each row execute function funds_subsidy_stays();
"""
UNDO = """
drop trigger subsidy_receipt_stays on funds_subsidyreceipt; drop trigger subsidy_receipt_kept on funds_subsidyreceipt;
drop trigger subsidy_dunning_stays on funds_subsidydunning; drop function funds_subsidy_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0023_subsidies")]

    operations = [
        *(
            row_level_security(f"funds_{table}{kind}", counties=["county_id"])
            for table in ("subsidyreceipt", "subsidydunning")
            for kind in ("", "event")
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
