"""Who sees balances from before pooling, handover lists and mergings; that what was agreed, signed or closed stays, and
that nothing is posted into a book that was closed into another one (NB-18, HG-02, HG-12)."""

from django.db import migrations

from config.scoping import row_level_security

OPENING = [("opening_id", "funds_opening")]
USE = [("use_id", "funds_openinguse")]
HANDOVER = [("handover_id", "funds_handover")]
MERGING = [("merging_id", "funds_bookmerging")]
SOURCE = [("source_id", "funds_mergedbook")]
ARREAR = [("arrear_id", "funds_legacyarrear")]

GUARDS = """
create function funds_opening_stays() returns trigger language plpgsql as $$
begin
    raise exception '% %: what was agreed, signed or closed stays', tg_table_name, old.id
        using errcode = 'restrict_violation';
end $$;
create trigger opening_kept before delete on funds_opening
    for each row execute function funds_opening_stays();
create trigger opening_stays before update on funds_opening
    for each row when (old.state = 'booked') execute function funds_opening_stays();
create trigger opening_figures_stay before update on funds_opening
    for each row when (old.state <> 'entered' and new.state <> 'entered'
        and (old.balance, old.paper, old.county_id, old.insutype) is distinct from
            (new.balance, new.paper, new.county_id, new.insutype)) execute function funds_opening_stays();
create trigger opening_use_stays before update on funds_openinguse
    for each row when (old.state <> 'entered') execute function funds_opening_stays();
create trigger opening_use_kept before delete on funds_openinguse
    for each row execute function funds_opening_stays();
create trigger handover_signature_stays before update or delete on funds_handoversignature
    for each row execute function funds_opening_stays();
create trigger handover_stays before update on funds_handover
    for each row when (old.state = 'signed' or old.state = 'sealed' and new.state = 'draft')
    execute function funds_opening_stays();
create trigger book_merging_stays before update or delete on funds_bookmerging
    for each row when (old.state = 'closed') execute function funds_opening_stays();
create trigger merged_book_stays before update on funds_mergedbook
    for each row when (old.closed) execute function funds_opening_stays();
create trigger merged_book_kept before delete on funds_mergedbook
    for each row execute function funds_opening_stays();
create trigger merging_proof_stays before update or delete or truncate on funds_mergingproof
    for each statement execute function funds_refuse_change();

create function funds_opening_line_stays() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
begin
    if (select state from funds_opening
        where id = case when tg_op = 'INSERT' then new.opening_id else old.opening_id end for share) <> 'entered'
    then
        raise exception 'part of a balance: what was checked stays' using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger opening_line_stays before insert or update or delete on funds_openingline
    for each row execute function funds_opening_line_stays();

create function funds_handover_item_stays() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
begin
    if (select state from funds_handover
        where id = case when tg_op = 'INSERT' then new.handover_id else old.handover_id end for share) <> 'draft'
    then
        raise exception 'item of a handover list: what is signed stays' using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger handover_item_stays before insert or update or delete on funds_handoveritem
    for each row execute function funds_handover_item_stays();

create function funds_signed_once_sealed() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
begin
    if (select state from funds_handover where id = new.handover_id for share) <> 'sealed' then
        raise exception 'signature: the list is not closed to changes' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger signed_once_sealed before insert on funds_handoversignature
    for each row execute function funds_signed_once_sealed();

create function funds_book_shut() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
begin
    if exists (select from funds_mergedbook where book_id = new.book_id and closed) then
        raise exception 'entry %: its book was closed into another one', new.key
            using errcode = 'check_violation', constraint = 'entry_into_standing_book';
    end if;
    return new;
end $$;
create trigger into_standing_book before insert on funds_entry
    for each row execute function funds_book_shut();
"""
TRIGGERS = {
    "funds_opening": ("opening_kept", "opening_stays", "opening_figures_stay"),
    "funds_openinguse": ("opening_use_stays", "opening_use_kept"),
    "funds_handoversignature": ("handover_signature_stays", "signed_once_sealed"),
    "funds_handover": ("handover_stays",),
    "funds_bookmerging": ("book_merging_stays",),
    "funds_mergedbook": ("merged_book_stays", "merged_book_kept"),
    "funds_mergingproof": ("merging_proof_stays",),
    "funds_openingline": ("opening_line_stays",),
    "funds_handoveritem": ("handover_item_stays",),
    "funds_entry": ("into_standing_book",),
}
FUNCTIONS = (
    "funds_opening_stays", "funds_opening_line_stays", "funds_handover_item_stays", "funds_signed_once_sealed",
    "funds_book_shut",
)  # fmt: skip
UNDO = "".join(
    f"drop trigger {name} on {table};" for table, names in TRIGGERS.items() for name in names
) + "".join(f"drop function {name}();" for name in FUNCTIONS)


def _both(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"funds_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("funds", "0043_opening")]

    operations = [
        *_both("opening", counties=["county_id"]),
        *_both("openingline", through=OPENING),
        *_both("openinguse", through=OPENING),
        row_level_security("funds_earlierbill", through=USE),
        *_both("handover", counties=["county_id"]),
        *_both("handoveritem", through=HANDOVER),
        *_both("handoversignature", through=HANDOVER),
        *_both("bookmerging", counties=["unit_id"]),
        *_both("mergedbook", through=MERGING),
        *_both("legacyarrear", through=SOURCE),
        *_both("arrearpayment", through=ARREAR),
        *_both("legacybenefit", through=SOURCE),
        row_level_security("funds_mergingproof", through=MERGING),
        migrations.RunSQL(GUARDS, UNDO),
    ]
