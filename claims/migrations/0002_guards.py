"""What the database refuses or keeps up itself, whoever writes: bills, settlements, catalogue, personal accounts."""

from django.db import migrations

# --- Bills and settlements ---

# What a foreign key would say, without its price on every insert. The function looks as the owner: what the caller
# may not see must hold them back all the same.
SETTLED_BILLS = """
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

# Every bill carries the hash of what was received: settling and explaining compare it, and nothing has to be hashed
# again for each settlement. In this order; a later column joins by a migration that replaces the function.
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
"""
NOT_HASHED = "drop trigger bill_hashed on claims_bill; drop function claims_bill_hashed()"

ONE_WAY = """
create function claims_settlement_one_way() returns trigger language plpgsql as $$
begin
    raise exception 'a settlement that was superseded or taken back does not come back: settle the bill anew'
        using errcode = 'check_violation';
end $$;
create trigger settlement_one_way before update on claims_settlement for each row
    when ((new.is_current and not old.is_current) or (old.negated and not new.negated))
    execute function claims_settlement_one_way();
"""

# A settlement's references to other settlements are looked up for the few that have one: a foreign key fires for
# every row of a bulk run, twice the cost of a tenth of its writing. Settlements are never deleted (append-only).
REFERS = """
create function claims_settlement_refers() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
begin
    if exists (select 1 from unnest(array[new.replaces_id, new.negates_id]) r(id)
                where r.id is not null
                  and not exists (select 1 from claims_settlement s where s.id = r.id and s.bill_id = new.bill_id)) then
        raise exception 'a settlement replaces or negates only a settlement of its own bill'
            using errcode = 'foreign_key_violation';
    end if;
    return new;
end $$;
create trigger settlement_refers before insert on claims_settlement for each row
    when (new.replaces_id is not null or new.negates_id is not null) execute function claims_settlement_refers();
"""
NOT_REFERRING = (
    "drop trigger settlement_refers on claims_settlement; drop function claims_settlement_refers()"
)

# --- The catalogue: a version in force and its rows stay for good, for bills are settled and explained by it for
# years. A change is a new version. ---
VERSIONS = """
create function claims_catalogue_version_stays() returns trigger language plpgsql as $$
begin
    if old.state <> 'draft' then
        raise exception 'catalogue version %: in force; bring in a new version instead', old.number
            using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end $$;
create trigger catalogue_version_stays before update or delete on claims_catalogueversion
    for each row execute function claims_catalogue_version_stays();
"""

# Statement by statement: a draft of a hundred thousand rows comes in at once.
ITEMS = """
create function claims_catalogue_rows_stay() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from (select distinct version_id from touched) t
        join claims_catalogueversion v on v.id = t.version_id where v.state <> 'draft'
    ) then
        raise exception 'rows of a catalogue version in force stay as they are'
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger catalogue_rows_added after insert on claims_catalogueitem
    referencing new table as touched for each statement execute function claims_catalogue_rows_stay();
create trigger catalogue_rows_changed after update on claims_catalogueitem
    referencing old table as touched for each statement execute function claims_catalogue_rows_stay();
create trigger catalogue_rows_moved after update on claims_catalogueitem
    referencing new table as touched for each statement execute function claims_catalogue_rows_stay();
create trigger catalogue_rows_removed after delete on claims_catalogueitem
    referencing old table as touched for each statement execute function claims_catalogue_rows_stay();
"""


# Whoever asks sees what they may see of the bills.
UNMATCHED_CODES = """
create view claims_unmatchedcode with (security_invoker = true) as
select min(l.id) as id, b.institution_id, l.medins_list_codg, l.med_list_codg, max(l.item_name) as item_name,
       count(*) as lines, count(distinct b.id) as bills, sum(l.det_item_fee_sumamt)::bigint as amount,
       min(b.begndate) as first_day, max(b.enddate) as last_day
from claims_billproblem p
join claims_bill b on b.id = p.bill_id
cross join lateral jsonb_array_elements_text(p.params -> 'lines') as named (number)
join claims_feeline l on l.bill_id = b.id and l.feedetl_sn = named.number
where p.code = 'unknown_item'
group by b.institution_id, l.medins_list_codg, l.med_list_codg
"""

# --- Personal accounts: balances follow movements and bills, never below nothing. Functions run with the owner's
# rights: the application role cannot set a balance, and row-level security never hides an account from them. A set
# of movements or settlements updates each account once. ---
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


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = [
        migrations.RunSQL("create sequence claims_case_number", "drop sequence claims_case_number"),
        migrations.RunSQL(
            SETTLED_BILLS,
            "drop trigger settled_bills_stay on claims_bill; drop function claims_settled_bills_stay()",
        ),
        migrations.RunSQL(HASHED, NOT_HASHED),
        migrations.RunSQL(
            ONE_WAY,
            "drop trigger settlement_one_way on claims_settlement; drop function claims_settlement_one_way()",
        ),
        migrations.RunSQL(REFERS, NOT_REFERRING),
        migrations.RunSQL(
            VERSIONS,
            "drop trigger catalogue_version_stays on claims_catalogueversion;"
            "drop function claims_catalogue_version_stays()",
        ),
        migrations.RunSQL(
            ITEMS,
            "drop trigger catalogue_rows_added on claims_catalogueitem;"
            "drop trigger catalogue_rows_changed on claims_catalogueitem;"
            "drop trigger catalogue_rows_moved on claims_catalogueitem;"
            "drop trigger catalogue_rows_removed on claims_catalogueitem;"
            "drop function claims_catalogue_rows_stay()",
        ),
        migrations.RunSQL(UNMATCHED_CODES, "drop view claims_unmatchedcode"),
        migrations.RunSQL(MOVED, NOT_MOVED),
        migrations.RunSQL(SPENT, NOT_SPENT),
        migrations.RunSQL(REFUSE, NOT_REFUSED),
        migrations.RunSQL(EMPTY, NOT_EMPTY),
    ]
