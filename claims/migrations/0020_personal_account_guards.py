"""What keeps personal accounts right, whoever writes: balances follow movements and bills, never below nothing.

Functions run with the owner's rights: the application role cannot set a balance, and row-level security never hides
an account from them. A set of movements or settlements updates each account once.
"""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

MOVED = """
create function claims_account_moved() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
begin
    update claims_personalaccount a
       set balance = a.balance + m.own, family_balance = a.family_balance + m.family
      from (select account_id,
                   coalesce(sum(amount) filter (where pot = 'own'), 0)::bigint as own,
                   coalesce(sum(amount) filter (where pot = 'family'), 0)::bigint as family
              from added group by account_id) m
     where a.id = m.account_id;
    return null;
end $$;
create trigger account_moved after insert on claims_accountmovement
    referencing new table as added for each statement execute function claims_account_moved();
"""
NOT_MOVED = "drop trigger account_moved on claims_accountmovement; drop function claims_account_moved()"

# What bills take is read off the settlements that count, so that settling, cancelling and settling anew need no
# word of accounts. Somebody without an account cannot have paid from it.
_SPEND = """
    with spent as (
        select person_id, insutype, sum(own)::bigint as own, sum(family)::bigint as family
          from ({source}) s group by 1, 2 having sum(own) <> 0 or sum(family) <> 0
    ), taken as (
        update claims_personalaccount a
           set balance = a.balance - spent.own, family_balance = a.family_balance - spent.family
          from spent where a.person_id = spent.person_id and a.insutype = spent.insutype
        returning 1
    )
    select (select count(*) from spent) - (select count(*) from taken) into lacking;
    if lacking > 0 then
        raise exception 'a settlement takes from a personal account that does not exist'
            using errcode = 'foreign_key_violation';
    end if;
    return null;
"""
_OF = (
    "select person_id, insutype, {sign}(acct_pay - acct_mulaid_pay) as own, {sign}acct_mulaid_pay as family"
    " from {rows} where is_current and acct_pay <> 0"
)
_HEAD = "returns trigger language plpgsql security definer set search_path = public, pg_temp as $$"
SPENT = (
    f"create function claims_account_spent() {_HEAD} declare lacking bigint; begin"
    + _SPEND.format(source=_OF.format(sign="", rows="added"))
    + "end $$;"
    " create trigger account_spent after insert on claims_settlement"
    " referencing new table as added for each statement execute function claims_account_spent();"
    f" create function claims_account_respent() {_HEAD} declare lacking bigint; begin"
    + _SPEND.format(
        source=_OF.format(sign="", rows="after") + " union all " + _OF.format(sign="-", rows="before")
    )
    + "end $$;"
    " create trigger account_respent after update on claims_settlement"
    " referencing old table as before new table as after"
    " for each statement execute function claims_account_respent();"
)
NOT_SPENT = """
drop trigger account_spent on claims_settlement; drop function claims_account_spent();
drop trigger account_respent on claims_settlement; drop function claims_account_respent();
"""

REFUSE = """
create function claims_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% of % refused: rows are kept for good; correct by another movement', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end $$;
create trigger kept_for_good before update or delete or truncate on claims_accountmovement
    for each statement execute function claims_refuse_change();
"""
NOT_REFUSED = "drop trigger kept_for_good on claims_accountmovement; drop function claims_refuse_change()"

# An account begins empty: what it holds has come in by movements.
EMPTY = """
create function claims_account_begins_empty() returns trigger language plpgsql as $$
begin
    if new.balance <> 0 or new.family_balance <> 0 then
        raise exception 'an account begins empty' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger begins_empty before insert on claims_personalaccount
    for each row execute function claims_account_begins_empty();
"""
NOT_EMPTY = "drop trigger begins_empty on claims_personalaccount; drop function claims_account_begins_empty()"

PERSON = [("person_id", "enrollment_person")]
DONOR = [("donor_id", "enrollment_person")]
AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))
ACCOUNT = [("account_id", "claims_personalaccount")]


class Migration(migrations.Migration):
    dependencies = [("claims", "0019_personal_accounts")]

    operations = [
        migrations.RunSQL(MOVED, NOT_MOVED),
        migrations.RunSQL(SPENT, NOT_SPENT),
        migrations.RunSQL(REFUSE, NOT_REFUSED),
        migrations.RunSQL(EMPTY, NOT_EMPTY),
        row_level_security("claims_personalaccount", through=PERSON),
        row_level_security("claims_accountmovement", through=ACCOUNT),
        row_level_security("claims_contributionbase", through=PERSON),
        row_level_security("claims_accountbatch", whereabouts=[AREA]),
        row_level_security("claims_accountbatchevent", whereabouts=[AREA]),
        row_level_security("claims_accountbatchline", through=PERSON),
        row_level_security("claims_accountrequest", through=ACCOUNT),
        row_level_security("claims_accountrequestevent", through=ACCOUNT),
        row_level_security("claims_familyauthorisation", through=DONOR),
        row_level_security("claims_familyauthorisationevent", through=DONOR),
    ]
