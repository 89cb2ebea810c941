import config.migrating
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0026_price_evaluation_row_level_security"),
        ("enrollment", "0016_cleaning_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="PersonCreditEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credit_events",
                                to="enrollment.person",
                                verbose_name="Insured person",
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
                        "verbose_name": "Credit event of an insured person",
                        "verbose_name_plural": "Credit events of insured persons",
                        "ordering": ("-day", "-pk"),
                        "indexes": [models.Index(fields=["person", "day"], name="person_credit_of")],
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
                                name="person_credit_two_people",
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
                                name="person_credit_repaired_by_another",
                                violation_error_message="A second person grants a repair.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("evidence", ""), _negated=True), ("points__gt", 0)
                                ),
                                name="person_credit_evidenced",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonCreditEventEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Insured person",
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
                                to="claims.personcreditevent",
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
        config.migrating.RemoveTrigger(
            model_name="inspectioncase",
            name="insert_insert",
        ),
        config.migrating.RemoveTrigger(
            model_name="inspectioncase",
            name="update_update",
        ),
        config.migrating.RemoveTrigger(
            model_name="inspectioncase",
            name="delete_delete",
        ),
        config.migrating.AddTrigger(
            model_name="inspectioncase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectioncaseevent" ("area_id", "county_id", "credit_event", "credit_id", "decided_by_id", "decided_on", "due_on", "facts", "finding_id", "fine", "fine_due_on", "fine_paid_on", "fine_receipt", "handed_over_on", "handed_to", "handover_receipt", "id", "institution_id", "number", "opened_by_id", "opened_on", "person_credit_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "proposed_by_id", "reason", "report_id", "source", "state", "stated_on", "statement", "statement_due", "suspend_from", "suspend_until", "suspension_id", "target_id", "title") SELECT new_values."area_id", new_values."county_id", new_values."credit_event", new_values."credit_id", new_values."decided_by_id", new_values."decided_on", new_values."due_on", new_values."facts", new_values."finding_id", new_values."fine", new_values."fine_due_on", new_values."fine_paid_on", new_values."fine_receipt", new_values."handed_over_on", new_values."handed_to", new_values."handover_receipt", new_values."id", new_values."institution_id", new_values."number", new_values."opened_by_id", new_values."opened_on", new_values."person_credit_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."physician_code", new_values."physician_name", new_values."proposed_by_id", new_values."reason", new_values."report_id", new_values."source", new_values."state", new_values."stated_on", new_values."statement", new_values."statement_due", new_values."suspend_from", new_values."suspend_until", new_values."suspension_id", new_values."target_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4c433d92ae7f17a0542c3c01460a6fcc9f92a3e5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_575c3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_inspectioncase",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspectioncase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectioncaseevent" ("area_id", "county_id", "credit_event", "credit_id", "decided_by_id", "decided_on", "due_on", "facts", "finding_id", "fine", "fine_due_on", "fine_paid_on", "fine_receipt", "handed_over_on", "handed_to", "handover_receipt", "id", "institution_id", "number", "opened_by_id", "opened_on", "person_credit_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "proposed_by_id", "reason", "report_id", "source", "state", "stated_on", "statement", "statement_due", "suspend_from", "suspend_until", "suspension_id", "target_id", "title") SELECT new_values."area_id", new_values."county_id", new_values."credit_event", new_values."credit_id", new_values."decided_by_id", new_values."decided_on", new_values."due_on", new_values."facts", new_values."finding_id", new_values."fine", new_values."fine_due_on", new_values."fine_paid_on", new_values."fine_receipt", new_values."handed_over_on", new_values."handed_to", new_values."handover_receipt", new_values."id", new_values."institution_id", new_values."number", new_values."opened_by_id", new_values."opened_on", new_values."person_credit_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."physician_code", new_values."physician_name", new_values."proposed_by_id", new_values."reason", new_values."report_id", new_values."source", new_values."state", new_values."stated_on", new_values."statement", new_values."statement_due", new_values."suspend_from", new_values."suspend_until", new_values."suspension_id", new_values."target_id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2d385c86a6f077f0039ddf918e628f927007fa81",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_db411",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_inspectioncase",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspectioncase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectioncaseevent" ("area_id", "county_id", "credit_event", "credit_id", "decided_by_id", "decided_on", "due_on", "facts", "finding_id", "fine", "fine_due_on", "fine_paid_on", "fine_receipt", "handed_over_on", "handed_to", "handover_receipt", "id", "institution_id", "number", "opened_by_id", "opened_on", "person_credit_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "proposed_by_id", "reason", "report_id", "source", "state", "stated_on", "statement", "statement_due", "suspend_from", "suspend_until", "suspension_id", "target_id", "title") SELECT old_values."area_id", old_values."county_id", old_values."credit_event", old_values."credit_id", old_values."decided_by_id", old_values."decided_on", old_values."due_on", old_values."facts", old_values."finding_id", old_values."fine", old_values."fine_due_on", old_values."fine_paid_on", old_values."fine_receipt", old_values."handed_over_on", old_values."handed_to", old_values."handover_receipt", old_values."id", old_values."institution_id", old_values."number", old_values."opened_by_id", old_values."opened_on", old_values."person_credit_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."physician_code", old_values."physician_name", old_values."proposed_by_id", old_values."reason", old_values."report_id", old_values."source", old_values."state", old_values."stated_on", old_values."statement", old_values."statement_due", old_values."suspend_from", old_values."suspend_until", old_values."suspension_id", old_values."target_id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6beb9e9b8d39237ad8296162a1dcacf4dfce3903",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_42852",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_inspectioncase",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="inspectioncase",
            name="person_credit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.personcreditevent",
                verbose_name="Credit points of the person",
            ),
        ),
        migrations.AddField(
            model_name="inspectioncaseevent",
            name="person_credit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="claims.personcreditevent",
                verbose_name="Credit points of the person",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectioncase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("institution__isnull", False), ("person_credit__isnull", True)),
                    models.Q(("credit__isnull", True), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="case_credit_of_its_subject",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="personcreditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_personcrediteventevent" ("area_id", "day", "decided_by_id", "entered_by_id", "event", "evidence", "id", "measures", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "repair_asked_by_id", "repaired_by_id", "repaired_on", "state", "title") SELECT new_values."area_id", new_values."day", new_values."decided_by_id", new_values."entered_by_id", new_values."event", new_values."evidence", new_values."id", new_values."measures", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."points", new_values."repair_asked_by_id", new_values."repaired_by_id", new_values."repaired_on", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c1d84f2a53e0d221742d29cad1f8258b295be147",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e7d71",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_personcreditevent",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="personcreditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_personcrediteventevent" ("area_id", "day", "decided_by_id", "entered_by_id", "event", "evidence", "id", "measures", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "repair_asked_by_id", "repaired_by_id", "repaired_on", "state", "title") SELECT new_values."area_id", new_values."day", new_values."decided_by_id", new_values."entered_by_id", new_values."event", new_values."evidence", new_values."id", new_values."measures", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."points", new_values."repair_asked_by_id", new_values."repaired_by_id", new_values."repaired_on", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f934bf035eb861cf3893709f8d21e71573bc60e2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4783a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_personcreditevent",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="personcreditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_personcrediteventevent" ("area_id", "day", "decided_by_id", "entered_by_id", "event", "evidence", "id", "measures", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "repair_asked_by_id", "repaired_by_id", "repaired_on", "state", "title") SELECT old_values."area_id", old_values."day", old_values."decided_by_id", old_values."entered_by_id", old_values."event", old_values."evidence", old_values."id", old_values."measures", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."points", old_values."repair_asked_by_id", old_values."repaired_by_id", old_values."repaired_on", old_values."state", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ac15488abc023cc3d5c26e749ca8ae8edfb828ce",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7d49c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_personcreditevent",
                    when="AFTER",
                ),
            ),
        ),
    ]
