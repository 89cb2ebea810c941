import config.migrating
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0004_import_about"),
        ("enrollment", "0007_late_fees_and_advances"),
        ("institutions", "0003_reviewed_versions_stay"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="ExchangeAgreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "counterpart",
                            models.CharField(
                                choices=[
                                    ("public_security", "Public security"),
                                    ("civil_affairs", "Civil affairs"),
                                    ("rural_revitalisation", "Rural revitalisation"),
                                    ("tax", "Tax"),
                                    ("education", "Education"),
                                    ("other_area", "Medical insurance of another area"),
                                ],
                                max_length=20,
                                verbose_name="Kind of office",
                            ),
                        ),
                        ("counterpart_name", models.CharField(max_length=80, verbose_name="Office")),
                        (
                            "layout",
                            models.CharField(
                                choices=[
                                    ("population", "Population register"),
                                    ("deaths", "Deaths"),
                                    ("school_roll", "School roll"),
                                    ("aided", "Aided persons"),
                                    ("taxpayers", "Payers registered with tax"),
                                    ("enrolled_elsewhere", "People enrolled elsewhere"),
                                    ("covered", "People covered"),
                                    ("dues", "Who pays what"),
                                    ("asked", "People asked about"),
                                    ("answer", "Answer to a file"),
                                ],
                                max_length=20,
                                verbose_name="Layout",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("in", "Taken in"), ("out", "Handed out")],
                                max_length=3,
                                verbose_name="Direction",
                            ),
                        ),
                        ("purpose", models.CharField(max_length=200, verbose_name="Purpose")),
                        (
                            "agreed_by",
                            models.CharField(
                                help_text="Who signed for both sides, and the paper's number.",
                                max_length=120,
                                verbose_name="Agreed by",
                            ),
                        ),
                        ("begins", models.DateField(verbose_name="From")),
                        (
                            "ends",
                            models.DateField(
                                blank=True,
                                help_text="The first day no longer covered; empty: open.",
                                null=True,
                                verbose_name="Ends",
                            ),
                        ),
                        (
                            "ended_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it ends"),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Exchange agreement",
                        "verbose_name_plural": "Exchange agreements",
                        "ordering": ("pk",),
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("area", "="),
                                    ("counterpart_name", "="),
                                    ("layout", "="),
                                    (
                                        models.Func(
                                            "begins",
                                            "ends",
                                            function="daterange",
                                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="exchange_agreement_once",
                                violation_error_message="This layout is agreed with this office in this period already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("direction", "in"),
                                        (
                                            "layout__in",
                                            (
                                                "population",
                                                "deaths",
                                                "school_roll",
                                                "aided",
                                                "taxpayers",
                                                "enrolled_elsewhere",
                                            ),
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(
                                            (
                                                "layout__in",
                                                (
                                                    "population",
                                                    "deaths",
                                                    "school_roll",
                                                    "aided",
                                                    "taxpayers",
                                                    "enrolled_elsewhere",
                                                ),
                                            ),
                                            _negated=True,
                                        ),
                                        ("direction", "out"),
                                    ),
                                    _connector="OR",
                                ),
                                name="exchange_agreement_direction",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends__isnull", True), ("ends__gt", models.F("begins")), _connector="OR"
                                ),
                                name="exchange_agreement_not_empty",
                                violation_error_message="The agreement ends after its first day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("purpose", ""), _negated=True),
                                    models.Q(("agreed_by", ""), _negated=True),
                                    models.Q(("counterpart_name", ""), _negated=True),
                                ),
                                name="exchange_agreement_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExchangeAgreementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "counterpart",
                            models.CharField(
                                choices=[
                                    ("public_security", "Public security"),
                                    ("civil_affairs", "Civil affairs"),
                                    ("rural_revitalisation", "Rural revitalisation"),
                                    ("tax", "Tax"),
                                    ("education", "Education"),
                                    ("other_area", "Medical insurance of another area"),
                                ],
                                max_length=20,
                                verbose_name="Kind of office",
                            ),
                        ),
                        ("counterpart_name", models.CharField(max_length=80, verbose_name="Office")),
                        (
                            "layout",
                            models.CharField(
                                choices=[
                                    ("population", "Population register"),
                                    ("deaths", "Deaths"),
                                    ("school_roll", "School roll"),
                                    ("aided", "Aided persons"),
                                    ("taxpayers", "Payers registered with tax"),
                                    ("enrolled_elsewhere", "People enrolled elsewhere"),
                                    ("covered", "People covered"),
                                    ("dues", "Who pays what"),
                                    ("asked", "People asked about"),
                                    ("answer", "Answer to a file"),
                                ],
                                max_length=20,
                                verbose_name="Layout",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("in", "Taken in"), ("out", "Handed out")],
                                max_length=3,
                                verbose_name="Direction",
                            ),
                        ),
                        ("purpose", models.CharField(max_length=200, verbose_name="Purpose")),
                        (
                            "agreed_by",
                            models.CharField(
                                help_text="Who signed for both sides, and the paper's number.",
                                max_length=120,
                                verbose_name="Agreed by",
                            ),
                        ),
                        ("begins", models.DateField(verbose_name="From")),
                        (
                            "ends",
                            models.DateField(
                                blank=True,
                                help_text="The first day no longer covered; empty: open.",
                                null=True,
                                verbose_name="Ends",
                            ),
                        ),
                        (
                            "ended_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it ends"),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "made_by",
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
                                to="enrollment.exchangeagreement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ExchangeFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", models.DateField(verbose_name="Month")),
                        ("purpose", models.CharField(max_length=200, verbose_name="Purpose")),
                        ("filename", models.CharField(max_length=255, verbose_name="File name")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("row_count", models.PositiveIntegerField(verbose_name="Rows")),
                        (
                            "made_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="Handled at (time)"),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Withdrawn at"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="enrollment.exchangeagreement",
                                verbose_name="Agreement",
                            ),
                        ),
                        (
                            "import_run",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="config.importrun",
                                verbose_name="Import",
                            ),
                        ),
                        (
                            "job",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="config.job",
                                verbose_name="Job",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Withdrawn by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Exchanged file",
                        "verbose_name_plural": "Exchanged files",
                        "ordering": ("-pk",),
                        "indexes": [
                            models.Index(fields=["agreement", "period"], name="exchange_file_by_period")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("agreement", "sha256"),
                                name="exchange_file_once",
                                violation_error_message="This file was exchanged under this agreement already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("period__day", 1)), name="exchange_file_whole_month"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("purpose", ""), _negated=True),
                                name="exchange_file_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                                    models.Q(
                                        ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="exchange_file_withdrawn_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComparisonRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("row_no", models.PositiveIntegerField(verbose_name="Row")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("population", "Population register"),
                                    ("deaths", "Deaths"),
                                    ("school_roll", "School roll"),
                                    ("aided", "Aided persons"),
                                    ("taxpayers", "Payers registered with tax"),
                                    ("enrolled_elsewhere", "People enrolled elsewhere"),
                                    ("covered", "People covered"),
                                    ("dues", "Who pays what"),
                                    ("asked", "People asked about"),
                                    ("answer", "Answer to a file"),
                                ],
                                max_length=20,
                                verbose_name="Layout",
                            ),
                        ),
                        ("psn_cert_type", models.CharField(max_length=6, verbose_name="Certificate type")),
                        ("certno", models.CharField(max_length=50, verbose_name="Certificate number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Name")),
                        ("brdy", models.DateField(blank=True, null=True, verbose_name="Born on")),
                        (
                            "gend",
                            models.CharField(
                                choices=[
                                    ("0", "Unknown"),
                                    ("1", "Male"),
                                    ("2", "Female"),
                                    ("9", "Not stated"),
                                ],
                                default="0",
                                max_length=1,
                                verbose_name="Gender",
                            ),
                        ),
                        (
                            "detail",
                            models.JSONField(blank=True, default=dict, verbose_name="Further columns"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
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
                            "county",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comparison_rows",
                                to="enrollment.person",
                                verbose_name="Person found",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rows",
                                to="enrollment.exchangefile",
                                verbose_name="File",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Row of a comparison file",
                        "verbose_name_plural": "Rows of comparison files",
                        "ordering": ("file", "row_no"),
                        "indexes": [
                            models.Index(
                                fields=["psn_cert_type", "certno"], name="comparison_row_by_certificate"
                            ),
                            models.Index(fields=["import_run_id"], name="comparison_row_by_import"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("file", "row_no"), name="comparison_row_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        (
                                            "population",
                                            "deaths",
                                            "school_roll",
                                            "aided",
                                            "taxpayers",
                                            "enrolled_elsewhere",
                                        ),
                                    ),
                                    models.Q(("certno", ""), _negated=True),
                                ),
                                name="comparison_row_kind",
                            ),
                        ],
                    },
                ),
            ]
        ),
        config.migrating.AddTrigger(
            model_name="exchangeagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_exchangeagreementevent" ("agreed_by", "area_id", "begins", "counterpart", "counterpart_name", "direction", "ended_reason", "ends", "id", "layout", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") SELECT new_values."agreed_by", new_values."area_id", new_values."begins", new_values."counterpart", new_values."counterpart_name", new_values."direction", new_values."ended_reason", new_values."ends", new_values."id", new_values."layout", new_values."made_at", new_values."made_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="45693123c7b02260bf8bcdbef60a5493e6e24e2a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f4619",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_exchangeagreement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="exchangeagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_exchangeagreementevent" ("agreed_by", "area_id", "begins", "counterpart", "counterpart_name", "direction", "ended_reason", "ends", "id", "layout", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") SELECT new_values."agreed_by", new_values."area_id", new_values."begins", new_values."counterpart", new_values."counterpart_name", new_values."direction", new_values."ended_reason", new_values."ends", new_values."id", new_values."layout", new_values."made_at", new_values."made_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="eb72cb1f83e2958a0a418350a9c6cc9fdfce2ffc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a6c31",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_exchangeagreement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="exchangeagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_exchangeagreementevent" ("agreed_by", "area_id", "begins", "counterpart", "counterpart_name", "direction", "ended_reason", "ends", "id", "layout", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") SELECT old_values."agreed_by", old_values."area_id", old_values."begins", old_values."counterpart", old_values."counterpart_name", old_values."direction", old_values."ended_reason", old_values."ends", old_values."id", old_values."layout", old_values."made_at", old_values."made_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="64182765b18e367e7d5c07d4b5a90869df5681d1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d1f8b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_exchangeagreement",
                    when="AFTER",
                ),
            ),
        ),
    ]
