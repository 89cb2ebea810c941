import config.migrating
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0014_legacy_rolls_row_level_security"),
        ("institutions", "0003_reviewed_versions_stay"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="CleaningRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="As of")),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("same_number", "One person, one number in two forms"),
                                        ("same_name", "Same name, birth and gender under two certificates"),
                                        (
                                            "covered_twice",
                                            "Covered on a merged file and on the surviving one",
                                        ),
                                        (
                                            "employed_resident",
                                            "Covered as a resident while an employer declares the person",
                                        ),
                                        ("two_payers", "Declared by two payers for the same months"),
                                        ("interrupted", "Employees' cover ended and nothing follows"),
                                        (
                                            "months_missing",
                                            "Covered through a payer that did not declare the person",
                                        ),
                                        ("not_renewed", "Resident of an earlier year not enrolled again"),
                                        ("deceased", "Covered after death"),
                                        ("certificate_differs", "Certificate contradicts birth or gender"),
                                        ("not_covered", "On another office's file and not covered"),
                                        ("covered_elsewhere", "Enrolled in another area while covered here"),
                                        ("death_list", "On a list of deaths while covered"),
                                        ("aid_list", "On a list of aided people without the standing"),
                                    ],
                                    max_length=20,
                                ),
                                size=None,
                                verbose_name="Compared for",
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="Compared at")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Started by",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="For the county alone",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Comparison run",
                        "verbose_name_plural": "Comparison runs",
                        "indexes": [models.Index(fields=["area", "-id"], name="cleaning_run_by_area")],
                    },
                ),
                migrations.CreateModel(
                    name="CleaningFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("same_number", "One person, one number in two forms"),
                                    ("same_name", "Same name, birth and gender under two certificates"),
                                    ("covered_twice", "Covered on a merged file and on the surviving one"),
                                    (
                                        "employed_resident",
                                        "Covered as a resident while an employer declares the person",
                                    ),
                                    ("two_payers", "Declared by two payers for the same months"),
                                    ("interrupted", "Employees' cover ended and nothing follows"),
                                    (
                                        "months_missing",
                                        "Covered through a payer that did not declare the person",
                                    ),
                                    ("not_renewed", "Resident of an earlier year not enrolled again"),
                                    ("deceased", "Covered after death"),
                                    ("certificate_differs", "Certificate contradicts birth or gender"),
                                    ("not_covered", "On another office's file and not covered"),
                                    ("covered_elsewhere", "Enrolled in another area while covered here"),
                                    ("death_list", "On a list of deaths while covered"),
                                    ("aid_list", "On a list of aided people without the standing"),
                                ],
                                max_length=20,
                                verbose_name="Kind of finding",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(editable=False, max_length=80, verbose_name="What is faulty"),
                        ),
                        ("evidence", models.JSONField(default=dict, verbose_name="Evidence")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "To be assigned"),
                                    ("assigned", "Assigned"),
                                    ("decided", "Corrected, to be re-checked"),
                                    ("excused", "Not a fault"),
                                    ("gone", "Found no more"),
                                    ("reopened", "Found again"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("first_seen", models.DateField(verbose_name="First found on")),
                        ("last_seen", models.DateField(verbose_name="Last found on")),
                        (
                            "gone_on",
                            models.DateField(blank=True, null=True, verbose_name="Found no more since"),
                        ),
                        (
                            "times_reopened",
                            models.PositiveSmallIntegerField(
                                db_default=0, default=0, verbose_name="Times found again"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="Decide by")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "assignee",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Assigned to",
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
                            "other",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.person",
                                verbose_name="Other person",
                            ),
                        ),
                        (
                            "other_county",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Other county",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "first_run",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.cleaningrun",
                                verbose_name="First found by run",
                            ),
                        ),
                        (
                            "last_run",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.cleaningrun",
                                verbose_name="Last found by run",
                            ),
                        ),
                        (
                            "turned_run",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                help_text="The run that found it no more, or again.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.cleaningrun",
                                verbose_name="Re-checked by run",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Cleaning finding",
                        "verbose_name_plural": "Cleaning findings",
                        "indexes": [
                            models.Index(fields=["county", "state", "kind"], name="cleaning_by_county"),
                            models.Index(fields=["assignee", "state"], name="cleaning_by_assignee"),
                            models.Index(fields=["other_county", "state"], name="cleaning_by_other_county"),
                            models.Index(fields=["due_on"], name="cleaning_by_due_day"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "kind", "subject"), name="cleaning_finding_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("gone_on__isnull", False), ("state", "gone")),
                                    models.Q(
                                        models.Q(("state", "gone"), _negated=True), ("gone_on__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="cleaning_gone_is_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "assigned"), _negated=True),
                                    ("assignee__isnull", False),
                                    _connector="OR",
                                ),
                                name="cleaning_assigned_to_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("other__isnull", True),
                                    models.Q(("other", models.F("person")), _negated=True),
                                    _connector="OR",
                                ),
                                name="cleaning_two_people",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CleaningCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("same_number", "One person, one number in two forms"),
                                    ("same_name", "Same name, birth and gender under two certificates"),
                                    ("covered_twice", "Covered on a merged file and on the surviving one"),
                                    (
                                        "employed_resident",
                                        "Covered as a resident while an employer declares the person",
                                    ),
                                    ("two_payers", "Declared by two payers for the same months"),
                                    ("interrupted", "Employees' cover ended and nothing follows"),
                                    (
                                        "months_missing",
                                        "Covered through a payer that did not declare the person",
                                    ),
                                    ("not_renewed", "Resident of an earlier year not enrolled again"),
                                    ("deceased", "Covered after death"),
                                    ("certificate_differs", "Certificate contradicts birth or gender"),
                                    ("not_covered", "On another office's file and not covered"),
                                    ("covered_elsewhere", "Enrolled in another area while covered here"),
                                    ("death_list", "On a list of deaths while covered"),
                                    ("aid_list", "On a list of aided people without the standing"),
                                ],
                                max_length=20,
                                verbose_name="Kind of finding",
                            ),
                        ),
                        ("found", models.PositiveIntegerField(verbose_name="Findings that stand")),
                        ("new", models.PositiveIntegerField(verbose_name="Found for the first time")),
                        ("reopened", models.PositiveIntegerField(verbose_name="Found again")),
                        ("gone", models.PositiveIntegerField(verbose_name="Found no more")),
                        ("waiting", models.PositiveIntegerField(verbose_name="To be looked into")),
                        ("overdue", models.PositiveIntegerField(verbose_name="Overdue")),
                        ("excused", models.PositiveIntegerField(verbose_name="Not a fault")),
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
                            "run",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counts",
                                to="enrollment.cleaningrun",
                                verbose_name="Comparison run",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Count of a run",
                        "verbose_name_plural": "Counts of runs",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("run", "county", "kind"), name="cleaning_count_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CleaningFindingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("same_number", "One person, one number in two forms"),
                                    ("same_name", "Same name, birth and gender under two certificates"),
                                    ("covered_twice", "Covered on a merged file and on the surviving one"),
                                    (
                                        "employed_resident",
                                        "Covered as a resident while an employer declares the person",
                                    ),
                                    ("two_payers", "Declared by two payers for the same months"),
                                    ("interrupted", "Employees' cover ended and nothing follows"),
                                    (
                                        "months_missing",
                                        "Covered through a payer that did not declare the person",
                                    ),
                                    ("not_renewed", "Resident of an earlier year not enrolled again"),
                                    ("deceased", "Covered after death"),
                                    ("certificate_differs", "Certificate contradicts birth or gender"),
                                    ("not_covered", "On another office's file and not covered"),
                                    ("covered_elsewhere", "Enrolled in another area while covered here"),
                                    ("death_list", "On a list of deaths while covered"),
                                    ("aid_list", "On a list of aided people without the standing"),
                                ],
                                max_length=20,
                                verbose_name="Kind of finding",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(editable=False, max_length=80, verbose_name="What is faulty"),
                        ),
                        ("evidence", models.JSONField(default=dict, verbose_name="Evidence")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "To be assigned"),
                                    ("assigned", "Assigned"),
                                    ("decided", "Corrected, to be re-checked"),
                                    ("excused", "Not a fault"),
                                    ("gone", "Found no more"),
                                    ("reopened", "Found again"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("first_seen", models.DateField(verbose_name="First found on")),
                        (
                            "gone_on",
                            models.DateField(blank=True, null=True, verbose_name="Found no more since"),
                        ),
                        (
                            "times_reopened",
                            models.PositiveSmallIntegerField(
                                db_default=0, default=0, verbose_name="Times found again"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="Decide by")),
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
                            "assignee",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Assigned to",
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
                            "other",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Other person",
                            ),
                        ),
                        (
                            "other_county",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Other county",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                                to="enrollment.cleaningfinding",
                            ),
                        ),
                        (
                            "first_run",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.cleaningrun",
                                verbose_name="First found by run",
                            ),
                        ),
                        (
                            "turned_run",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The run that found it no more, or again.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.cleaningrun",
                                verbose_name="Re-checked by run",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CleaningDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                choices=[
                                    ("corrected", "A fault, corrected"),
                                    ("not_a_fault", "Not a fault"),
                                    ("handed_over", "Handed to the other county"),
                                ],
                                max_length=12,
                                verbose_name="Decision on it",
                            ),
                        ),
                        ("evidence", models.CharField(max_length=300, verbose_name="Reason and evidence")),
                        (
                            "on_evidence",
                            models.JSONField(
                                default=dict,
                                help_text="The evidence that the decision is about.",
                                verbose_name="What was found then",
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="Decision made at")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decision made by",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Decided for",
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="enrollment.cleaningfinding",
                                verbose_name="Finding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Decision on a finding",
                        "verbose_name_plural": "Decisions on findings",
                        "ordering": ("-at", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("evidence", ""), _negated=True),
                                name="cleaning_decision_explained",
                            )
                        ],
                    },
                ),
            ]
        ),
        config.migrating.AddTrigger(
            model_name="cleaningfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_cleaningfindingevent" ("area_id", "assignee_id", "county_id", "due_on", "evidence", "first_run_id", "first_seen", "gone_on", "id", "kind", "other_county_id", "other_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "subject", "times_reopened", "turned_run_id") SELECT new_values."area_id", new_values."assignee_id", new_values."county_id", new_values."due_on", new_values."evidence", new_values."first_run_id", new_values."first_seen", new_values."gone_on", new_values."id", new_values."kind", new_values."other_county_id", new_values."other_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state", new_values."subject", new_values."times_reopened", new_values."turned_run_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b5475b0c549a32c0affc3a18cc18231fb52b07c4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fd1b6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_cleaningfinding",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="cleaningfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_cleaningfindingevent" ("area_id", "assignee_id", "county_id", "due_on", "evidence", "first_run_id", "first_seen", "gone_on", "id", "kind", "other_county_id", "other_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "subject", "times_reopened", "turned_run_id") SELECT new_values."area_id", new_values."assignee_id", new_values."county_id", new_values."due_on", new_values."evidence", new_values."first_run_id", new_values."first_seen", new_values."gone_on", new_values."id", new_values."kind", new_values."other_county_id", new_values."other_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state", new_values."subject", new_values."times_reopened", new_values."turned_run_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."assignee_id" IS DISTINCT FROM (new_values."assignee_id") OR old_values."county_id" IS DISTINCT FROM (new_values."county_id") OR old_values."due_on" IS DISTINCT FROM (new_values."due_on") OR old_values."evidence" IS DISTINCT FROM (new_values."evidence") OR old_values."first_run_id" IS DISTINCT FROM (new_values."first_run_id") OR old_values."first_seen" IS DISTINCT FROM (new_values."first_seen") OR old_values."gone_on" IS DISTINCT FROM (new_values."gone_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."other_id" IS DISTINCT FROM (new_values."other_id") OR old_values."other_county_id" IS DISTINCT FROM (new_values."other_county_id") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."subject" IS DISTINCT FROM (new_values."subject") OR old_values."times_reopened" IS DISTINCT FROM (new_values."times_reopened") OR old_values."turned_run_id" IS DISTINCT FROM (new_values."turned_run_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d91b54b7975c75e4644add166b596ff9cac0946e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_92f65",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_cleaningfinding",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="cleaningfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_cleaningfindingevent" ("area_id", "assignee_id", "county_id", "due_on", "evidence", "first_run_id", "first_seen", "gone_on", "id", "kind", "other_county_id", "other_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "subject", "times_reopened", "turned_run_id") SELECT old_values."area_id", old_values."assignee_id", old_values."county_id", old_values."due_on", old_values."evidence", old_values."first_run_id", old_values."first_seen", old_values."gone_on", old_values."id", old_values."kind", old_values."other_county_id", old_values."other_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."state", old_values."subject", old_values."times_reopened", old_values."turned_run_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a957ac098f962f8f76dbb4fc9214e15e23d7c6f6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_190ba",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_cleaningfinding",
                    when="AFTER",
                ),
            ),
        ),
    ]
