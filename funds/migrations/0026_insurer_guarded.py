"""Who sees premiums and money given back; what was paid, booked or dropped stays."""

from django.db import migrations

from config.scoping import row_level_security

GUARDS = """
create function funds_payer_money_stays() returns trigger language plpgsql as $$
begin
    raise exception '% %: what was paid, booked or dropped stays', tg_table_name, old.id
        using errcode = 'restrict_violation';
end $$;
create trigger insurer_premium_stays before update on funds_insurerpremium
    for each row when (old.state in ('paid', 'dropped')) execute function funds_payer_money_stays();
create trigger insurer_premium_as_approved before update of amount, people, each, parts, account_no, insurer
    on funds_insurerpremium for each row
    when (old.state <> 'draft' and (old.amount, old.people, old.each, old.parts, old.account_no, old.insurer)
          is distinct from (new.amount, new.people, new.each, new.parts, new.account_no, new.insurer))
    execute function funds_payer_money_stays();
create trigger insurer_premium_kept before delete on funds_insurerpremium
    for each row execute function funds_payer_money_stays();
create trigger payer_remittance_stays before update on funds_payerremittance
    for each row when (old.state <> 'entered') execute function funds_payer_money_stays();
create trigger payer_remittance_kept before delete on funds_payerremittance
    for each row execute function funds_payer_money_stays();
"""
UNDO = """
drop trigger insurer_premium_stays on funds_insurerpremium;
drop trigger insurer_premium_as_approved on funds_insurerpremium;
drop trigger insurer_premium_kept on funds_insurerpremium;
drop trigger payer_remittance_stays on funds_payerremittance;
drop trigger payer_remittance_kept on funds_payerremittance;
drop function funds_payer_money_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0025_insurer")]

    operations = [
        *(row_level_security(f"funds_insurerpremium{kind}", counties=["unit_id"]) for kind in ("", "event")),
        *(
            row_level_security(f"funds_payerremittance{kind}", counties=["laid_out_by_id"])
            for kind in ("", "event")
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
