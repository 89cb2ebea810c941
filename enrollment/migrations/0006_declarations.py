"""What payers declare month by month and what they owe by it; seen by the payer's county only."""

import config.money
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0005_payers_row_level_security"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContributionMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                ("month", models.DateField(verbose_name="Month")),
                ("heads", models.PositiveIntegerField(verbose_name="People")),
                ("wages", config.money.MoneyField(verbose_name="Declared wages")),
                ("base", config.money.MoneyField(verbose_name="Contribution base")),
                ("employer", config.money.MoneyField(verbose_name="Employer's contribution")),
                ("personal", config.money.MoneyField(verbose_name="Persons' contributions")),
                ("employer_rate", models.PositiveIntegerField(null=True, verbose_name="Employer's rate")),
                ("personal_rate", models.PositiveIntegerField(null=True, verbose_name="Persons' rate")),
                ("clause", models.CharField(blank=True, max_length=300, verbose_name="Clause")),
                ("worked_out_at", models.DateTimeField(auto_now=True, verbose_name="Worked out at")),
                (
                    "payer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="months",
                        to="enrollment.payer",
                        verbose_name="Payer",
                    ),
                ),
            ],
            options={
                "verbose_name": "Contribution statement",
                "verbose_name_plural": "Contribution statements",
                "ordering": ("-month", "insutype"),
            },
        ),
        migrations.CreateModel(
            name="ContributionMonthEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                ("month", models.DateField(verbose_name="Month")),
                ("heads", models.PositiveIntegerField(verbose_name="People")),
                ("wages", config.money.MoneyField(verbose_name="Declared wages")),
                ("base", config.money.MoneyField(verbose_name="Contribution base")),
                ("employer", config.money.MoneyField(verbose_name="Employer's contribution")),
                ("personal", config.money.MoneyField(verbose_name="Persons' contributions")),
                ("employer_rate", models.PositiveIntegerField(null=True, verbose_name="Employer's rate")),
                ("personal_rate", models.PositiveIntegerField(null=True, verbose_name="Persons' rate")),
                ("clause", models.CharField(blank=True, max_length=300, verbose_name="Clause")),
                ("worked_out_at", models.DateTimeField(auto_now=True, verbose_name="Worked out at")),
                (
                    "payer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="enrollment.payer",
                        verbose_name="Payer",
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
                        to="enrollment.contributionmonth",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                ("month", models.DateField(verbose_name="Month")),
                ("wage", config.money.MoneyField(verbose_name="Declared wage")),
                (
                    "base",
                    config.money.MoneyField(editable=False, null=True, verbose_name="Contribution base"),
                ),
                (
                    "personal",
                    config.money.MoneyField(editable=False, null=True, verbose_name="Person's contribution"),
                ),
                ("import_run_id", models.BigIntegerField(editable=False, null=True, verbose_name="Import")),
                (
                    "payer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="enrollment.payer",
                        verbose_name="Payer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="enrollment.person",
                        verbose_name="Person",
                    ),
                ),
            ],
            options={
                "verbose_name": "Declaration",
                "verbose_name_plural": "Declarations",
            },
        ),
        migrations.AddIndex(
            model_name="contributionmonth",
            index=models.Index(fields=["month", "insutype"], name="contribution_month_by_month"),
        ),
        migrations.AddConstraint(
            model_name="contributionmonth",
            constraint=models.UniqueConstraint(
                fields=("payer", "insutype", "month"), name="contribution_month_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="contributionmonth",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="contribution_month_first"
            ),
        ),
        migrations.AddConstraint(
            model_name="contributionmonth",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("base__gte", 0), ("employer__gte", 0), ("personal__gte", 0), ("wages__gte", 0)
                ),
                name="contribution_month_not_negative",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contributionmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionmonthevent" ("base", "clause", "employer", "employer_rate", "heads", "id", "insutype", "month", "payer_id", "personal", "personal_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wages", "worked_out_at") SELECT new_values."base", new_values."clause", new_values."employer", new_values."employer_rate", new_values."heads", new_values."id", new_values."insutype", new_values."month", new_values."payer_id", new_values."personal", new_values."personal_rate", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."wages", new_values."worked_out_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d98df65780ca82e9372781697e7899400aca6ce3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a6e93",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_contributionmonth",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contributionmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionmonthevent" ("base", "clause", "employer", "employer_rate", "heads", "id", "insutype", "month", "payer_id", "personal", "personal_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wages", "worked_out_at") SELECT new_values."base", new_values."clause", new_values."employer", new_values."employer_rate", new_values."heads", new_values."id", new_values."insutype", new_values."month", new_values."payer_id", new_values."personal", new_values."personal_rate", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."wages", new_values."worked_out_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b3eea453aa758b15f0474d34764e32a5f957e8f4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f736d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_contributionmonth",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contributionmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionmonthevent" ("base", "clause", "employer", "employer_rate", "heads", "id", "insutype", "month", "payer_id", "personal", "personal_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wages", "worked_out_at") SELECT old_values."base", old_values."clause", old_values."employer", old_values."employer_rate", old_values."heads", old_values."id", old_values."insutype", old_values."month", old_values."payer_id", old_values."personal", old_values."personal_rate", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."wages", old_values."worked_out_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="27d58c2af0978fa2aa00086ce407f22470a27c84",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_27590",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_contributionmonth",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="declaration",
            index=models.Index(fields=["person", "month"], name="declaration_by_person"),
        ),
        migrations.AddIndex(
            model_name="declaration",
            index=models.Index(
                condition=models.Q(("import_run_id__isnull", False)),
                fields=["import_run_id"],
                name="declaration_by_import",
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.UniqueConstraint(
                fields=("payer", "insutype", "month", "person"), name="declaration_once_a_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(("wage__gt", 0)), name="declaration_wage_above_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="declaration_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("base__isnull", True), ("personal__isnull", True)),
                    models.Q(("base__gte", 0), ("personal__gte", 0)),
                    _connector="OR",
                ),
                name="declaration_worked_out_whole",
            ),
        ),
        *(
            row_level_security(f"enrollment_{table}", through=[("payer_id", "enrollment_payer")])
            for table in ("declaration", "contributionmonth", "contributionmonthevent")
        ),
    ]
