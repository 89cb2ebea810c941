"""Whether the database still guards itself: triggers, row-level security, constraints, the application's rights."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.database_rights import append_only_tables

from .declared import Guard, guards, history_triggers
from .registry import Difference, verification

# "O": fires in ordinary sessions; "A": always. Anything else was switched off.
FIRING = {"O", "A"}
OUR_SCHEMA = "public"


@verification("triggers", title=gettext_lazy("Triggers that guard rows and keep their history"))
def triggers() -> Iterator[Difference]:
    """Every trigger of migrations and models is there, fires, and (those of the history) is the one installed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, t.tgname, t.tgenabled, obj_description(t.oid, 'pg_trigger') from pg_trigger t"
            " join pg_class c on c.oid = t.tgrelid where not t.tgisinternal"
            " and c.relnamespace = %s::regnamespace",
            [OUR_SCHEMA],
        )
        present = {Guard(table, name): (enabled, mark) for table, name, enabled, mark in cursor.fetchall()}
    history = history_triggers()
    for guard in sorted(guards()[0] | set(history)):
        where = f"{guard.table} · {guard.name}"
        if guard not in present:
            yield Difference(where, _("the trigger is missing"))
            continue
        enabled, mark = present[guard]
        if enabled not in FIRING:
            yield Difference(where, _("the trigger is switched off"))
        if guard in history and mark != history[guard]:
            yield Difference(where, _("the trigger is not the one this release installs"))


@verification("row_level_security", title=gettext_lazy("Row-level security on tables of agencies"))
def row_level_security() -> Iterator[Difference]:
    """Policies are there, switched on, and bind the role that web and workers have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, p.polname from pg_policy p join pg_class c on c.oid = p.polrelid"
            " where c.relrowsecurity and c.relnamespace = %s::regnamespace",
            [OUR_SCHEMA],
        )
        in_force = {Guard(table, name) for table, name in cursor.fetchall()}
        cursor.execute(
            "select rolsuper or rolbypassrls from pg_roles where rolname = %s", [settings.DATABASE_APP_ROLE]
        )
        role = cursor.fetchone()
    for guard in sorted(guards()[1] - in_force):
        yield Difference(guard.table, _("row-level security is off or its policy is missing"))
    if role is None or role[0]:
        yield Difference(
            settings.DATABASE_APP_ROLE, _("the application role is missing or above the policies")
        )


@verification("constraints", title=gettext_lazy("Constraints that the models declare"))
def constraints() -> Iterator[Difference]:
    """Checks, unique and exclusion constraints by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, o.conname from pg_constraint o join pg_class c on c.oid = o.conrelid union"
            " select c.relname, i.relname from pg_index x join pg_class i on i.oid = x.indexrelid"
            " join pg_class c on c.oid = x.indrelid where x.indisunique and x.indisvalid"
        )
        present = {Guard(table, name) for table, name in cursor.fetchall()}
    expected = {
        Guard(model._meta.db_table, constraint.name)
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
        for constraint in model._meta.constraints
    }
    for guard in sorted(expected - present):
        yield Difference(f"{guard.table} · {guard.name}", _("the constraint is missing"))


@verification("rights", title=gettext_lazy("Rows that the application may not change"))
def rights() -> Iterator[Difference]:
    """On append-only tables the application role holds no right to change, delete or empty."""
    role = settings.DATABASE_APP_ROLE
    with connection.cursor() as cursor:
        for table, columns in sorted(append_only_tables().items()):
            cursor.execute(
                "select (select array_agg(attname::text order by attname) from pg_attribute"
                " where attrelid = %(table)s::regclass and attnum > 0 and not attisdropped"
                " and has_column_privilege(%(role)s, attrelid, attnum, 'UPDATE') and attname <> all(%(free)s)),"
                " has_table_privilege(%(role)s, %(table)s, 'DELETE')"
                " or has_table_privilege(%(role)s, %(table)s, 'TRUNCATE')",
                {"table": table, "role": role, "free": list(columns)},
            )
            changeable, removable = cursor.fetchone()
            if changeable:
                yield Difference(
                    table, _("the application may change %(columns)s") % {"columns": ", ".join(changeable)}
                )
            if removable:
                yield Difference(table, _("the application may remove rows"))
