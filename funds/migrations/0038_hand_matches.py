import config.migrating
import config.money
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0037_agreed_rates_guarded"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="HandMatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("group", models.PositiveIntegerField(verbose_name="Group")),
                        ("day", models.DateField(verbose_name="Day")),
                        ("serial", models.CharField(max_length=60, verbose_name="Bank serial number")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("legs", models.JSONField(default=list, verbose_name="Legs")),
                        ("note", models.CharField(max_length=200, verbose_name="Why it is the same money")),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="Matched at")),
                        ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="Undone at")),
                        (
                            "undone_reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Why it was undone"
                            ),
                        ),
                        (
                            "fund_account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hand_matches",
                                to="funds.fundaccount",
                                verbose_name="Account of the fund",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Matched by",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Undone by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Match by hand",
                        "verbose_name_plural": "Matches by hand",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_by__isnull", True)),
                                fields=("fund_account", "group"),
                                name="hand_match_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("undone_at__isnull", True),
                                        ("undone_by__isnull", True),
                                        ("undone_reason", ""),
                                    ),
                                    models.Q(
                                        ("undone_at__isnull", False),
                                        ("undone_by__isnull", False),
                                        models.Q(("undone_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hand_match_undone_whole",
                            ),
                        ],
                    },
                    bases=[models.Model],
                ),
                migrations.CreateModel(
                    name="HandMatchEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("group", models.PositiveIntegerField(verbose_name="Group")),
                        ("day", models.DateField(verbose_name="Day")),
                        ("serial", models.CharField(max_length=60, verbose_name="Bank serial number")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("legs", models.JSONField(default=list, verbose_name="Legs")),
                        ("note", models.CharField(max_length=200, verbose_name="Why it is the same money")),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="Matched at")),
                        ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="Undone at")),
                        (
                            "undone_reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Why it was undone"
                            ),
                        ),
                        (
                            "fund_account",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.fundaccount",
                                verbose_name="Account of the fund",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Matched by",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="funds.handmatch",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Undone by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                    bases=[models.Model],
                ),
            ],
        ),
        migrations.AlterField(
            model_name="bankmatch",
            name="how",
            field=models.CharField(
                choices=[
                    ("key", "By number"),
                    ("amount_day", "By amount and day"),
                    ("window", "By amount within the days allowed"),
                    ("sum", "By sum"),
                    ("hand", "By hand"),
                ],
                max_length=10,
                verbose_name="How",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="handmatch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_handmatchevent" ("amount", "day", "fund_account_id", "group", "id", "legs", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "undone_at", "undone_by_id", "undone_reason") SELECT new_values."amount", new_values."day", new_values."fund_account_id", new_values."group", new_values."id", new_values."legs", new_values."made_at", new_values."made_by_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."serial", new_values."undone_at", new_values."undone_by_id", new_values."undone_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a4104e835831b89c366798ab0634978d0329c1ce",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_36b18",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_handmatch",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="handmatch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_handmatchevent" ("amount", "day", "fund_account_id", "group", "id", "legs", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "undone_at", "undone_by_id", "undone_reason") SELECT new_values."amount", new_values."day", new_values."fund_account_id", new_values."group", new_values."id", new_values."legs", new_values."made_at", new_values."made_by_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."serial", new_values."undone_at", new_values."undone_by_id", new_values."undone_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="95605f64826e0eace52a608b0b2aff1e14c2c005",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d6fdf",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_handmatch",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="handmatch",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_handmatchevent" ("amount", "day", "fund_account_id", "group", "id", "legs", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "undone_at", "undone_by_id", "undone_reason") SELECT old_values."amount", old_values."day", old_values."fund_account_id", old_values."group", old_values."id", old_values."legs", old_values."made_at", old_values."made_by_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."serial", old_values."undone_at", old_values."undone_by_id", old_values."undone_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="372ecbdab5da82b9487c4c1f2f128576aa5c6a0d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d57c7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_handmatch",
                    when="AFTER",
                ),
            ),
        ),
    ]
