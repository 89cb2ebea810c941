"""Who sees deductions given back; no more of one than was deducted, and what is confirmed stays."""

from django.db import migrations

from config.scoping import row_level_security

WITHIN = """
create function claims_reversal_within() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    taken claims_deduction;
    given bigint;
begin
    -- Whoever comes second waits here and then counts what the first one wrote.
    select * into taken from claims_deduction where id = new.deduction_id for no key update;
    if taken.reviewed_by_id is null or taken.institution_id <> new.institution_id or taken.insutype <> new.insutype then
        raise exception 'deduction %: only what was reviewed is given back, to whom it was taken from', taken.reference
            using errcode = 'check_violation';
    end if;
    if new.clr_month < taken.clr_month then
        raise exception 'deduction %: given back before its month', taken.reference using errcode = 'check_violation';
    end if;
    select coalesce(sum(amount), 0) into given from claims_deductionreversal
        where deduction_id = new.deduction_id and id <> new.id and state <> 'refused';
    if new.state <> 'refused' and given + new.amount > taken.amount then
        raise exception 'deduction %: more is given back than was deducted', taken.reference
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger reversal_within before insert or update on claims_deductionreversal
    for each row execute function claims_reversal_within();
create function claims_reversal_stays() returns trigger language plpgsql as $$
begin
    raise exception 'what was given back stays' using errcode = 'check_violation';
end $$;
create trigger reversal_stays before update or delete on claims_deductionreversal
    for each row when (old.state = 'confirmed') execute function claims_reversal_stays();
create function claims_deduction_covers() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if (new.amount, new.institution_id, new.insutype, new.clr_month, new.reviewed_by_id)
            is distinct from (old.amount, old.institution_id, old.insutype, old.clr_month, old.reviewed_by_id)
        and exists (select from claims_deductionreversal where deduction_id = new.id and state <> 'refused') then
        raise exception 'deduction %: something of it is given back, so it stays', new.reference
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger deduction_covers before update on claims_deduction
    for each row execute function claims_deduction_covers();
"""
UNGUARDED = """
drop trigger deduction_covers on claims_deduction; drop function claims_deduction_covers();
drop trigger reversal_stays on claims_deductionreversal; drop function claims_reversal_stays();
drop trigger reversal_within on claims_deductionreversal; drop function claims_reversal_within();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0029_deduction_reversals")]

    operations = [
        *(
            row_level_security(
                f"claims_deductionreversal{kind}", through=[("deduction_id", "claims_deduction")]
            )
            for kind in ("", "event")
        ),
        migrations.RunSQL(WITHIN, UNGUARDED),
    ]
