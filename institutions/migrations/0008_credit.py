import config.migrating
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0007_assessment_row_level_security"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="CreditEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "physician_code",
                            models.CharField(blank=True, max_length=30, verbose_name="Code of the physician"),
                        ),
                        (
                            "physician_name",
                            models.CharField(blank=True, max_length=50, verbose_name="Physician"),
                        ),
                        ("event", models.CharField(max_length=60, verbose_name="Event")),
                        ("title", models.CharField(max_length=300, verbose_name="Title")),
                        ("points", models.PositiveSmallIntegerField(verbose_name="Points")),
                        ("day", models.DateField(verbose_name="Happened on")),
                        ("evidence", models.CharField(max_length=300, verbose_name="Evidence")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for confirmation"),
                                    ("confirmed", "Points taken"),
                                    ("refused", "Not confirmed"),
                                    ("repair_asked", "Repair asked"),
                                    ("repaired", "Repaired, points back"),
                                ],
                                default="entered",
                                max_length=12,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "measures",
                            models.CharField(blank=True, max_length=300, verbose_name="Measures taken"),
                        ),
                        ("repaired_on", models.DateField(blank=True, null=True, verbose_name="Repaired on")),
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
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credit_events",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "repair_asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Repair asked by",
                            ),
                        ),
                        (
                            "repaired_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Repair granted by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Credit event",
                        "verbose_name_plural": "Credit events",
                        "ordering": ("-day", "-pk"),
                        "indexes": [models.Index(fields=["institution", "day"], name="credit_event_of")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_by__isnull", True), ("state", "entered")),
                                    models.Q(
                                        models.Q(("state", "entered"), _negated=True),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="credit_event_two_people",
                                violation_error_message="A second person confirms what costs points.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("repair_asked_by__isnull", True),
                                        ("state__in", ["repair_asked", "repaired"]),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        models.Q(("state", "repaired"), _negated=True),
                                        models.Q(
                                            ("repaired_by__isnull", False),
                                            ("repaired_on__isnull", False),
                                            models.Q(
                                                ("repaired_by", models.F("repair_asked_by")), _negated=True
                                            ),
                                            models.Q(("measures", ""), _negated=True),
                                        ),
                                        _connector="OR",
                                    ),
                                ),
                                name="credit_event_repaired_by_another",
                                violation_error_message="A second person grants a repair.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("evidence", ""), _negated=True), ("points__gt", 0)
                                ),
                                name="credit_event_evidenced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("physician_code", ""), ("physician_name", "")),
                                    models.Q(
                                        models.Q(("physician_code", ""), _negated=True),
                                        models.Q(("physician_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="credit_event_physician_whole",
                                violation_error_message="A physician has a code and a name.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CreditEventEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "physician_code",
                            models.CharField(blank=True, max_length=30, verbose_name="Code of the physician"),
                        ),
                        (
                            "physician_name",
                            models.CharField(blank=True, max_length=50, verbose_name="Physician"),
                        ),
                        ("event", models.CharField(max_length=60, verbose_name="Event")),
                        ("title", models.CharField(max_length=300, verbose_name="Title")),
                        ("points", models.PositiveSmallIntegerField(verbose_name="Points")),
                        ("day", models.DateField(verbose_name="Happened on")),
                        ("evidence", models.CharField(max_length=300, verbose_name="Evidence")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for confirmation"),
                                    ("confirmed", "Points taken"),
                                    ("refused", "Not confirmed"),
                                    ("repair_asked", "Repair asked"),
                                    ("repaired", "Repaired, points back"),
                                ],
                                default="entered",
                                max_length=12,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "measures",
                            models.CharField(blank=True, max_length=300, verbose_name="Measures taken"),
                        ),
                        ("repaired_on", models.DateField(blank=True, null=True, verbose_name="Repaired on")),
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
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
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
                                to="institutions.creditevent",
                            ),
                        ),
                        (
                            "repair_asked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Repair asked by",
                            ),
                        ),
                        (
                            "repaired_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Repair granted by",
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
            model_name="creditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_crediteventevent" ("area_id", "county_id", "day", "decided_by_id", "entered_by_id", "event", "evidence", "id", "institution_id", "measures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "points", "repair_asked_by_id", "repaired_by_id", "repaired_on", "state", "title") SELECT new_values."area_id", new_values."county_id", new_values."day", new_values."decided_by_id", new_values."entered_by_id", new_values."event", new_values."evidence", new_values."id", new_values."institution_id", new_values."measures", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."physician_code", new_values."physician_name", new_values."points", new_values."repair_asked_by_id", new_values."repaired_by_id", new_values."repaired_on", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3678520dd8cc7182a4dbb8ce325d1dcde991e116",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9ad02",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_creditevent",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="creditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_crediteventevent" ("area_id", "county_id", "day", "decided_by_id", "entered_by_id", "event", "evidence", "id", "institution_id", "measures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "points", "repair_asked_by_id", "repaired_by_id", "repaired_on", "state", "title") SELECT new_values."area_id", new_values."county_id", new_values."day", new_values."decided_by_id", new_values."entered_by_id", new_values."event", new_values."evidence", new_values."id", new_values."institution_id", new_values."measures", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."physician_code", new_values."physician_name", new_values."points", new_values."repair_asked_by_id", new_values."repaired_by_id", new_values."repaired_on", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8801ce7e070e498ed053f78406a00a01d1769740",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b44df",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_creditevent",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="creditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_crediteventevent" ("area_id", "county_id", "day", "decided_by_id", "entered_by_id", "event", "evidence", "id", "institution_id", "measures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "points", "repair_asked_by_id", "repaired_by_id", "repaired_on", "state", "title") SELECT old_values."area_id", old_values."county_id", old_values."day", old_values."decided_by_id", old_values."entered_by_id", old_values."event", old_values."evidence", old_values."id", old_values."institution_id", old_values."measures", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."physician_code", old_values."physician_name", old_values."points", old_values."repair_asked_by_id", old_values."repaired_by_id", old_values."repaired_on", old_values."state", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0064c03436ebf385b776c5c286829dfedddb62a3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_34371",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_creditevent",
                    when="AFTER",
                ),
            ),
        ),
    ]
