import config.migrating
import config.money
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0035_insurer_lists_guarded"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="AgreedRate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "rate",
                            models.DecimalField(
                                decimal_places=4, max_digits=7, verbose_name="Agreed rate, % a year"
                            ),
                        ),
                        (
                            "day_count",
                            models.PositiveSmallIntegerField(
                                choices=[(360, "Actual days, 360 a year"), (365, "Actual days, 365 a year")],
                                default=360,
                                verbose_name="Day count",
                            ),
                        ),
                        (
                            "settles_on",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                default=20,
                                help_text="Of the last month of the quarter; empty: its last day.",
                                null=True,
                                verbose_name="Interest is settled on day",
                            ),
                        ),
                        (
                            "agreement",
                            models.CharField(max_length=100, verbose_name="Agreement with the bank"),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Approved by",
                            ),
                        ),
                        (
                            "fund_account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rates",
                                to="funds.fundaccount",
                                verbose_name="Account of the fund",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Agreed rate of an account",
                        "verbose_name_plural": "Agreed rates of accounts",
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("approved_by__isnull", False)),
                                expressions=[("fund_account", "="), ("period", "&&")],
                                name="agreed_rate_one_at_a_time",
                                violation_error_message="Another account is already in force in this period.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="agreed_rate_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rate__gt", 0),
                                    ("rate__lt", 100),
                                    models.Q(
                                        ("settles_on__isnull", True),
                                        models.Q(("settles_on__gte", 1), ("settles_on__lte", 28)),
                                        _connector="OR",
                                    ),
                                ),
                                name="agreed_rate_sound",
                                violation_error_message="A rate is above zero, a day is 1 to 28.",
                            ),
                        ],
                    },
                    bases=[models.Model],
                ),
                migrations.CreateModel(
                    name="AgreedRateEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "rate",
                            models.DecimalField(
                                decimal_places=4, max_digits=7, verbose_name="Agreed rate, % a year"
                            ),
                        ),
                        (
                            "day_count",
                            models.PositiveSmallIntegerField(
                                choices=[(360, "Actual days, 360 a year"), (365, "Actual days, 365 a year")],
                                default=360,
                                verbose_name="Day count",
                            ),
                        ),
                        (
                            "settles_on",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                default=20,
                                help_text="Of the last month of the quarter; empty: its last day.",
                                null=True,
                                verbose_name="Interest is settled on day",
                            ),
                        ),
                        (
                            "agreement",
                            models.CharField(max_length=100, verbose_name="Agreement with the bank"),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Approved by",
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
                                to="funds.agreedrate",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                    bases=[models.Model],
                ),
                migrations.CreateModel(
                    name="InterestExplanation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("first", models.DateField(verbose_name="First day")),
                        ("last", models.DateField(verbose_name="Last day")),
                        ("reckoned", config.money.MoneyField(verbose_name="By the agreed rate")),
                        ("received", config.money.MoneyField(verbose_name="Interest received")),
                        ("explanation", models.CharField(max_length=300, verbose_name="Explanation")),
                        ("explained_at", models.DateTimeField(auto_now=True, verbose_name="Explained at")),
                        (
                            "explained_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Explained by",
                            ),
                        ),
                        (
                            "fund_account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funds.fundaccount",
                                verbose_name="Account of the fund",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Explained difference of interest",
                        "verbose_name_plural": "Explained differences of interest",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fund_account", "first"), name="interest_explained_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last__gte", models.F("first")),
                                    models.Q(("explanation", ""), _negated=True),
                                    models.Q(("reckoned", models.F("received")), _negated=True),
                                ),
                                name="interest_explained_differs",
                            ),
                        ],
                    },
                    bases=[models.Model],
                ),
                migrations.CreateModel(
                    name="InterestExplanationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("first", models.DateField(verbose_name="First day")),
                        ("last", models.DateField(verbose_name="Last day")),
                        ("reckoned", config.money.MoneyField(verbose_name="By the agreed rate")),
                        ("received", config.money.MoneyField(verbose_name="Interest received")),
                        ("explanation", models.CharField(max_length=300, verbose_name="Explanation")),
                        ("explained_at", models.DateTimeField(auto_now=True, verbose_name="Explained at")),
                        (
                            "explained_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Explained by",
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
                                to="funds.interestexplanation",
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
        config.migrating.AddTrigger(
            model_name="agreedrate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_agreedrateevent" ("agreement", "approved_by_id", "day_count", "fund_account_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "rate", "settles_on") SELECT new_values."agreement", new_values."approved_by_id", new_values."day_count", new_values."fund_account_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_by_id", new_values."rate", new_values."settles_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6bc9c8856969f7af3b28c735153197f620ee062e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2bbdc",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_agreedrate",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreedrate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_agreedrateevent" ("agreement", "approved_by_id", "day_count", "fund_account_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "rate", "settles_on") SELECT new_values."agreement", new_values."approved_by_id", new_values."day_count", new_values."fund_account_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_by_id", new_values."rate", new_values."settles_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7b0313d8a8460c293ed76280e2021ed70ca90d74",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fe798",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_agreedrate",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreedrate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_agreedrateevent" ("agreement", "approved_by_id", "day_count", "fund_account_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "rate", "settles_on") SELECT old_values."agreement", old_values."approved_by_id", old_values."day_count", old_values."fund_account_id", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_by_id", old_values."rate", old_values."settles_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="af3aee7a010e4fe7fb26a8ec735120ffc6f49755",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_08cef",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_agreedrate",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="interestexplanation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_interestexplanationevent" ("explained_at", "explained_by_id", "explanation", "first", "fund_account_id", "id", "last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received", "reckoned") SELECT new_values."explained_at", new_values."explained_by_id", new_values."explanation", new_values."first", new_values."fund_account_id", new_values."id", new_values."last", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received", new_values."reckoned" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="76bc3a43239a0822c3a2942984c6f4ff5808559f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c962c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_interestexplanation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="interestexplanation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_interestexplanationevent" ("explained_at", "explained_by_id", "explanation", "first", "fund_account_id", "id", "last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received", "reckoned") SELECT new_values."explained_at", new_values."explained_by_id", new_values."explanation", new_values."first", new_values."fund_account_id", new_values."id", new_values."last", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received", new_values."reckoned" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cb601198f01d835f203ceb2828a806a3a6202aee",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_04087",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_interestexplanation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="interestexplanation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_interestexplanationevent" ("explained_at", "explained_by_id", "explanation", "first", "fund_account_id", "id", "last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received", "reckoned") SELECT old_values."explained_at", old_values."explained_by_id", old_values."explanation", old_values."first", old_values."fund_account_id", old_values."id", old_values."last", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received", old_values."reckoned" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ad14ae0b0b99ce696e7aab5c296d0b2eb520c67b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3f77b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_interestexplanation",
                    when="AFTER",
                ),
            ),
        ),
    ]
