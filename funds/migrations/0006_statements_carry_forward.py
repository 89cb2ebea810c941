"""Statements carry forward what a month cannot pay; who pays is named; clearings keep their history."""

import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import config.money
from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0002_initial"),
        ("funds", "0005_ledger_guards"),
        ("institutions", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="clearingstep", name="clearing_step_per_county"),
        migrations.RenameField(model_name="clearingstep", old_name="county", new_name="unit"),
        migrations.RenameField(model_name="statement", old_name="county", new_name="payer"),
        migrations.CreateModel(
            name="ClearingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("month", models.DateField(verbose_name="Month")),
                ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("collecting", "Collecting"),
                            ("adjudicated", "Adjudicated"),
                            ("reviewed", "Reviewed"),
                            ("netted", "Netted"),
                            ("posted", "Posted"),
                            ("paid", "Paid"),
                            ("closed", "Closed"),
                        ],
                        default="collecting",
                        max_length=12,
                        verbose_name="State",
                    ),
                ),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="Started at")),
                ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at")),
                (
                    "returned_reason",
                    models.CharField(
                        blank=True,
                        help_text="By the last reviewer who did.",
                        max_length=300,
                        verbose_name="Why it was sent back",
                    ),
                ),
                (
                    "payment_approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Payment approved at"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="paymentbatch",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="paymentbatch",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="paymentbatch",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="clearing",
            name="clearing_payment_approved_by_another",
        ),
        migrations.RemoveConstraint(
            model_name="statement",
            name="statement_once_per_institution",
        ),
        migrations.RemoveConstraint(
            model_name="statement",
            name="statement_adds_up",
        ),
        migrations.RemoveConstraint(
            model_name="statement",
            name="statement_not_negative",
        ),
        migrations.RemoveConstraint(
            model_name="statementline",
            name="statement_line_adds_up",
        ),
        migrations.AddField(
            model_name="clearing",
            name="returned_reason",
            field=models.CharField(
                blank=True,
                help_text="By the last reviewer who did.",
                max_length=300,
                verbose_name="Why it was sent back",
            ),
        ),
        migrations.AddField(
            model_name="paymentbatch",
            name="exported_at",
            field=models.DateTimeField(
                blank=True,
                help_text="First time; from then on the bank may have paid.",
                null=True,
                verbose_name="Exported at",
            ),
        ),
        migrations.AddField(
            model_name="paymentbatchevent",
            name="exported_at",
            field=models.DateTimeField(
                blank=True,
                help_text="First time; from then on the bank may have paid.",
                null=True,
                verbose_name="Exported at",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="brought_forward",
            field=config.money.MoneyField(default=0, verbose_name="Brought forward"),
        ),
        migrations.AddField(
            model_name="statement",
            name="carried_forward",
            field=config.money.MoneyField(default=0, verbose_name="Carried forward"),
        ),
        migrations.AddField(
            model_name="statement",
            name="det_later",
            field=config.money.MoneyField(
                default=0,
                help_text="Beyond the pooled part of this month.",
                verbose_name="Deductions left for next month",
            ),
        ),
        migrations.AddField(
            model_name="statementline",
            name="brought",
            field=config.money.MoneyField(default=0, verbose_name="Brought forward"),
        ),
        migrations.AddField(
            model_name="statementline",
            name="carried",
            field=config.money.MoneyField(default=0, verbose_name="Carried forward"),
        ),
        migrations.AlterField(
            model_name="clearingstep",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.agency",
                verbose_name="Unit",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="payer",
            field=models.ForeignKey(
                help_text="The county of care; the city for care outside the area.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.agency",
                verbose_name="Paid by",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clearing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_clearingevent" ("area_id", "closed_at", "closed_by_id", "id", "insutype", "job_id", "month", "payment_approved_at", "payment_approved_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_reason", "reviewed_at", "reviewed_by_id", "started_at", "started_by_id", "state") SELECT new_values."area_id", new_values."closed_at", new_values."closed_by_id", new_values."id", new_values."insutype", new_values."job_id", new_values."month", new_values."payment_approved_at", new_values."payment_approved_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."returned_reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."started_at", new_values."started_by_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="670a91b05e4c2f5d6e641f4821f0a1e571616fcc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_85688",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_clearing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clearing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_clearingevent" ("area_id", "closed_at", "closed_by_id", "id", "insutype", "job_id", "month", "payment_approved_at", "payment_approved_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_reason", "reviewed_at", "reviewed_by_id", "started_at", "started_by_id", "state") SELECT new_values."area_id", new_values."closed_at", new_values."closed_by_id", new_values."id", new_values."insutype", new_values."job_id", new_values."month", new_values."payment_approved_at", new_values."payment_approved_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."returned_reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."started_at", new_values."started_by_id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cce91a8a87bf2d80154762d06d70cb4d5d1f963a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5bd40",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_clearing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clearing",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_clearingevent" ("area_id", "closed_at", "closed_by_id", "id", "insutype", "job_id", "month", "payment_approved_at", "payment_approved_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_reason", "reviewed_at", "reviewed_by_id", "started_at", "started_by_id", "state") SELECT old_values."area_id", old_values."closed_at", old_values."closed_by_id", old_values."id", old_values."insutype", old_values."job_id", old_values."month", old_values."payment_approved_at", old_values."payment_approved_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."returned_reason", old_values."reviewed_at", old_values."reviewed_by_id", old_values."started_at", old_values."started_by_id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e22d6260ba2f00c129fb6a8f103e9885ed111bf6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e6fa1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_clearing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentbatchevent" ("approved_at", "approved_by_id", "clearing_id", "exported_at", "id", "number", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "return_file", "return_sha256", "returned_at") SELECT new_values."approved_at", new_values."approved_by_id", new_values."clearing_id", new_values."exported_at", new_values."id", new_values."number", new_values."payer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."return_file", new_values."return_sha256", new_values."returned_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="81b57952315bd8201928da96de90e46f78aa5cdd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b773c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_paymentbatch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentbatchevent" ("approved_at", "approved_by_id", "clearing_id", "exported_at", "id", "number", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "return_file", "return_sha256", "returned_at") SELECT new_values."approved_at", new_values."approved_by_id", new_values."clearing_id", new_values."exported_at", new_values."id", new_values."number", new_values."payer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."return_file", new_values."return_sha256", new_values."returned_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="63a8df0613e7e64ac7c7c6b8f4d8aa6c4a9488ad",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3944a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_paymentbatch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentbatchevent" ("approved_at", "approved_by_id", "clearing_id", "exported_at", "id", "number", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "return_file", "return_sha256", "returned_at") SELECT old_values."approved_at", old_values."approved_by_id", old_values."clearing_id", old_values."exported_at", old_values."id", old_values."number", old_values."payer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."return_file", old_values."return_sha256", old_values."returned_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="546c593b4d58db5093cadbc570b3c1e7eefad553",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e76c8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_paymentbatch",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="clearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("payment_approved_by__isnull", True),
                    models.Q(("payment_approved_by", models.F("started_by")), _negated=True),
                    _connector="OR",
                ),
                name="clearing_payment_approved_by_another",
                violation_error_message="Whoever starts a clearing cannot approve its payment.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearingstep",
            constraint=models.UniqueConstraint(
                fields=("clearing", "step", "unit"), name="clearing_step_per_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("exported_at__isnull", True), ("approved_by__isnull", False), _connector="OR"
                ),
                name="payment_batch_exported_approved",
                violation_error_message="Only an approved batch goes to the bank.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                fields=("clearing", "institution", "payer"), name="statement_once_per_institution"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act_dfr_amt",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("fund_appy_sum"), "+", models.F("brought_forward")
                                    ),
                                    "-",
                                    models.F("det_sumamt"),
                                ),
                                "-",
                                models.F("dpst_sumamt"),
                            ),
                            "-",
                            models.F("carried_forward"),
                        ),
                    )
                ),
                name="statement_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("act_dfr_amt__gte", 0),
                    ("det_later__gte", 0),
                    ("det_sumamt__gte", 0),
                    ("dpst_sumamt__gte", 0),
                ),
                name="statement_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "payable",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("approved"), "+", models.F("brought")
                                    ),
                                    "-",
                                    models.F("deducted"),
                                ),
                                "-",
                                models.F("deposit"),
                            ),
                            "-",
                            models.F("carried"),
                        ),
                    )
                ),
                name="statement_line_adds_up",
            ),
        ),
        migrations.AddField(
            model_name="clearingevent",
            name="area",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="institutions.poolingarea",
                verbose_name="Pooling area",
            ),
        ),
        migrations.AddField(
            model_name="clearingevent",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Closed by",
            ),
        ),
        migrations.AddField(
            model_name="clearingevent",
            name="job",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="config.job",
                verbose_name="Job",
            ),
        ),
        migrations.AddField(
            model_name="clearingevent",
            name="payment_approved_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Payment approved by",
            ),
        ),
        migrations.AddField(
            model_name="clearingevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="clearingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="funds.clearing",
            ),
        ),
        migrations.AddField(
            model_name="clearingevent",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Reviewed by",
            ),
        ),
        migrations.AddField(
            model_name="clearingevent",
            name="started_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Started by",
            ),
        ),
        row_level_security("funds_statement", counties=["payer_id"]),
        row_level_security(
            "funds_statementline", counties=["insu_county_id"], through=[("statement_id", "funds_statement")]
        ),
        row_level_security("funds_paymentbatch", counties=["payer_id"]),
        row_level_security("funds_payment", counties=["payer_id", "payee_agency_id"]),
    ]
