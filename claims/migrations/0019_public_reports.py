import config.migrating
import config.money
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0018_physicians_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="PublicReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("phone", "By telephone"),
                                    ("letter", "By letter"),
                                    ("visit", "In person"),
                                    ("online", "Online"),
                                    ("supervisor", "Grid or social supervisor"),
                                ],
                                max_length=10,
                                verbose_name="How it came",
                            ),
                        ),
                        ("content", models.CharField(max_length=2000, verbose_name="What is reported")),
                        ("anonymous", models.BooleanField(default=True, verbose_name="Anonymous")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be verified by")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "To be verified"),
                                    ("checked", "Result proposed"),
                                    ("verified", "Verified"),
                                    ("unfounded", "Unfounded"),
                                ],
                                default="received",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("founded", models.BooleanField(blank=True, null=True, verbose_name="It is so")),
                        ("result", models.CharField(blank=True, max_length=1000, verbose_name="Result")),
                        (
                            "amount",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Amount verified"),
                        ),
                        ("reward", config.money.MoneyField(blank=True, null=True, verbose_name="Reward")),
                        (
                            "reward_paid_on",
                            models.DateField(blank=True, null=True, verbose_name="Reward paid on"),
                        ),
                        (
                            "reward_receipt",
                            models.CharField(blank=True, max_length=60, verbose_name="Voucher of the reward"),
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
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Confirmed by",
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
                            "handler",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="claims.rostermember",
                                verbose_name="Supervisor",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Report by the public",
                        "verbose_name_plural": "Reports by the public",
                        "indexes": [models.Index(fields=["county", "state"], name="report_by_county")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by__isnull", True),
                                    models.Q(("confirmed_by", models.F("handler")), _negated=True),
                                    _connector="OR",
                                ),
                                name="report_two_people",
                                violation_error_message="Whoever handles a report cannot confirm its result.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("amount__isnull", True),
                                        ("founded__isnull", True),
                                        ("state", "received"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "received"), _negated=True),
                                        ("founded__isnull", False),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_result_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_by__isnull", True), ("state__in", ["received", "checked"])
                                    ),
                                    models.Q(
                                        ("confirmed_by__isnull", False),
                                        ("founded", True),
                                        ("state", "verified"),
                                    ),
                                    models.Q(
                                        ("confirmed_by__isnull", False),
                                        ("founded", False),
                                        ("state", "unfounded"),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_confirmed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("reward__isnull", True),
                                        ("reward_paid_on__isnull", True),
                                        ("reward_receipt", ""),
                                    ),
                                    models.Q(
                                        ("anonymous", False),
                                        ("reward__gt", 0),
                                        ("state", "verified"),
                                        models.Q(
                                            models.Q(
                                                ("reward_paid_on__isnull", True), ("reward_receipt", "")
                                            ),
                                            models.Q(
                                                ("reward_paid_on__isnull", False),
                                                models.Q(("reward_receipt", ""), _negated=True),
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_reward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channel", "supervisor"), ("supervisor__isnull", False)),
                                    models.Q(
                                        models.Q(("channel", "supervisor"), _negated=True),
                                        ("supervisor__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_of_supervisor",
                                violation_error_message="A supervisor's report names the supervisor.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicReportEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("phone", "By telephone"),
                                    ("letter", "By letter"),
                                    ("visit", "In person"),
                                    ("online", "Online"),
                                    ("supervisor", "Grid or social supervisor"),
                                ],
                                max_length=10,
                                verbose_name="How it came",
                            ),
                        ),
                        ("content", models.CharField(max_length=2000, verbose_name="What is reported")),
                        ("anonymous", models.BooleanField(default=True, verbose_name="Anonymous")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be verified by")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "To be verified"),
                                    ("checked", "Result proposed"),
                                    ("verified", "Verified"),
                                    ("unfounded", "Unfounded"),
                                ],
                                default="received",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("founded", models.BooleanField(blank=True, null=True, verbose_name="It is so")),
                        ("result", models.CharField(blank=True, max_length=1000, verbose_name="Result")),
                        (
                            "amount",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Amount verified"),
                        ),
                        ("reward", config.money.MoneyField(blank=True, null=True, verbose_name="Reward")),
                        (
                            "reward_paid_on",
                            models.DateField(blank=True, null=True, verbose_name="Reward paid on"),
                        ),
                        (
                            "reward_receipt",
                            models.CharField(blank=True, max_length=60, verbose_name="Voucher of the reward"),
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
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Confirmed by",
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
                            "handler",
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
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                                to="claims.publicreport",
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.rostermember",
                                verbose_name="Supervisor",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReporterIdentity",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=50, verbose_name="Reporter")),
                        ("contact", models.CharField(max_length=120, verbose_name="How to reach them")),
                        (
                            "report",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reporter",
                                to="claims.publicreport",
                                verbose_name="Report by the public",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Reporter",
                        "verbose_name_plural": "Reporters",
                    },
                ),
                migrations.CreateModel(
                    name="ReportStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("act", models.CharField(max_length=10, verbose_name="Act")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "To be verified"),
                                    ("checked", "Result proposed"),
                                    ("verified", "Verified"),
                                    ("unfounded", "Unfounded"),
                                ],
                                max_length=9,
                                verbose_name="State afterwards",
                            ),
                        ),
                        (
                            "text",
                            models.CharField(blank=True, max_length=1000, verbose_name="Statement or reason"),
                        ),
                        ("done_at", models.DateTimeField(auto_now_add=True, verbose_name="Done at")),
                        (
                            "done_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Done by",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="claims.publicreport",
                                verbose_name="Report by the public",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Step of a report",
                        "verbose_name_plural": "Steps of reports",
                        "ordering": ("pk",),
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectioncaseevent" ("area_id", "county_id", "credit_event", "credit_id", "decided_by_id", "decided_on", "due_on", "facts", "finding_id", "fine", "fine_due_on", "fine_paid_on", "fine_receipt", "handed_over_on", "handed_to", "handover_receipt", "id", "institution_id", "number", "opened_by_id", "opened_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "proposed_by_id", "reason", "report_id", "source", "state", "stated_on", "statement", "statement_due", "suspend_from", "suspend_until", "suspension_id", "target_id", "title") SELECT new_values."area_id", new_values."county_id", new_values."credit_event", new_values."credit_id", new_values."decided_by_id", new_values."decided_on", new_values."due_on", new_values."facts", new_values."finding_id", new_values."fine", new_values."fine_due_on", new_values."fine_paid_on", new_values."fine_receipt", new_values."handed_over_on", new_values."handed_to", new_values."handover_receipt", new_values."id", new_values."institution_id", new_values."number", new_values."opened_by_id", new_values."opened_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."physician_code", new_values."physician_name", new_values."proposed_by_id", new_values."reason", new_values."report_id", new_values."source", new_values."state", new_values."stated_on", new_values."statement", new_values."statement_due", new_values."suspend_from", new_values."suspend_until", new_values."suspension_id", new_values."target_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="16604d146767bcfa1fe9752303c3c4c3a8985f07",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectioncaseevent" ("area_id", "county_id", "credit_event", "credit_id", "decided_by_id", "decided_on", "due_on", "facts", "finding_id", "fine", "fine_due_on", "fine_paid_on", "fine_receipt", "handed_over_on", "handed_to", "handover_receipt", "id", "institution_id", "number", "opened_by_id", "opened_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "proposed_by_id", "reason", "report_id", "source", "state", "stated_on", "statement", "statement_due", "suspend_from", "suspend_until", "suspension_id", "target_id", "title") SELECT new_values."area_id", new_values."county_id", new_values."credit_event", new_values."credit_id", new_values."decided_by_id", new_values."decided_on", new_values."due_on", new_values."facts", new_values."finding_id", new_values."fine", new_values."fine_due_on", new_values."fine_paid_on", new_values."fine_receipt", new_values."handed_over_on", new_values."handed_to", new_values."handover_receipt", new_values."id", new_values."institution_id", new_values."number", new_values."opened_by_id", new_values."opened_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."physician_code", new_values."physician_name", new_values."proposed_by_id", new_values."reason", new_values."report_id", new_values."source", new_values."state", new_values."stated_on", new_values."statement", new_values."statement_due", new_values."suspend_from", new_values."suspend_until", new_values."suspension_id", new_values."target_id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="14f916cc990a2bfc26caf4eaeccd2846f3500910",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectioncaseevent" ("area_id", "county_id", "credit_event", "credit_id", "decided_by_id", "decided_on", "due_on", "facts", "finding_id", "fine", "fine_due_on", "fine_paid_on", "fine_receipt", "handed_over_on", "handed_to", "handover_receipt", "id", "institution_id", "number", "opened_by_id", "opened_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "proposed_by_id", "reason", "report_id", "source", "state", "stated_on", "statement", "statement_due", "suspend_from", "suspend_until", "suspension_id", "target_id", "title") SELECT old_values."area_id", old_values."county_id", old_values."credit_event", old_values."credit_id", old_values."decided_by_id", old_values."decided_on", old_values."due_on", old_values."facts", old_values."finding_id", old_values."fine", old_values."fine_due_on", old_values."fine_paid_on", old_values."fine_receipt", old_values."handed_over_on", old_values."handed_to", old_values."handover_receipt", old_values."id", old_values."institution_id", old_values."number", old_values."opened_by_id", old_values."opened_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."physician_code", old_values."physician_name", old_values."proposed_by_id", old_values."reason", old_values."report_id", old_values."source", old_values."state", old_values."stated_on", old_values."statement", old_values."statement_due", old_values."suspend_from", old_values."suspend_until", old_values."suspension_id", old_values."target_id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6c54d1ee49fae1890c4c674a092d9425d105e454",
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
            name="report",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="case",
                to="claims.publicreport",
                verbose_name="Report by the public",
            ),
        ),
        migrations.AddField(
            model_name="inspectioncaseevent",
            name="report",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="claims.publicreport",
                verbose_name="Report by the public",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="publicreport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_publicreportevent" ("amount", "anonymous", "area_id", "channel", "confirmed_by_id", "content", "county_id", "due_on", "founded", "handler_id", "id", "institution_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "result", "reward", "reward_paid_on", "reward_receipt", "state", "supervisor_id") SELECT new_values."amount", new_values."anonymous", new_values."area_id", new_values."channel", new_values."confirmed_by_id", new_values."content", new_values."county_id", new_values."due_on", new_values."founded", new_values."handler_id", new_values."id", new_values."institution_id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."result", new_values."reward", new_values."reward_paid_on", new_values."reward_receipt", new_values."state", new_values."supervisor_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2d04da2a2e89166fadb2cf75f491948eb084ce37",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_197db",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_publicreport",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="publicreport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_publicreportevent" ("amount", "anonymous", "area_id", "channel", "confirmed_by_id", "content", "county_id", "due_on", "founded", "handler_id", "id", "institution_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "result", "reward", "reward_paid_on", "reward_receipt", "state", "supervisor_id") SELECT new_values."amount", new_values."anonymous", new_values."area_id", new_values."channel", new_values."confirmed_by_id", new_values."content", new_values."county_id", new_values."due_on", new_values."founded", new_values."handler_id", new_values."id", new_values."institution_id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."result", new_values."reward", new_values."reward_paid_on", new_values."reward_receipt", new_values."state", new_values."supervisor_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bd19c95ef15715222bb14610dce1ad36b0106add",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a6c16",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_publicreport",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="publicreport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_publicreportevent" ("amount", "anonymous", "area_id", "channel", "confirmed_by_id", "content", "county_id", "due_on", "founded", "handler_id", "id", "institution_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "result", "reward", "reward_paid_on", "reward_receipt", "state", "supervisor_id") SELECT old_values."amount", old_values."anonymous", old_values."area_id", old_values."channel", old_values."confirmed_by_id", old_values."content", old_values."county_id", old_values."due_on", old_values."founded", old_values."handler_id", old_values."id", old_values."institution_id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."result", old_values."reward", old_values."reward_paid_on", old_values."reward_receipt", old_values."state", old_values."supervisor_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="22d9042f4fbec6095eeabda77faf61e7b40521eb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7d942",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_publicreport",
                    when="AFTER",
                ),
            ),
        ),
    ]
