import config.migrating
import config.money
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0016_closing_guarded"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="CollectionDifference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Month")),
                        (
                            "payer_group",
                            models.CharField(
                                choices=[
                                    ("employer", "Employers"),
                                    ("flexible", "Flexible workers"),
                                    ("resident", "Residents"),
                                ],
                                max_length=8,
                                verbose_name="Group of payers",
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("missing", "Missing"),
                                    ("amount", "Amounts differ"),
                                    ("timing", "Another month, or too many days apart"),
                                    ("doubled", "Doubled"),
                                    ("place", "Another county, group or scheme"),
                                ],
                                max_length=8,
                                verbose_name="Kind of difference",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("tax", "Tax"),
                                    ("treasury", "Treasury (bank)"),
                                    ("finance", "Finance office"),
                                    ("insurance", "Medical insurance"),
                                ],
                                help_text="Where it is missing or doubled, or who tells otherwise than the others.",
                                max_length=9,
                                verbose_name="At whom",
                            ),
                        ),
                        ("record_id", models.BigIntegerField(editable=False, verbose_name="Record")),
                        ("key", models.CharField(max_length=60, verbose_name="Voucher number")),
                        (
                            "payer_no",
                            models.CharField(blank=True, max_length=40, verbose_name="Payer number"),
                        ),
                        ("payer_name", models.CharField(blank=True, max_length=200, verbose_name="Payer")),
                        ("records", models.PositiveIntegerField(default=1, verbose_name="Records")),
                        ("tax", config.money.MoneyField(blank=True, null=True, verbose_name="Tax")),
                        (
                            "treasury",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Treasury (bank)"),
                        ),
                        (
                            "finance",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Finance office"),
                        ),
                        (
                            "insurance",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Medical insurance"),
                        ),
                        ("first_day", models.DateField(verbose_name="First day")),
                        ("last_day", models.DateField(verbose_name="Last day")),
                        (
                            "found_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="Found at"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Difference open"),
                                    ("explained", "Difference explained"),
                                    ("closed", "Difference closed"),
                                    ("settled", "Not found any more"),
                                ],
                                default="open",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "explanation",
                            models.CharField(blank=True, max_length=300, verbose_name="Explanation"),
                        ),
                        (
                            "closing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("there", "Put right there"),
                                    ("here", "Put right here"),
                                    ("carried", "Comes in a later month"),
                                    ("accepted", "Stands as it is"),
                                ],
                                max_length=8,
                                verbose_name="How it was closed",
                            ),
                        ),
                        (
                            "closing_note",
                            models.CharField(blank=True, max_length=300, verbose_name="Evidence"),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
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
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Closed by",
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
                            "explained_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Explained by",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="In charge",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Difference of collection",
                        "verbose_name_plural": "Differences of collection",
                        "indexes": [
                            models.Index(
                                fields=["area", "month", "state"], name="collection_difference_open"
                            ),
                            models.Index(fields=["owner"], name="collection_difference_owner"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "settled"), _negated=True),
                                fields=("area", "month", "record_id", "kind", "source"),
                                name="collection_difference_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["explained", "closed"]), _negated=True),
                                    models.Q(
                                        ("explained_by__isnull", False),
                                        models.Q(("explanation", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="collection_difference_explained",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("closed_by__isnull", False),
                                        models.Q(("closing", ""), _negated=True),
                                        models.Q(("closing_note", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="collection_difference_closed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_by__isnull", True),
                                    models.Q(("closed_by", models.F("explained_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="collection_difference_two_people",
                                violation_error_message="Whoever explains a difference cannot close it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CollectionDifferenceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(verbose_name="Month")),
                        (
                            "payer_group",
                            models.CharField(
                                choices=[
                                    ("employer", "Employers"),
                                    ("flexible", "Flexible workers"),
                                    ("resident", "Residents"),
                                ],
                                max_length=8,
                                verbose_name="Group of payers",
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("missing", "Missing"),
                                    ("amount", "Amounts differ"),
                                    ("timing", "Another month, or too many days apart"),
                                    ("doubled", "Doubled"),
                                    ("place", "Another county, group or scheme"),
                                ],
                                max_length=8,
                                verbose_name="Kind of difference",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("tax", "Tax"),
                                    ("treasury", "Treasury (bank)"),
                                    ("finance", "Finance office"),
                                    ("insurance", "Medical insurance"),
                                ],
                                help_text="Where it is missing or doubled, or who tells otherwise than the others.",
                                max_length=9,
                                verbose_name="At whom",
                            ),
                        ),
                        ("record_id", models.BigIntegerField(editable=False, verbose_name="Record")),
                        ("key", models.CharField(max_length=60, verbose_name="Voucher number")),
                        (
                            "payer_no",
                            models.CharField(blank=True, max_length=40, verbose_name="Payer number"),
                        ),
                        ("payer_name", models.CharField(blank=True, max_length=200, verbose_name="Payer")),
                        ("records", models.PositiveIntegerField(default=1, verbose_name="Records")),
                        ("tax", config.money.MoneyField(blank=True, null=True, verbose_name="Tax")),
                        (
                            "treasury",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Treasury (bank)"),
                        ),
                        (
                            "finance",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Finance office"),
                        ),
                        (
                            "insurance",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Medical insurance"),
                        ),
                        ("first_day", models.DateField(verbose_name="First day")),
                        ("last_day", models.DateField(verbose_name="Last day")),
                        (
                            "found_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="Found at"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Difference open"),
                                    ("explained", "Difference explained"),
                                    ("closed", "Difference closed"),
                                    ("settled", "Not found any more"),
                                ],
                                default="open",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "explanation",
                            models.CharField(blank=True, max_length=300, verbose_name="Explanation"),
                        ),
                        (
                            "closing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("there", "Put right there"),
                                    ("here", "Put right here"),
                                    ("carried", "Comes in a later month"),
                                    ("accepted", "Stands as it is"),
                                ],
                                max_length=8,
                                verbose_name="How it was closed",
                            ),
                        ),
                        (
                            "closing_note",
                            models.CharField(blank=True, max_length=300, verbose_name="Evidence"),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
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
                            "closed_by",
                            models.ForeignKey(
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
                            "explained_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Explained by",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="In charge",
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
                                to="funds.collectiondifference",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CollectionRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("tax", "Tax"),
                                    ("treasury", "Treasury (bank)"),
                                    ("finance", "Finance office"),
                                    ("insurance", "Medical insurance"),
                                ],
                                max_length=9,
                                verbose_name="Told by",
                            ),
                        ),
                        (
                            "payer_group",
                            models.CharField(
                                choices=[
                                    ("employer", "Employers"),
                                    ("flexible", "Flexible workers"),
                                    ("resident", "Residents"),
                                ],
                                max_length=8,
                                verbose_name="Group of payers",
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("key", models.CharField(max_length=60, verbose_name="Voucher number")),
                        (
                            "n",
                            models.PositiveSmallIntegerField(default=1, verbose_name="Which of this number"),
                        ),
                        (
                            "bundle",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="Number of the summary voucher"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="Day")),
                        ("month", models.DateField(verbose_name="Month")),
                        (
                            "payer_no",
                            models.CharField(blank=True, max_length=40, verbose_name="Payer number"),
                        ),
                        ("payer_name", models.CharField(blank=True, max_length=200, verbose_name="Payer")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Record of collection",
                        "verbose_name_plural": "Records of collection",
                        "indexes": [
                            models.Index(
                                fields=["area", "month", "source"], name="collection_record_by_month"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "key", "source", "n"), name="collection_record_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gt", 0), models.Q(("key", ""), _negated=True), ("month__day", 1)
                                ),
                                name="collection_record_says",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CollectionRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Month")),
                        ("compared_at", models.DateTimeField(verbose_name="Compared at")),
                        ("matched", models.JSONField(default=dict, verbose_name="Matched by pass")),
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
                            "compared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Compared by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Comparison of collection",
                        "verbose_name_plural": "Comparisons of collection",
                        "constraints": [
                            models.UniqueConstraint(fields=("area", "month"), name="collection_run_once"),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="collection_run_month"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CollectionRunEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(verbose_name="Month")),
                        ("compared_at", models.DateTimeField(verbose_name="Compared at")),
                        ("matched", models.JSONField(default=dict, verbose_name="Matched by pass")),
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
                            "compared_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Compared by",
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
                                to="funds.collectionrun",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CollectionSignOff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Month")),
                        (
                            "payer_group",
                            models.CharField(
                                choices=[
                                    ("employer", "Employers"),
                                    ("flexible", "Flexible workers"),
                                    ("resident", "Residents"),
                                ],
                                max_length=8,
                                verbose_name="Group of payers",
                            ),
                        ),
                        (
                            "signed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="Signed at"),
                        ),
                        (
                            "explained",
                            models.PositiveIntegerField(default=0, verbose_name="Differences explained"),
                        ),
                        ("fingerprint", models.CharField(max_length=32, verbose_name="Fingerprint")),
                        (
                            "stale_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Out of date since"),
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
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Signed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Sign-off of collection",
                        "verbose_name_plural": "Sign-offs of collection",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stale_at__isnull", True)),
                                fields=("area", "month", "payer_group", "county"),
                                name="collection_signed_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="collection_signed_month"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CollectionSignOffEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(verbose_name="Month")),
                        (
                            "payer_group",
                            models.CharField(
                                choices=[
                                    ("employer", "Employers"),
                                    ("flexible", "Flexible workers"),
                                    ("resident", "Residents"),
                                ],
                                max_length=8,
                                verbose_name="Group of payers",
                            ),
                        ),
                        (
                            "signed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="Signed at"),
                        ),
                        (
                            "explained",
                            models.PositiveIntegerField(default=0, verbose_name="Differences explained"),
                        ),
                        ("fingerprint", models.CharField(max_length=32, verbose_name="Fingerprint")),
                        (
                            "stale_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Out of date since"),
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
                            "county",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
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
                                to="funds.collectionsignoff",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Signed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CollectionSignOffLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("receipts", models.PositiveIntegerField(default=0, verbose_name="Receipts")),
                        ("tax", config.money.MoneyField(default=0, verbose_name="Tax")),
                        ("treasury", config.money.MoneyField(default=0, verbose_name="Treasury (bank)")),
                        ("finance", config.money.MoneyField(default=0, verbose_name="Finance office")),
                        ("insurance", config.money.MoneyField(default=0, verbose_name="Medical insurance")),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Confirmed at"),
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
                            "sign_off",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="funds.collectionsignoff",
                                verbose_name="Sign-off",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "County's part of a sign-off",
                        "verbose_name_plural": "Counties' parts of sign-offs",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sign_off", "county"), name="collection_signed_line_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CollectionSignOffLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("receipts", models.PositiveIntegerField(default=0, verbose_name="Receipts")),
                        ("tax", config.money.MoneyField(default=0, verbose_name="Tax")),
                        ("treasury", config.money.MoneyField(default=0, verbose_name="Treasury (bank)")),
                        ("finance", config.money.MoneyField(default=0, verbose_name="Finance office")),
                        ("insurance", config.money.MoneyField(default=0, verbose_name="Medical insurance")),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Confirmed at"),
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
                                to="funds.collectionsignoffline",
                            ),
                        ),
                        (
                            "sign_off",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.collectionsignoff",
                                verbose_name="Sign-off",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FundAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("treasury", "Treasury"),
                                    ("fiscal", "Fiscal special account"),
                                    ("income", "Income account"),
                                    ("expenditure", "Expenditure account"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Account of the fund",
                        "verbose_name_plural": "Accounts of the fund",
                        "ordering": ("agency__code", "insutype", "kind"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "insutype", "kind"), name="fund_account_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "opening",
                            config.money.MoneyField(default=0, verbose_name="Balance before the first line"),
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
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                        (
                            "fund_account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bank_accounts",
                                to="funds.fundaccount",
                                verbose_name="Account of the fund",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Bank account of the fund",
                        "verbose_name_plural": "Bank accounts of the fund",
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("approved_by__isnull", False)),
                                expressions=[("fund_account", "="), ("period", "&&")],
                                name="fund_bank_account_one_at_a_time",
                                violation_error_message="Another account is already in force in this period.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="fund_bank_account_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("approved_by__isnull", False)),
                                fields=("account_no",),
                                name="fund_bank_account_number_once",
                                violation_error_message="This account number is in force already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("n", models.PositiveIntegerField(verbose_name="Line")),
                        ("day", models.DateField(verbose_name="Day")),
                        ("serial", models.CharField(max_length=60, verbose_name="Bank serial number")),
                        ("received", config.money.MoneyField(default=0, verbose_name="In")),
                        ("paid", config.money.MoneyField(default=0, verbose_name="Out")),
                        ("before", config.money.MoneyField(verbose_name="Balance before")),
                        ("balance", config.money.MoneyField(verbose_name="Balance")),
                        (
                            "counterparty",
                            models.CharField(blank=True, max_length=120, verbose_name="Counterparty"),
                        ),
                        ("purpose", models.CharField(blank=True, max_length=200, verbose_name="Purpose")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "bank",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="funds.bankaccount",
                                verbose_name="Bank account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Line of a bank statement",
                        "verbose_name_plural": "Lines of bank statements",
                        "ordering": ("bank", "n"),
                        "indexes": [models.Index(fields=["bank", "day"], name="bank_line_by_day")],
                        "constraints": [
                            models.UniqueConstraint(fields=("bank", "n"), name="bank_line_once"),
                            models.UniqueConstraint(fields=("bank", "serial"), name="bank_line_serial_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("paid", 0), ("received__gt", 0)),
                                    models.Q(("paid__gt", 0), ("received", 0)),
                                    _connector="OR",
                                ),
                                name="bank_line_one_side",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "balance",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("before"), "+", models.F("received")
                                            ),
                                            "-",
                                            models.F("paid"),
                                        ),
                                    )
                                ),
                                name="bank_line_adds_up",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankMatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("group", models.PositiveIntegerField(verbose_name="Group")),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("key", "By number"),
                                    ("amount_day", "By amount and day"),
                                    ("window", "By amount within the days allowed"),
                                    ("sum", "By sum"),
                                ],
                                max_length=10,
                                verbose_name="How",
                            ),
                        ),
                        (
                            "leg",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funds.leg",
                                verbose_name="Leg",
                            ),
                        ),
                        (
                            "line",
                            models.OneToOneField(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="match",
                                to="funds.bankline",
                                verbose_name="Line of a bank statement",
                            ),
                        ),
                        (
                            "fund_account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matches",
                                to="funds.fundaccount",
                                verbose_name="Account of the fund",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Matched line",
                        "verbose_name_plural": "Matched lines",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("leg__isnull", True), ("line__isnull", False)),
                                    models.Q(("leg__isnull", False), ("line__isnull", True)),
                                    _connector="OR",
                                ),
                                name="bank_match_one_side",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankAccountEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "opening",
                            config.money.MoneyField(default=0, verbose_name="Balance before the first line"),
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
                                to="funds.bankaccount",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FundAccountEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("treasury", "Treasury"),
                                    ("fiscal", "Fiscal special account"),
                                    ("income", "Income account"),
                                    ("expenditure", "Expenditure account"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
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
                                to="funds.fundaccount",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TreasuryTransfer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("first", models.DateField(verbose_name="Receipts from")),
                        ("last", models.DateField(verbose_name="Receipts to")),
                        (
                            "number",
                            models.CharField(max_length=40, verbose_name="Number of the transfer slip"),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("moved_on", models.DateField(verbose_name="Moved on")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="Recorded at")),
                        (
                            "agency",
                            models.ForeignKey(
                                help_text="Whose book the money stands in.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Recorded by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Transfer out of the treasury",
                        "verbose_name_plural": "Transfers out of the treasury",
                        "ordering": ("-moved_on", "-pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "number"), name="treasury_transfer_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="treasury_transfer_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last__gte", models.F("first")), ("moved_on__gte", models.F("first"))
                                ),
                                name="treasury_transfer_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TreasuryTransferEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("first", models.DateField(verbose_name="Receipts from")),
                        ("last", models.DateField(verbose_name="Receipts to")),
                        (
                            "number",
                            models.CharField(max_length=40, verbose_name="Number of the transfer slip"),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("moved_on", models.DateField(verbose_name="Moved on")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="Recorded at")),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="Whose book the money stands in.",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
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
                                to="funds.treasurytransfer",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Recorded by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
        config.migrating.AddTrigger(
            model_name="collectiondifference",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_collectiondifferenceevent" ("area_id", "closed_at", "closed_by_id", "closing", "closing_note", "county_id", "explained_by_id", "explanation", "finance", "first_day", "found_at", "id", "insurance", "insutype", "key", "kind", "last_day", "month", "owner_id", "payer_group", "payer_name", "payer_no", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "records", "source", "state", "tax", "treasury") SELECT new_values."area_id", new_values."closed_at", new_values."closed_by_id", new_values."closing", new_values."closing_note", new_values."county_id", new_values."explained_by_id", new_values."explanation", new_values."finance", new_values."first_day", new_values."found_at", new_values."id", new_values."insurance", new_values."insutype", new_values."key", new_values."kind", new_values."last_day", new_values."month", new_values."owner_id", new_values."payer_group", new_values."payer_name", new_values."payer_no", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."record_id", new_values."records", new_values."source", new_values."state", new_values."tax", new_values."treasury" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="317986030ea0d6337f25d85c5bba960a806f2e27",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d4aec",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_collectiondifference",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="collectiondifference",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_collectiondifferenceevent" ("area_id", "closed_at", "closed_by_id", "closing", "closing_note", "county_id", "explained_by_id", "explanation", "finance", "first_day", "found_at", "id", "insurance", "insutype", "key", "kind", "last_day", "month", "owner_id", "payer_group", "payer_name", "payer_no", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "records", "source", "state", "tax", "treasury") SELECT new_values."area_id", new_values."closed_at", new_values."closed_by_id", new_values."closing", new_values."closing_note", new_values."county_id", new_values."explained_by_id", new_values."explanation", new_values."finance", new_values."first_day", new_values."found_at", new_values."id", new_values."insurance", new_values."insutype", new_values."key", new_values."kind", new_values."last_day", new_values."month", new_values."owner_id", new_values."payer_group", new_values."payer_name", new_values."payer_no", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."record_id", new_values."records", new_values."source", new_values."state", new_values."tax", new_values."treasury" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8b1a302a98c0a0c31253e153c883c85c7eb411fd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c7bc3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_collectiondifference",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="collectiondifference",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_collectiondifferenceevent" ("area_id", "closed_at", "closed_by_id", "closing", "closing_note", "county_id", "explained_by_id", "explanation", "finance", "first_day", "found_at", "id", "insurance", "insutype", "key", "kind", "last_day", "month", "owner_id", "payer_group", "payer_name", "payer_no", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "records", "source", "state", "tax", "treasury") SELECT old_values."area_id", old_values."closed_at", old_values."closed_by_id", old_values."closing", old_values."closing_note", old_values."county_id", old_values."explained_by_id", old_values."explanation", old_values."finance", old_values."first_day", old_values."found_at", old_values."id", old_values."insurance", old_values."insutype", old_values."key", old_values."kind", old_values."last_day", old_values."month", old_values."owner_id", old_values."payer_group", old_values."payer_name", old_values."payer_no", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."record_id", old_values."records", old_values."source", old_values."state", old_values."tax", old_values."treasury" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1bdb25e2c899dd2ad642d0a7a22709a383ff80fe",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_81a64",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_collectiondifference",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="collectionrun",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_collectionrunevent" ("area_id", "compared_at", "compared_by_id", "id", "matched", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."compared_at", new_values."compared_by_id", new_values."id", new_values."matched", new_values."month", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3ed9a4d91e0b65b197a07f416c82b60fe0f7d89a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cb99c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_collectionrun",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="collectionrun",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_collectionrunevent" ("area_id", "compared_at", "compared_by_id", "id", "matched", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."compared_at", new_values."compared_by_id", new_values."id", new_values."matched", new_values."month", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="97455235e53b87eedf872bcf50a492905db6734d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f8932",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_collectionrun",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="collectionrun",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_collectionrunevent" ("area_id", "compared_at", "compared_by_id", "id", "matched", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."area_id", old_values."compared_at", old_values."compared_by_id", old_values."id", old_values."matched", old_values."month", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8435e8b0d2fdb564440ce728c238c8b1e63e3f3e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fbe59",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_collectionrun",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="collectionsignoff",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_collectionsignoffevent" ("area_id", "county_id", "explained", "fingerprint", "id", "month", "payer_group", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "signed_by_id", "stale_at") SELECT new_values."area_id", new_values."county_id", new_values."explained", new_values."fingerprint", new_values."id", new_values."month", new_values."payer_group", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."signed_at", new_values."signed_by_id", new_values."stale_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9b76a17425e52ab5bee6936e1f38c44c49cec378",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fd1c8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_collectionsignoff",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="collectionsignoff",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_collectionsignoffevent" ("area_id", "county_id", "explained", "fingerprint", "id", "month", "payer_group", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "signed_by_id", "stale_at") SELECT new_values."area_id", new_values."county_id", new_values."explained", new_values."fingerprint", new_values."id", new_values."month", new_values."payer_group", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."signed_at", new_values."signed_by_id", new_values."stale_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="995665f45a07bfc1b1739d06934e1d2b00ae3a27",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dbaf1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_collectionsignoff",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="collectionsignoff",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_collectionsignoffevent" ("area_id", "county_id", "explained", "fingerprint", "id", "month", "payer_group", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "signed_by_id", "stale_at") SELECT old_values."area_id", old_values."county_id", old_values."explained", old_values."fingerprint", old_values."id", old_values."month", old_values."payer_group", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."signed_at", old_values."signed_by_id", old_values."stale_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ae626b2a5653015f6fb37382e728878e6b538b38",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ace73",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_collectionsignoff",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="collectionsignoffline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_collectionsignofflineevent" ("confirmed_at", "confirmed_by_id", "county_id", "finance", "id", "insurance", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipts", "sign_off_id", "tax", "treasury") SELECT new_values."confirmed_at", new_values."confirmed_by_id", new_values."county_id", new_values."finance", new_values."id", new_values."insurance", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receipts", new_values."sign_off_id", new_values."tax", new_values."treasury" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0589b12b277fa7964c2fba867759b23ed19a68ad",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e51fe",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_collectionsignoffline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="collectionsignoffline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_collectionsignofflineevent" ("confirmed_at", "confirmed_by_id", "county_id", "finance", "id", "insurance", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipts", "sign_off_id", "tax", "treasury") SELECT new_values."confirmed_at", new_values."confirmed_by_id", new_values."county_id", new_values."finance", new_values."id", new_values."insurance", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."receipts", new_values."sign_off_id", new_values."tax", new_values."treasury" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6ffae8c1fba915978d9fdc92d6842893fe7ec7ac",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_556ca",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_collectionsignoffline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="collectionsignoffline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_collectionsignofflineevent" ("confirmed_at", "confirmed_by_id", "county_id", "finance", "id", "insurance", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipts", "sign_off_id", "tax", "treasury") SELECT old_values."confirmed_at", old_values."confirmed_by_id", old_values."county_id", old_values."finance", old_values."id", old_values."insurance", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receipts", old_values."sign_off_id", old_values."tax", old_values."treasury" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="83cef7093c4136f36f9f8da75ba003924101f085",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ecbfe",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_collectionsignoffline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="fundaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_fundaccountevent" ("agency_id", "id", "insutype", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."agency_id", new_values."id", new_values."insutype", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ab98edfc0281d5812d47fd7fff378f2b603ab469",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a0a99",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_fundaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="fundaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_fundaccountevent" ("agency_id", "id", "insutype", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."agency_id", new_values."id", new_values."insutype", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d415578b9e67d17e4b18542d0c29bd03a59929f6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_af92b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_fundaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="fundaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_fundaccountevent" ("agency_id", "id", "insutype", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."agency_id", old_values."id", old_values."insutype", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5a536562879a627cfecb22476e3dd0608d40d6b5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8213e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_fundaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="bankaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_bankaccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "fund_account_id", "id", "opening", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."bank_code", new_values."bank_name", new_values."fund_account_id", new_values."id", new_values."opening", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1794fead045c12945287c63e8f7c9985a24fe06c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_70922",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_bankaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="bankaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_bankaccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "fund_account_id", "id", "opening", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."bank_code", new_values."bank_name", new_values."fund_account_id", new_values."id", new_values."opening", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ef2ce25253704c8cedd81825f821d295f9bafb07",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9d8c2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_bankaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="bankaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_bankaccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "fund_account_id", "id", "opening", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id") SELECT old_values."account_name", old_values."account_no", old_values."approved_by_id", old_values."bank_code", old_values."bank_name", old_values."fund_account_id", old_values."id", old_values."opening", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4ad5bb3d360dae19c99b87f246b3be94d01679e2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0229e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_bankaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="treasurytransfer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_treasurytransferevent" ("agency_id", "amount", "first", "id", "insutype", "last", "moved_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") SELECT new_values."agency_id", new_values."amount", new_values."first", new_values."id", new_values."insutype", new_values."last", new_values."moved_on", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."recorded_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7f096e4c9306a393310050b4c51e4764b78412ae",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_30fc1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_treasurytransfer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="treasurytransfer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_treasurytransferevent" ("agency_id", "amount", "first", "id", "insutype", "last", "moved_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") SELECT new_values."agency_id", new_values."amount", new_values."first", new_values."id", new_values."insutype", new_values."last", new_values."moved_on", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."recorded_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="213ed6e5c63eb4012c29886b2873a2d774508e45",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac8c3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_treasurytransfer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="treasurytransfer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_treasurytransferevent" ("agency_id", "amount", "first", "id", "insutype", "last", "moved_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") SELECT old_values."agency_id", old_values."amount", old_values."first", old_values."id", old_values."insutype", old_values."last", old_values."moved_on", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."recorded_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="65c302619ab2c2d03c1ef2308f540c9b3349e638",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b9160",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_treasurytransfer",
                    when="AFTER",
                ),
            ),
        ),
    ]
