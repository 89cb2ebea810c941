import config.migrating
import config.money
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0004_retirement_row_level_security"),
        ("institutions", "0003_reviewed_versions_stay"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="ContributionRefund",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("reason", models.CharField(max_length=40, verbose_name="Reason")),
                        (
                            "happened_on",
                            models.DateField(
                                help_text="Day of employment, of joining up, of death.", verbose_name="Since"
                            ),
                        ),
                        ("evidence", models.CharField(max_length=200, verbose_name="Evidence")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "steps",
                            models.JSONField(blank=True, default=list, verbose_name="Steps of the amount"),
                        ),
                        ("payee_name", models.CharField(max_length=120, verbose_name="Payee")),
                        (
                            "payee_account",
                            models.CharField(max_length=34, verbose_name="Payee's account number"),
                        ),
                        ("payee_bank", models.CharField(max_length=120, verbose_name="Payee's bank")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waits for the second person"),
                                    ("approved", "Approved"),
                                    ("refused", "Turned down"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Why it was turned down"
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
                            ),
                        ),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="refunds",
                                to="enrollment.windowenrolment",
                                verbose_name="Annual enrolment",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
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
                        "verbose_name": "Refund of a contribution",
                        "verbose_name_plural": "Refunds of contributions",
                        "indexes": [models.Index(fields=["insu_county", "state"], name="refund_by_county")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("enrolment",),
                                name="refund_once",
                                violation_error_message="A refund of this contribution is under way or done already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="refund_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="refund_two_people",
                                violation_error_message="Whoever prepares cannot decide.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_by__isnull", True), ("state", "waiting")),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="refund_decided_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("refused_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="refund_refused_with_reason",
                                violation_error_message="Say why.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CounterEnrolment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year of cover")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("late", "Late enrolment"), ("newborn", "Newborn")],
                                max_length=8,
                                verbose_name="Kind of enrolment",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="Of the policy's list.",
                                max_length=40,
                                verbose_name="Reason",
                            ),
                        ),
                        ("evidence", models.CharField(max_length=200, verbose_name="Evidence")),
                        (
                            "aid_category",
                            models.CharField(blank=True, max_length=20, verbose_name="Aid category"),
                        ),
                        ("paid_on", models.DateField(verbose_name="Paid on")),
                        ("own", config.money.MoneyField(verbose_name="Person's contribution")),
                        (
                            "government",
                            config.money.MoneyField(
                                default=0, verbose_name="Governments' share paid by the person"
                            ),
                        ),
                        ("aided", config.money.MoneyField(default=0, verbose_name="Paid for the aided")),
                        ("subsidy", config.money.MoneyField(default=0, verbose_name="Government subsidy")),
                        (
                            "steps",
                            models.JSONField(blank=True, default=list, verbose_name="Steps of the amount"),
                        ),
                        (
                            "coverage",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counter_enrolment",
                                to="enrollment.coverage",
                                verbose_name="Coverage",
                            ),
                        ),
                        (
                            "handled_at",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counter_enrolments",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "receipt",
                            models.OneToOneField(
                                blank=True,
                                help_text="None where the person has nothing to pay.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paid_enrolment",
                                to="enrollment.receipt",
                                verbose_name="Receipt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Enrolment at the counter",
                        "verbose_name_plural": "Enrolments at the counter",
                        "indexes": [models.Index(fields=["year", "kind"], name="counter_enrolment_by_year")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("aided__gte", 0),
                                    ("government__gte", 0),
                                    ("own__gte", 0),
                                    ("subsidy__gte", 0),
                                ),
                                name="counter_enrolment_amounts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("receipt__isnull", False),
                                    models.Q(("government", 0), ("own", 0)),
                                    _connector="OR",
                                ),
                                name="counter_enrolment_paid_by_receipt",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "late"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="counter_enrolment_late_has_reason",
                                violation_error_message="Late enrolment has a reason.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("evidence", ""), _negated=True),
                                name="counter_enrolment_evidenced",
                                violation_error_message="Say what paper shows it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContributionRefundEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("reason", models.CharField(max_length=40, verbose_name="Reason")),
                        (
                            "happened_on",
                            models.DateField(
                                help_text="Day of employment, of joining up, of death.", verbose_name="Since"
                            ),
                        ),
                        ("evidence", models.CharField(max_length=200, verbose_name="Evidence")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "steps",
                            models.JSONField(blank=True, default=list, verbose_name="Steps of the amount"),
                        ),
                        ("payee_name", models.CharField(max_length=120, verbose_name="Payee")),
                        (
                            "payee_account",
                            models.CharField(max_length=34, verbose_name="Payee's account number"),
                        ),
                        ("payee_bank", models.CharField(max_length=120, verbose_name="Payee's bank")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waits for the second person"),
                                    ("approved", "Approved"),
                                    ("refused", "Turned down"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Why it was turned down"
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
                            ),
                        ),
                        (
                            "enrolment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.windowenrolment",
                                verbose_name="Annual enrolment",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
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
                                to="enrollment.contributionrefund",
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
                ),
                migrations.CreateModel(
                    name="CounterEnrolmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year of cover")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("late", "Late enrolment"), ("newborn", "Newborn")],
                                max_length=8,
                                verbose_name="Kind of enrolment",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="Of the policy's list.",
                                max_length=40,
                                verbose_name="Reason",
                            ),
                        ),
                        ("evidence", models.CharField(max_length=200, verbose_name="Evidence")),
                        (
                            "aid_category",
                            models.CharField(blank=True, max_length=20, verbose_name="Aid category"),
                        ),
                        ("paid_on", models.DateField(verbose_name="Paid on")),
                        ("own", config.money.MoneyField(verbose_name="Person's contribution")),
                        (
                            "government",
                            config.money.MoneyField(
                                default=0, verbose_name="Governments' share paid by the person"
                            ),
                        ),
                        ("aided", config.money.MoneyField(default=0, verbose_name="Paid for the aided")),
                        ("subsidy", config.money.MoneyField(default=0, verbose_name="Government subsidy")),
                        (
                            "steps",
                            models.JSONField(blank=True, default=list, verbose_name="Steps of the amount"),
                        ),
                        (
                            "coverage",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.coverage",
                                verbose_name="Coverage",
                            ),
                        ),
                        (
                            "handled_at",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Person",
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
                                to="enrollment.counterenrolment",
                            ),
                        ),
                        (
                            "receipt",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="None where the person has nothing to pay.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.receipt",
                                verbose_name="Receipt",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        config.migrating.RemoveTrigger(
            model_name="contributionmonth",
            name="insert_insert",
        ),
        config.migrating.RemoveTrigger(
            model_name="contributionmonth",
            name="update_update",
        ),
        config.migrating.RemoveTrigger(
            model_name="contributionmonth",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="contributionmonth",
            name="whole_year",
            field=models.BooleanField(db_default=False, default=False, verbose_name="Whole year"),
        ),
        migrations.AddField(
            model_name="contributionmonthevent",
            name="whole_year",
            field=models.BooleanField(db_default=False, default=False, verbose_name="Whole year"),
        ),
        config.migrating.AddTrigger(
            model_name="contributionmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionmonthevent" ("base", "clause", "employer", "employer_rate", "heads", "id", "insutype", "month", "payer_id", "personal", "personal_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wages", "whole_year", "worked_out_at") SELECT new_values."base", new_values."clause", new_values."employer", new_values."employer_rate", new_values."heads", new_values."id", new_values."insutype", new_values."month", new_values."payer_id", new_values."personal", new_values."personal_rate", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."wages", new_values."whole_year", new_values."worked_out_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8fe5ab64f0f944227b5fdb4444e9379609bff26b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a6e93",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_contributionmonth",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="contributionmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionmonthevent" ("base", "clause", "employer", "employer_rate", "heads", "id", "insutype", "month", "payer_id", "personal", "personal_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wages", "whole_year", "worked_out_at") SELECT new_values."base", new_values."clause", new_values."employer", new_values."employer_rate", new_values."heads", new_values."id", new_values."insutype", new_values."month", new_values."payer_id", new_values."personal", new_values."personal_rate", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."wages", new_values."whole_year", new_values."worked_out_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="96474d83b45e7925ae23707253dc1d1eee1a6751",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f736d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_contributionmonth",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="contributionmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionmonthevent" ("base", "clause", "employer", "employer_rate", "heads", "id", "insutype", "month", "payer_id", "personal", "personal_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wages", "whole_year", "worked_out_at") SELECT old_values."base", old_values."clause", old_values."employer", old_values."employer_rate", old_values."heads", old_values."id", old_values."insutype", old_values."month", old_values."payer_id", old_values."personal", old_values."personal_rate", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."wages", old_values."whole_year", old_values."worked_out_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="29a5a9c59670fbd3bb3bf79394c8b1bcfc5b02ac",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_27590",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_contributionmonth",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="contributionmonth",
            constraint=models.CheckConstraint(
                condition=models.Q(("whole_year", False), ("month__month", 1), _connector="OR"),
                name="contribution_month_year_from_january",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="contributionrefund",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionrefundevent" ("amount", "decided_at", "decided_by_id", "enrolment_id", "evidence", "handling_county_id", "happened_on", "id", "insu_county_id", "insutype", "payee_account", "payee_bank", "payee_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "refused_reason", "state", "steps") SELECT new_values."amount", new_values."decided_at", new_values."decided_by_id", new_values."enrolment_id", new_values."evidence", new_values."handling_county_id", new_values."happened_on", new_values."id", new_values."insu_county_id", new_values."insutype", new_values."payee_account", new_values."payee_bank", new_values."payee_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."refused_reason", new_values."state", new_values."steps" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="34cb650564b0363e17bf76c5bb5540563ebd6feb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5d38a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_contributionrefund",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="contributionrefund",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionrefundevent" ("amount", "decided_at", "decided_by_id", "enrolment_id", "evidence", "handling_county_id", "happened_on", "id", "insu_county_id", "insutype", "payee_account", "payee_bank", "payee_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "refused_reason", "state", "steps") SELECT new_values."amount", new_values."decided_at", new_values."decided_by_id", new_values."enrolment_id", new_values."evidence", new_values."handling_county_id", new_values."happened_on", new_values."id", new_values."insu_county_id", new_values."insutype", new_values."payee_account", new_values."payee_bank", new_values."payee_name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."refused_reason", new_values."state", new_values."steps" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9c66bf06cd52e0d4ac00a4a8793aa29d0594b2f8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d7029",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_contributionrefund",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="contributionrefund",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionrefundevent" ("amount", "decided_at", "decided_by_id", "enrolment_id", "evidence", "handling_county_id", "happened_on", "id", "insu_county_id", "insutype", "payee_account", "payee_bank", "payee_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "refused_reason", "state", "steps") SELECT old_values."amount", old_values."decided_at", old_values."decided_by_id", old_values."enrolment_id", old_values."evidence", old_values."handling_county_id", old_values."happened_on", old_values."id", old_values."insu_county_id", old_values."insutype", old_values."payee_account", old_values."payee_bank", old_values."payee_name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."reason", old_values."refused_reason", old_values."state", old_values."steps" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="46164b633aff25131c75cd859780a6f47d942d1b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_390be",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_contributionrefund",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="counterenrolment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_counterenrolmentevent" ("aid_category", "aided", "coverage_id", "evidence", "government", "handled_at_id", "handled_by_id", "id", "kind", "own", "paid_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "receipt_id", "steps", "subsidy", "year") SELECT new_values."aid_category", new_values."aided", new_values."coverage_id", new_values."evidence", new_values."government", new_values."handled_at_id", new_values."handled_by_id", new_values."id", new_values."kind", new_values."own", new_values."paid_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."receipt_id", new_values."steps", new_values."subsidy", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fe751f49dd4bdbc5e3e9246f1198cc07628d62ac",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a457d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_counterenrolment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="counterenrolment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_counterenrolmentevent" ("aid_category", "aided", "coverage_id", "evidence", "government", "handled_at_id", "handled_by_id", "id", "kind", "own", "paid_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "receipt_id", "steps", "subsidy", "year") SELECT new_values."aid_category", new_values."aided", new_values."coverage_id", new_values."evidence", new_values."government", new_values."handled_at_id", new_values."handled_by_id", new_values."id", new_values."kind", new_values."own", new_values."paid_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."receipt_id", new_values."steps", new_values."subsidy", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="075b9263bb9cdf19c7b69c256f2325389973365f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4c838",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_counterenrolment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="counterenrolment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_counterenrolmentevent" ("aid_category", "aided", "coverage_id", "evidence", "government", "handled_at_id", "handled_by_id", "id", "kind", "own", "paid_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "receipt_id", "steps", "subsidy", "year") SELECT old_values."aid_category", old_values."aided", old_values."coverage_id", old_values."evidence", old_values."government", old_values."handled_at_id", old_values."handled_by_id", old_values."id", old_values."kind", old_values."own", old_values."paid_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."receipt_id", old_values."steps", old_values."subsidy", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8e6aa24214bf2dde26172a8c95ea8e9cc18c0e6d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7e285",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_counterenrolment",
                    when="AFTER",
                ),
            ),
        ),
    ]
