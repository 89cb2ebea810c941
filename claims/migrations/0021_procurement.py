import config.migrating
import config.money
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0020_public_reports_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="PlatformPurchase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Month")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("drug", "Drugs"), ("material", "Consumables")],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        ("bought", config.money.MoneyField(verbose_name="Bought in all")),
                        ("on_platform", config.money.MoneyField(verbose_name="Bought on the platform")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Purchases of a month",
                        "verbose_name_plural": "Purchases by month",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("institution", "month", "kind"), name="platform_purchase_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("bought__gt", 0),
                                    ("month__day", 1),
                                    ("on_platform__gte", 0),
                                    ("on_platform__lte", models.F("bought")),
                                ),
                                name="platform_purchase_amounts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcurementBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        ("name", models.CharField(max_length=200, verbose_name="Name")),
                        (
                            "tier",
                            models.CharField(
                                choices=[
                                    ("nation", "National procurement"),
                                    ("province", "Provincial procurement"),
                                    ("alliance", "Procurement of an alliance of cities"),
                                ],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="Basis document")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Paid from the fund of")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drafted", "Being drafted"),
                                    ("in_force", "In force"),
                                    ("closed", "Batch closed"),
                                ],
                                default="drafted",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Put in force by",
                            ),
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
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Drafted by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Procurement batch",
                        "verbose_name_plural": "Procurement batches",
                        "ordering": ("-number",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_by__isnull", True), ("state", "drafted")),
                                    models.Q(
                                        models.Q(("state", "drafted"), _negated=True),
                                        ("approved_by__isnull", False),
                                        models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="procurement_batch_two_people",
                                violation_error_message="A second person puts a batch in force.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__endswith__isnull", False),
                                    ("period__isempty", False),
                                    ("period__startswith__isnull", False),
                                ),
                                name="procurement_batch_period",
                                violation_error_message="The period ends before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Supplier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=18, verbose_name="Unified social credit code")),
                        ("name", models.CharField(max_length=200, verbose_name="Supplier")),
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
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Supplier",
                        "verbose_name_plural": "Suppliers",
                        "ordering": ("code",),
                        "constraints": [
                            models.UniqueConstraint(fields=("area", "code"), name="supplier_code_per_area"),
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^[0-9A-Z]{18}$")),
                                name="supplier_code_form",
                                violation_error_message="The code is eighteen digits and capital letters.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlatformPurchaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(verbose_name="Month")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("drug", "Drugs"), ("material", "Consumables")],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        ("bought", config.money.MoneyField(verbose_name="Bought in all")),
                        ("on_platform", config.money.MoneyField(verbose_name="Bought on the platform")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                                to="claims.platformpurchase",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProcurementBatchEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        ("name", models.CharField(max_length=200, verbose_name="Name")),
                        (
                            "tier",
                            models.CharField(
                                choices=[
                                    ("nation", "National procurement"),
                                    ("province", "Provincial procurement"),
                                    ("alliance", "Procurement of an alliance of cities"),
                                ],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="Basis document")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Paid from the fund of")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drafted", "Being drafted"),
                                    ("in_force", "In force"),
                                    ("closed", "Batch closed"),
                                ],
                                default="drafted",
                                max_length=8,
                                verbose_name="State",
                            ),
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
                                verbose_name="Put in force by",
                            ),
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
                            "drafted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Drafted by",
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
                                to="claims.procurementbatch",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProcurementItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                        ("item_name", models.CharField(max_length=200, verbose_name="Item")),
                        ("unit", models.CharField(max_length=20, verbose_name="Unit")),
                        (
                            "price",
                            models.DecimalField(
                                decimal_places=6,
                                help_text="Yuan per unit.",
                                max_digits=16,
                                verbose_name="Agreed price",
                            ),
                        ),
                        (
                            "former_price",
                            models.DecimalField(
                                decimal_places=6,
                                help_text="Yuan per unit.",
                                max_digits=16,
                                verbose_name="Price before",
                            ),
                        ),
                        ("maker", models.CharField(max_length=200, verbose_name="Maker")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="claims.procurementbatch",
                                verbose_name="Procurement batch",
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
                            "supplier",
                            models.ForeignKey(
                                help_text="Who is paid.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.supplier",
                                verbose_name="Supplier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Item of a batch",
                        "verbose_name_plural": "Items of batches",
                        "ordering": ("med_list_codg",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("batch", "med_list_codg"), name="procurement_item_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("former_price__gte", 0), ("price__gt", 0)),
                                name="procurement_item_prices",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcurementPayable",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("direct", "To a supplier for an institution"),
                                    ("reward", "Surplus reward of an institution"),
                                ],
                                max_length=6,
                                verbose_name="For",
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Paid from the fund of")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("due_on", models.DateField(verbose_name="To be paid by")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed, to be approved"),
                                    ("ready", "Approved, to be paid"),
                                    ("ordered", "Payment ordered"),
                                    ("paid", "Paid"),
                                    ("failed", "Payment failed"),
                                    ("dropped", "Dropped, its deliveries are free again"),
                                ],
                                default="proposed",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "dropped_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was dropped"),
                        ),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="Paid on")),
                        (
                            "failure_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Bank's reason"),
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
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                help_text="The county that pays the institution.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Paid by",
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
                            "supplier",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payables",
                                to="claims.supplier",
                                verbose_name="Supplier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Amount owed out of procurement",
                        "verbose_name_plural": "Amounts owed out of procurement",
                        "ordering": ("-number",),
                        "indexes": [
                            models.Index(
                                fields=["payer", "insutype", "state"], name="procurement_payable_by_payer"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="procurement_payable_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "direct"), ("supplier__isnull", False)),
                                    models.Q(("kind", "reward"), ("supplier__isnull", True)),
                                    _connector="OR",
                                ),
                                name="procurement_payable_to_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_by__isnull", True), ("state__in", ["proposed", "dropped"])
                                    ),
                                    models.Q(
                                        ("approved_by__isnull", False),
                                        models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="procurement_payable_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("paid_on__isnull", False), ("state", "paid")),
                                    models.Q(
                                        models.Q(("state", "paid"), _negated=True), ("paid_on__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="procurement_payable_paid_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "dropped"), _negated=True),
                                    models.Q(("dropped_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="procurement_payable_dropped_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupplierAccount",
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
                            "supplier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="claims.supplier",
                                verbose_name="Supplier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Account of a supplier",
                        "verbose_name_plural": "Accounts of suppliers",
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("approved_by__isnull", False)),
                                expressions=[("supplier", "="), ("period", "&&")],
                                name="supplier_account_one_at_a_time",
                                violation_error_message="Another account is already in force in this period.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="supplier_account_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupplierCreditEvent",
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
                        (
                            "supplier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credit_events",
                                to="claims.supplier",
                                verbose_name="Supplier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Credit event of a supplier",
                        "verbose_name_plural": "Credit events of suppliers",
                        "ordering": ("-day", "-pk"),
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
                                name="supplier_credit_two_people",
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
                                name="supplier_credit_repaired_by_another",
                                violation_error_message="A second person grants a repair.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("evidence", ""), _negated=True), ("points__gt", 0)
                                ),
                                name="supplier_credit_evidenced",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupplierEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=18, verbose_name="Unified social credit code")),
                        ("name", models.CharField(max_length=200, verbose_name="Supplier")),
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
                                to="claims.supplier",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AgreedVolume",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                decimal_places=4, max_digits=16, verbose_name="Agreed volume"
                            ),
                        ),
                        (
                            "used",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                editable=False,
                                help_text="Of settled bills; empty until it is counted.",
                                max_digits=16,
                                null=True,
                                verbose_name="Used by bills",
                            ),
                        ),
                        (
                            "counted_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="Counted at"
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="volumes",
                                to="claims.procurementitem",
                                verbose_name="Item of a batch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Agreed volume",
                        "verbose_name_plural": "Agreed volumes",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "institution"), name="agreed_volume_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="agreed_volume_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcurementItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                        ("item_name", models.CharField(max_length=200, verbose_name="Item")),
                        ("unit", models.CharField(max_length=20, verbose_name="Unit")),
                        (
                            "price",
                            models.DecimalField(
                                decimal_places=6,
                                help_text="Yuan per unit.",
                                max_digits=16,
                                verbose_name="Agreed price",
                            ),
                        ),
                        (
                            "former_price",
                            models.DecimalField(
                                decimal_places=6,
                                help_text="Yuan per unit.",
                                max_digits=16,
                                verbose_name="Price before",
                            ),
                        ),
                        ("maker", models.CharField(max_length=200, verbose_name="Maker")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.procurementbatch",
                                verbose_name="Procurement batch",
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
                                to="claims.procurementitem",
                            ),
                        ),
                        (
                            "supplier",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="Who is paid.",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.supplier",
                                verbose_name="Supplier",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("delivery_no", models.CharField(max_length=40, verbose_name="Delivery note")),
                        ("invoice_no", models.CharField(max_length=40, verbose_name="Invoice")),
                        ("delivered_on", models.DateField(verbose_name="Delivered on")),
                        (
                            "quantity",
                            models.DecimalField(decimal_places=4, max_digits=16, verbose_name="Quantity"),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "reporter",
                            models.CharField(
                                choices=[("institution", "The institution"), ("supplier", "The supplier")],
                                max_length=11,
                                verbose_name="Reported by",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reported", "Reported, to be accepted"),
                                    ("accepted", "Delivery accepted"),
                                    ("refused", "Delivery refused"),
                                ],
                                default="reported",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="Accepted on")),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was refused"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                            "handled_by",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to="claims.procurementitem",
                                verbose_name="Item of a batch",
                            ),
                        ),
                        (
                            "payable",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to="claims.procurementpayable",
                                verbose_name="Paid with",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Delivery",
                        "verbose_name_plural": "Deliveries",
                        "indexes": [
                            models.Index(fields=["institution", "state", "delivered_on"], name="delivery_of")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("institution", "item", "delivery_no", "invoice_no"),
                                name="delivery_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0), ("quantity__gt", 0)),
                                name="delivery_amounts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("accepted_on__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("state", "reported"),
                                    ),
                                    models.Q(
                                        ("accepted_on__isnull", False),
                                        ("state", "accepted"),
                                        models.Q(("decided_by", models.F("handled_by")), _negated=True),
                                    ),
                                    models.Q(
                                        ("accepted_on__isnull", True),
                                        ("state", "refused"),
                                        models.Q(("refused_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_decided",
                                violation_error_message="Another person than who took it in accepts a delivery.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("payable__isnull", True), ("state", "accepted"), _connector="OR"
                                ),
                                name="delivery_paid_accepted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "reported"), ("decided_by__isnull", False), _connector="OR"
                                ),
                                name="delivery_decided_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcurementPayableEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("direct", "To a supplier for an institution"),
                                    ("reward", "Surplus reward of an institution"),
                                ],
                                max_length=6,
                                verbose_name="For",
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Paid from the fund of")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("due_on", models.DateField(verbose_name="To be paid by")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed, to be approved"),
                                    ("ready", "Approved, to be paid"),
                                    ("ordered", "Payment ordered"),
                                    ("paid", "Paid"),
                                    ("failed", "Payment failed"),
                                    ("dropped", "Dropped, its deliveries are free again"),
                                ],
                                default="proposed",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "dropped_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was dropped"),
                        ),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="Paid on")),
                        (
                            "failure_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Bank's reason"),
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
                            "payer",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="The county that pays the institution.",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Paid by",
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
                                to="claims.procurementpayable",
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
                            "supplier",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.supplier",
                                verbose_name="Supplier",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SurplusReward",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="Score of the yearly assessment"
                            ),
                        ),
                        ("budget", config.money.MoneyField(verbose_name="Budget of the items before")),
                        ("surplus", config.money.MoneyField(verbose_name="Surplus measured")),
                        ("amount", config.money.MoneyField(verbose_name="Reward")),
                        ("steps", models.JSONField(default=list, verbose_name="Steps")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed, to be reviewed"),
                                    ("granted", "Granted, to be paid"),
                                    ("nothing", "Reviewed, nothing to pay"),
                                    ("refused", "Sent back to be computed anew"),
                                ],
                                default="proposed",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was sent back"),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rewards",
                                to="claims.procurementbatch",
                                verbose_name="Procurement batch",
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
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "payable",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reward",
                                to="claims.procurementpayable",
                                verbose_name="Paid with",
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
                        "verbose_name": "Surplus reward",
                        "verbose_name_plural": "Surplus rewards",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("batch", "institution"),
                                name="surplus_reward_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gte", 0),
                                    ("amount__lte", models.F("surplus")),
                                    ("budget__gte", 0),
                                    ("surplus__gte", 0),
                                ),
                                name="surplus_reward_amounts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_by__isnull", True), ("state", "proposed")),
                                    models.Q(
                                        models.Q(("state", "proposed"), _negated=True),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="surplus_reward_two_people",
                                violation_error_message="A second person decides on a reward.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("amount__gt", 0), ("payable__isnull", False), ("state", "granted")
                                    ),
                                    models.Q(
                                        models.Q(("state", "granted"), _negated=True),
                                        ("payable__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="surplus_reward_paid_granted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupplierAccountEvent",
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
                                to="claims.supplieraccount",
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
                            "supplier",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.supplier",
                                verbose_name="Supplier",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SupplierCreditEventEvent",
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
                                to="claims.suppliercreditevent",
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
                        (
                            "supplier",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.supplier",
                                verbose_name="Supplier",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AgreedVolumeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "quantity",
                            models.DecimalField(
                                decimal_places=4, max_digits=16, verbose_name="Agreed volume"
                            ),
                        ),
                        (
                            "used",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                editable=False,
                                help_text="Of settled bills; empty until it is counted.",
                                max_digits=16,
                                null=True,
                                verbose_name="Used by bills",
                            ),
                        ),
                        (
                            "counted_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="Counted at"
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                                to="claims.agreedvolume",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.procurementitem",
                                verbose_name="Item of a batch",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DeliveryEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("delivery_no", models.CharField(max_length=40, verbose_name="Delivery note")),
                        ("invoice_no", models.CharField(max_length=40, verbose_name="Invoice")),
                        ("delivered_on", models.DateField(verbose_name="Delivered on")),
                        (
                            "quantity",
                            models.DecimalField(decimal_places=4, max_digits=16, verbose_name="Quantity"),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "reporter",
                            models.CharField(
                                choices=[("institution", "The institution"), ("supplier", "The supplier")],
                                max_length=11,
                                verbose_name="Reported by",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reported", "Reported, to be accepted"),
                                    ("accepted", "Delivery accepted"),
                                    ("refused", "Delivery refused"),
                                ],
                                default="reported",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="Accepted on")),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was refused"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                                to="claims.delivery",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.procurementitem",
                                verbose_name="Item of a batch",
                            ),
                        ),
                        (
                            "payable",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.procurementpayable",
                                verbose_name="Paid with",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SurplusRewardEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "score",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="Score of the yearly assessment"
                            ),
                        ),
                        ("budget", config.money.MoneyField(verbose_name="Budget of the items before")),
                        ("surplus", config.money.MoneyField(verbose_name="Surplus measured")),
                        ("amount", config.money.MoneyField(verbose_name="Reward")),
                        ("steps", models.JSONField(default=list, verbose_name="Steps")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed, to be reviewed"),
                                    ("granted", "Granted, to be paid"),
                                    ("nothing", "Reviewed, nothing to pay"),
                                    ("refused", "Sent back to be computed anew"),
                                ],
                                default="proposed",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was sent back"),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.procurementbatch",
                                verbose_name="Procurement batch",
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
                            "payable",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.procurementpayable",
                                verbose_name="Paid with",
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
                                to="claims.surplusreward",
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
            model_name="platformpurchase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_platformpurchaseevent" ("bought", "handled_by_id", "id", "import_run_id", "institution_id", "kind", "month", "on_platform", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."bought", new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."kind", new_values."month", new_values."on_platform", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="35b6f2e23d18b9a64b9ae45daa0bedc5abe0ef2d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_35a88",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_platformpurchase",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="platformpurchase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_platformpurchaseevent" ("bought", "handled_by_id", "id", "import_run_id", "institution_id", "kind", "month", "on_platform", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."bought", new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."kind", new_values."month", new_values."on_platform", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="913d1bd02c1179fd61f31d87907df00628caca3f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_691b1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_platformpurchase",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="platformpurchase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_platformpurchaseevent" ("bought", "handled_by_id", "id", "import_run_id", "institution_id", "kind", "month", "on_platform", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."bought", old_values."handled_by_id", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."kind", old_values."month", old_values."on_platform", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="aea2d073bceadfcd910cb631c825ff9d6abf0395",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8fec0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_platformpurchase",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="procurementbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_procurementbatchevent" ("approved_by_id", "area_id", "basis", "drafted_by_id", "id", "insutype", "name", "number", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "tier") SELECT new_values."approved_by_id", new_values."area_id", new_values."basis", new_values."drafted_by_id", new_values."id", new_values."insutype", new_values."name", new_values."number", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state", new_values."tier" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c1c03ba519176aaeadf0ceb32eb41d1aae2d13a0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0184e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_procurementbatch",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="procurementbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_procurementbatchevent" ("approved_by_id", "area_id", "basis", "drafted_by_id", "id", "insutype", "name", "number", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "tier") SELECT new_values."approved_by_id", new_values."area_id", new_values."basis", new_values."drafted_by_id", new_values."id", new_values."insutype", new_values."name", new_values."number", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state", new_values."tier" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7e0879e85e063769e81eb2cb807acb4c80ddd7ec",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0c00f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_procurementbatch",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="procurementbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_procurementbatchevent" ("approved_by_id", "area_id", "basis", "drafted_by_id", "id", "insutype", "name", "number", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "tier") SELECT old_values."approved_by_id", old_values."area_id", old_values."basis", old_values."drafted_by_id", old_values."id", old_values."insutype", old_values."name", old_values."number", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."state", old_values."tier" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="97e5ea4788c89a9b3800f853073748e724bc3ef2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5e776",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_procurementbatch",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreedvolume",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_agreedvolumeevent" ("counted_at", "handled_by_id", "id", "import_run_id", "institution_id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "used") SELECT new_values."counted_at", new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."item_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quantity", new_values."used" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f44c74f60d9634436c445997b34dc2567a3e40b6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_17d04",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_agreedvolume",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreedvolume",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_agreedvolumeevent" ("counted_at", "handled_by_id", "id", "import_run_id", "institution_id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "used") SELECT new_values."counted_at", new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."item_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."quantity", new_values."used" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d1f1f3dee9db53f3248cca9e94a96e3bf69f1f17",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0361b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_agreedvolume",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreedvolume",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_agreedvolumeevent" ("counted_at", "handled_by_id", "id", "import_run_id", "institution_id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "used") SELECT old_values."counted_at", old_values."handled_by_id", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."item_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."quantity", old_values."used" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="161299974752eba0622902563ae5194cf0ff9648",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4753d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_agreedvolume",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="delivery",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_deliveryevent" ("accepted_on", "amount", "decided_by_id", "delivered_on", "delivery_no", "handled_by_id", "id", "import_run_id", "institution_id", "invoice_no", "item_id", "payable_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "refused_reason", "reporter", "state") SELECT new_values."accepted_on", new_values."amount", new_values."decided_by_id", new_values."delivered_on", new_values."delivery_no", new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."invoice_no", new_values."item_id", new_values."payable_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quantity", new_values."refused_reason", new_values."reporter", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f44b1a5013b094f7bb97f8efddb17bb6996cd2cc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3a363",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_delivery",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="delivery",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_deliveryevent" ("accepted_on", "amount", "decided_by_id", "delivered_on", "delivery_no", "handled_by_id", "id", "import_run_id", "institution_id", "invoice_no", "item_id", "payable_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "refused_reason", "reporter", "state") SELECT new_values."accepted_on", new_values."amount", new_values."decided_by_id", new_values."delivered_on", new_values."delivery_no", new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."invoice_no", new_values."item_id", new_values."payable_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."quantity", new_values."refused_reason", new_values."reporter", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="30831ba0a41e7adbfe92203fe7c4c80755b92474",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_84d06",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_delivery",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="delivery",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_deliveryevent" ("accepted_on", "amount", "decided_by_id", "delivered_on", "delivery_no", "handled_by_id", "id", "import_run_id", "institution_id", "invoice_no", "item_id", "payable_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "refused_reason", "reporter", "state") SELECT old_values."accepted_on", old_values."amount", old_values."decided_by_id", old_values."delivered_on", old_values."delivery_no", old_values."handled_by_id", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."invoice_no", old_values."item_id", old_values."payable_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."quantity", old_values."refused_reason", old_values."reporter", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e0d921b5b08722c63c0e8a3a2f34007978a31101",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_42f44",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_delivery",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="supplier",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_supplierevent" ("area_id", "code", "entered_by_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."code", new_values."entered_by_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6393ed1fe265c3e6146081221760a2ad49028882",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b4524",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_supplier",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="supplier",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_supplierevent" ("area_id", "code", "entered_by_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."code", new_values."entered_by_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6b60ecd7de663b886c7cd6df16229c180ce8e918",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4d153",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_supplier",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="supplier",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_supplierevent" ("area_id", "code", "entered_by_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."area_id", old_values."code", old_values."entered_by_id", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f9315d6911d8c568b8433179d5752393f357891d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_51d04",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_supplier",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="procurementpayable",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_procurementpayableevent" ("amount", "approved_by_id", "dropped_reason", "due_on", "failure_reason", "id", "institution_id", "insutype", "kind", "number", "paid_on", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "state", "supplier_id") SELECT new_values."amount", new_values."approved_by_id", new_values."dropped_reason", new_values."due_on", new_values."failure_reason", new_values."id", new_values."institution_id", new_values."insutype", new_values."kind", new_values."number", new_values."paid_on", new_values."payer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."state", new_values."supplier_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c627679d37fefad0db971e7a1a0f95099af93cd5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_929fa",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_procurementpayable",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="procurementpayable",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_procurementpayableevent" ("amount", "approved_by_id", "dropped_reason", "due_on", "failure_reason", "id", "institution_id", "insutype", "kind", "number", "paid_on", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "state", "supplier_id") SELECT new_values."amount", new_values."approved_by_id", new_values."dropped_reason", new_values."due_on", new_values."failure_reason", new_values."id", new_values."institution_id", new_values."insutype", new_values."kind", new_values."number", new_values."paid_on", new_values."payer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."state", new_values."supplier_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ab26222a411263dd300629dfd01fd77965353554",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fa397",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_procurementpayable",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="procurementpayable",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_procurementpayableevent" ("amount", "approved_by_id", "dropped_reason", "due_on", "failure_reason", "id", "institution_id", "insutype", "kind", "number", "paid_on", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "state", "supplier_id") SELECT old_values."amount", old_values."approved_by_id", old_values."dropped_reason", old_values."due_on", old_values."failure_reason", old_values."id", old_values."institution_id", old_values."insutype", old_values."kind", old_values."number", old_values."paid_on", old_values."payer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."state", old_values."supplier_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="dfa042cf6624bd251b4df60cda5931c805e0beaa",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_86640",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_procurementpayable",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="procurementitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_procurementitemevent" ("batch_id", "former_price", "handled_by_id", "id", "import_run_id", "item_name", "maker", "med_list_codg", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "supplier_id", "unit") SELECT new_values."batch_id", new_values."former_price", new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."item_name", new_values."maker", new_values."med_list_codg", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."price", new_values."supplier_id", new_values."unit" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="51ded60160a334d370f3b6b337c069a2abcda432",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_25d6d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_procurementitem",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="procurementitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_procurementitemevent" ("batch_id", "former_price", "handled_by_id", "id", "import_run_id", "item_name", "maker", "med_list_codg", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "supplier_id", "unit") SELECT new_values."batch_id", new_values."former_price", new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."item_name", new_values."maker", new_values."med_list_codg", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."price", new_values."supplier_id", new_values."unit" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d021c933be7d6020486a104e5696ae9a2c80af9e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6d917",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_procurementitem",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="procurementitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_procurementitemevent" ("batch_id", "former_price", "handled_by_id", "id", "import_run_id", "item_name", "maker", "med_list_codg", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "supplier_id", "unit") SELECT old_values."batch_id", old_values."former_price", old_values."handled_by_id", old_values."id", old_values."import_run_id", old_values."item_name", old_values."maker", old_values."med_list_codg", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."price", old_values."supplier_id", old_values."unit" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1d4b446ad778da3cf4140c43ea4f60e857ee9e57",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_531b1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_procurementitem",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="supplieraccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_supplieraccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "supplier_id") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_by_id", new_values."supplier_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="891c661b97c240d73fb779a646ae2860786a0d97",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6ccd1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_supplieraccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="supplieraccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_supplieraccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "supplier_id") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_by_id", new_values."supplier_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f99acf0568f7b1d81ed063b420cb2dab41a33f1e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_779f6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_supplieraccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="supplieraccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_supplieraccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "supplier_id") SELECT old_values."account_name", old_values."account_no", old_values."approved_by_id", old_values."bank_code", old_values."bank_name", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_by_id", old_values."supplier_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="428bed842352a48cf63d9025dd932958b5864b0f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_535de",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_supplieraccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="suppliercreditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_suppliercrediteventevent" ("area_id", "day", "decided_by_id", "entered_by_id", "event", "evidence", "id", "measures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "repair_asked_by_id", "repaired_by_id", "repaired_on", "state", "supplier_id", "title") SELECT new_values."area_id", new_values."day", new_values."decided_by_id", new_values."entered_by_id", new_values."event", new_values."evidence", new_values."id", new_values."measures", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."points", new_values."repair_asked_by_id", new_values."repaired_by_id", new_values."repaired_on", new_values."state", new_values."supplier_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5787a2d1d6d8f69003ff21cd36a3e093443bf5cf",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ea5da",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_suppliercreditevent",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="suppliercreditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_suppliercrediteventevent" ("area_id", "day", "decided_by_id", "entered_by_id", "event", "evidence", "id", "measures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "repair_asked_by_id", "repaired_by_id", "repaired_on", "state", "supplier_id", "title") SELECT new_values."area_id", new_values."day", new_values."decided_by_id", new_values."entered_by_id", new_values."event", new_values."evidence", new_values."id", new_values."measures", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."points", new_values."repair_asked_by_id", new_values."repaired_by_id", new_values."repaired_on", new_values."state", new_values."supplier_id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3f270b59eb5b831589494e2fd707cdf6056c3692",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1b37b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_suppliercreditevent",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="suppliercreditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_suppliercrediteventevent" ("area_id", "day", "decided_by_id", "entered_by_id", "event", "evidence", "id", "measures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "repair_asked_by_id", "repaired_by_id", "repaired_on", "state", "supplier_id", "title") SELECT old_values."area_id", old_values."day", old_values."decided_by_id", old_values."entered_by_id", old_values."event", old_values."evidence", old_values."id", old_values."measures", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."points", old_values."repair_asked_by_id", old_values."repaired_by_id", old_values."repaired_on", old_values."state", old_values."supplier_id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2dedd67c45ed67ef93a344d56e7a0f76eb0cdf9c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5575e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_suppliercreditevent",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="surplusreward",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_surplusrewardevent" ("amount", "batch_id", "budget", "decided_by_id", "id", "institution_id", "payable_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "refused_reason", "score", "state", "steps", "surplus") SELECT new_values."amount", new_values."batch_id", new_values."budget", new_values."decided_by_id", new_values."id", new_values."institution_id", new_values."payable_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_by_id", new_values."refused_reason", new_values."score", new_values."state", new_values."steps", new_values."surplus" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="deb807e263e287cec346dc960de5aa61b1fe442f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d6f8f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_surplusreward",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="surplusreward",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_surplusrewardevent" ("amount", "batch_id", "budget", "decided_by_id", "id", "institution_id", "payable_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "refused_reason", "score", "state", "steps", "surplus") SELECT new_values."amount", new_values."batch_id", new_values."budget", new_values."decided_by_id", new_values."id", new_values."institution_id", new_values."payable_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_by_id", new_values."refused_reason", new_values."score", new_values."state", new_values."steps", new_values."surplus" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7465f7144a185abeb9571ed0b3a3289bb9dc6f4a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6be12",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_surplusreward",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="surplusreward",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_surplusrewardevent" ("amount", "batch_id", "budget", "decided_by_id", "id", "institution_id", "payable_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "refused_reason", "score", "state", "steps", "surplus") SELECT old_values."amount", old_values."batch_id", old_values."budget", old_values."decided_by_id", old_values."id", old_values."institution_id", old_values."payable_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_by_id", old_values."refused_reason", old_values."score", old_values."state", old_values."steps", old_values."surplus" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b97d109a60deac933abb200d15cbe362c8688401",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_da056",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_surplusreward",
                    when="AFTER",
                ),
            ),
        ),
    ]
