import config.migrating
import config.money
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0028_person_credit_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="DeductionReversal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("clr_month", models.DateField(blank=True, null=True, verbose_name="Clearing month")),
                        ("amount", config.money.MoneyField(verbose_name="Amount given back")),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for confirmation"),
                                    ("confirmed", "Given back"),
                                    ("refused", "Not confirmed"),
                                ],
                                default="proposed",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "refusal",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Why it is not confirmed"
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
                            "deduction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversals",
                                to="claims.deduction",
                                verbose_name="Deduction",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deductions_given_back",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "objection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversals",
                                to="claims.institutionobjection",
                                verbose_name="Objection",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Proposed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Deduction given back",
                        "verbose_name_plural": "Deductions given back",
                        "indexes": [
                            models.Index(
                                fields=["clr_month", "insutype", "institution"], name="reversal_by_month"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="reversal_positive"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("objection",),
                                name="reversal_once_per_objection",
                                violation_error_message="An objection gives back once.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="reversal_two_people",
                                violation_error_message="Whoever proposes cannot confirm.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("clr_month__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("state", "proposed"),
                                    ),
                                    models.Q(
                                        ("clr_month__day", 1),
                                        ("decided_by__isnull", False),
                                        ("state", "confirmed"),
                                    ),
                                    models.Q(
                                        ("clr_month__isnull", True),
                                        ("decided_by__isnull", False),
                                        ("state", "refused"),
                                        models.Q(("refusal", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reversal_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeductionReversalEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("clr_month", models.DateField(blank=True, null=True, verbose_name="Clearing month")),
                        ("amount", config.money.MoneyField(verbose_name="Amount given back")),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for confirmation"),
                                    ("confirmed", "Given back"),
                                    ("refused", "Not confirmed"),
                                ],
                                default="proposed",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "refusal",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Why it is not confirmed"
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
                            "deduction",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.deduction",
                                verbose_name="Deduction",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "objection",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.institutionobjection",
                                verbose_name="Objection",
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
                                to="claims.deductionreversal",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Proposed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        config.migrating.AddTrigger(
            model_name="deductionreversal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_deductionreversalevent" ("amount", "clr_month", "decided_by_id", "deduction_id", "id", "institution_id", "insutype", "number", "objection_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "reason", "refusal", "state") SELECT new_values."amount", new_values."clr_month", new_values."decided_by_id", new_values."deduction_id", new_values."id", new_values."institution_id", new_values."insutype", new_values."number", new_values."objection_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_by_id", new_values."reason", new_values."refusal", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="22a45f76d8d351a6971083f15d3c97acba75e5cc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_77b62",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_deductionreversal",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="deductionreversal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_deductionreversalevent" ("amount", "clr_month", "decided_by_id", "deduction_id", "id", "institution_id", "insutype", "number", "objection_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "reason", "refusal", "state") SELECT new_values."amount", new_values."clr_month", new_values."decided_by_id", new_values."deduction_id", new_values."id", new_values."institution_id", new_values."insutype", new_values."number", new_values."objection_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_by_id", new_values."reason", new_values."refusal", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="14c3d3f0258a5e1d4e60258c1dfda3615dfa6a86",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_128b5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_deductionreversal",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="deductionreversal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_deductionreversalevent" ("amount", "clr_month", "decided_by_id", "deduction_id", "id", "institution_id", "insutype", "number", "objection_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "reason", "refusal", "state") SELECT old_values."amount", old_values."clr_month", old_values."decided_by_id", old_values."deduction_id", old_values."id", old_values."institution_id", old_values."insutype", old_values."number", old_values."objection_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_by_id", old_values."reason", old_values."refusal", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7e9932fbd8cdd86e613f7acc8204297282429e01",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5c7ec",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_deductionreversal",
                    when="AFTER",
                ),
            ),
        ),
    ]
