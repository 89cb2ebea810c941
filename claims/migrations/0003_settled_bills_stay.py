"""A bill with a settlement cannot be deleted: what a foreign key would say, without its price on every insert.

The function looks as the owner: what the caller may not see must hold them back all the same.
"""

from django.db import migrations

FUNCTION = """
create function claims_settled_bills_stay() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if exists (select 1 from gone join claims_settlement on claims_settlement.bill_id = gone.id) then
        raise exception 'a settled bill stays: cancel its settlement instead of deleting the bill'
            using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger settled_bills_stay after delete on claims_bill
    referencing old table as gone for each statement execute function claims_settled_bills_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_row_level_security")]

    operations = [
        migrations.RunSQL(
            FUNCTION,
            "drop trigger settled_bills_stay on claims_bill; drop function claims_settled_bills_stay()",
        )
    ]
