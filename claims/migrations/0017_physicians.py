import config.migrating
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0016_inspections_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="PhysicianSuspension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "physician_code",
                            models.CharField(max_length=30, verbose_name="Code of the physician"),
                        ),
                        ("physician_name", models.CharField(max_length=50, verbose_name="Physician")),
                        ("first_day", models.DateField(verbose_name="Suspended from")),
                        ("last_day", models.DateField(verbose_name="Suspended until")),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        (
                            "granted",
                            models.BooleanField(blank=True, null=True, verbose_name="Request granted"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Asked by",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.inspectioncase",
                                verbose_name="Case",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
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
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="physician_suspensions",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Suspension of a physician",
                        "verbose_name_plural": "Suspensions of physicians",
                        "indexes": [
                            models.Index(
                                fields=["physician_code", "first_day"], name="suspension_of_physician"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_day__gte", models.F("first_day"))),
                                name="physician_suspension_days",
                                violation_error_message="It ends before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_by__isnull", True), ("granted__isnull", True)),
                                    models.Q(
                                        ("decided_by__isnull", False),
                                        ("granted__isnull", False),
                                        models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="physician_suspension_two_people",
                                violation_error_message="Whoever asks cannot decide.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("physician_code", ""), _negated=True),
                                    models.Q(("physician_name", ""), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                ),
                                name="physician_suspension_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PhysicianSuspensionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "physician_code",
                            models.CharField(max_length=30, verbose_name="Code of the physician"),
                        ),
                        ("physician_name", models.CharField(max_length=50, verbose_name="Physician")),
                        ("first_day", models.DateField(verbose_name="Suspended from")),
                        ("last_day", models.DateField(verbose_name="Suspended until")),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        (
                            "granted",
                            models.BooleanField(blank=True, null=True, verbose_name="Request granted"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Asked by",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.inspectioncase",
                                verbose_name="Case",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
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
                                to="claims.physiciansuspension",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="bill",
            name="diag_dr_codg",
            field=models.CharField(
                blank=True, db_default="", max_length=30, verbose_name="Code of the physician"
            ),
        ),
        migrations.AddField(
            model_name="bill",
            name="diag_dr_name",
            field=models.CharField(blank=True, db_default="", max_length=50, verbose_name="Physician"),
        ),
        config.migrating.AddTrigger(
            model_name="physiciansuspension",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_physiciansuspensionevent" ("area_id", "asked_by_id", "case_id", "county_id", "decided_by_id", "first_day", "granted", "id", "institution_id", "last_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "reason") SELECT new_values."area_id", new_values."asked_by_id", new_values."case_id", new_values."county_id", new_values."decided_by_id", new_values."first_day", new_values."granted", new_values."id", new_values."institution_id", new_values."last_day", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."physician_code", new_values."physician_name", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0401fa53d1074d8a154362715906ae2b23ff9675",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9c296",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_physiciansuspension",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="physiciansuspension",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_physiciansuspensionevent" ("area_id", "asked_by_id", "case_id", "county_id", "decided_by_id", "first_day", "granted", "id", "institution_id", "last_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "reason") SELECT new_values."area_id", new_values."asked_by_id", new_values."case_id", new_values."county_id", new_values."decided_by_id", new_values."first_day", new_values."granted", new_values."id", new_values."institution_id", new_values."last_day", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."physician_code", new_values."physician_name", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a6e175fb85f04b48efc03ae1061835c78ba14e74",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a3b87",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_physiciansuspension",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="physiciansuspension",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_physiciansuspensionevent" ("area_id", "asked_by_id", "case_id", "county_id", "decided_by_id", "first_day", "granted", "id", "institution_id", "last_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "reason") SELECT old_values."area_id", old_values."asked_by_id", old_values."case_id", old_values."county_id", old_values."decided_by_id", old_values."first_day", old_values."granted", old_values."id", old_values."institution_id", old_values."last_day", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."physician_code", old_values."physician_name", old_values."reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9c1b8ab80819f8323a1be7fa104ce554b45e9ae2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8cbd9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_physiciansuspension",
                    when="AFTER",
                ),
            ),
        ),
    ]
