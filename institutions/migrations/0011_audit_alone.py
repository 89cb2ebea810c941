"""Whoever audits does nothing else (ZY-23, source 003 五(三)): no other duty on the same day, at any agency.

Assignments from before stay; the separation report lists them.
"""

from django.db import migrations

GUARDS = """
create function institutions_audit_alone(who bigint, asked text[], days daterange, but bigint) returns void
    language plpgsql as $$
begin
    -- Two assignments of one person at once wait for each other here.
    perform 1 from institutions_user where id = who for update;
    if 'audit' = any (asked) and cardinality(asked) > 1 or exists (
        select 1 from (
            select a.id, a.duties, a.period from institutions_assignment a where a.user_id = who
            union all
            select a.id, a.duties, a.period * d.period from institutions_delegation d
                join institutions_assignment a on a.id = d.assignment_id where d.receiver_id = who
        ) held
        where held.id is distinct from but and held.period && days
            and ('audit' = any (held.duties)) <> ('audit' = any (asked))
    ) then
        raise exception 'user %: whoever audits holds no other duty', who
            using errcode = 'check_violation', constraint = 'audit_alone';
    end if;
end $$;
create function institutions_assignment_alone() returns trigger language plpgsql as $$
declare
    lent record;
begin
    perform institutions_audit_alone(new.user_id, new.duties::text[], new.period, new.id);
    for lent in select receiver_id, period from institutions_delegation where assignment_id = new.id loop
        perform institutions_audit_alone(lent.receiver_id, new.duties::text[], lent.period * new.period, new.id);
    end loop;
    return new;
end $$;
create trigger assignment_audit_alone before insert or update of user_id, duties, period on institutions_assignment
    for each row execute function institutions_assignment_alone();
create function institutions_delegation_alone() returns trigger language plpgsql as $$
declare
    lent record;
begin
    select duties, period into lent from institutions_assignment where id = new.assignment_id;
    perform institutions_audit_alone(new.receiver_id, lent.duties::text[], new.period * lent.period, new.assignment_id);
    return new;
end $$;
create trigger delegation_audit_alone before insert or update of assignment_id, receiver_id, period
    on institutions_delegation for each row execute function institutions_delegation_alone();
"""
UNDO = """
drop trigger assignment_audit_alone on institutions_assignment;
drop trigger delegation_audit_alone on institutions_delegation;
drop function institutions_assignment_alone(); drop function institutions_delegation_alone();
drop function institutions_audit_alone(bigint, text[], daterange, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0010_policy_proposals")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
