import config.money
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import config.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0034_delivery_named"),
        ("funds", "0042_settlements_guarded"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="BookMerging",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("merged_on", models.DateField(verbose_name="First day of the one fund")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Run apart"),
                                    ("proposed", "Closing proposed"),
                                    ("closed", "Closed into one"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="Opened at")),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="Books closed on"),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Books closed by",
                            ),
                        ),
                        (
                            "into",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merging",
                                to="funds.book",
                                verbose_name="The one book",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Opened by",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Proposed by",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Accounting unit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Merging of funds",
                        "verbose_name_plural": "Mergings of funds",
                        "ordering": ("unit__code",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_by__isnull", True),
                                    models.Q(("closed_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="book_merging_two_people",
                                violation_error_message="Whoever proposes cannot close.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_by__isnull", True),
                                        ("closed_on__isnull", True),
                                        ("state", "open"),
                                    ),
                                    models.Q(
                                        ("closed_by__isnull", True),
                                        ("closed_on__isnull", True),
                                        ("proposed_by__isnull", False),
                                        ("state", "proposed"),
                                    ),
                                    models.Q(
                                        ("closed_by__isnull", False),
                                        ("closed_on__isnull", False),
                                        ("proposed_by__isnull", False),
                                        ("state", "closed"),
                                    ),
                                    _connector="OR",
                                ),
                                name="book_merging_state_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "as_of",
                            models.DateField(help_text="Last day before pooling.", verbose_name="Balance of"),
                        ),
                        (
                            "paper",
                            models.CharField(
                                help_text="Number and title.", max_length=120, verbose_name="Audit report"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Being entered"),
                                    ("checked", "Checked by the county"),
                                    ("confirmed", "Confirmed by the city"),
                                    ("booked", "Booked in the ledger"),
                                ],
                                db_default="entered",
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "balance",
                            config.money.MoneyField(db_default=0, default=0, verbose_name="Audited balance"),
                        ),
                        (
                            "returned_reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Why it was sent back"
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
                        (
                            "booked_by",
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
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Checked by",
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
                                related_name="openings",
                                to="institutions.agency",
                                verbose_name="County",
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
                        "verbose_name": "Balance from before pooling",
                        "verbose_name_plural": "Balances from before pooling",
                        "ordering": ("insutype", "county__code"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("county", "insutype"),
                                name="opening_once",
                                violation_error_message="This county's balance of this scheme is entered already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("checked_by__isnull", True),
                                        models.Q(("checked_by", models.F("entered_by")), _negated=True),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("booked_by__isnull", True),
                                        models.Q(("booked_by", models.F("confirmed_by")), _negated=True),
                                        _connector="OR",
                                    ),
                                ),
                                name="opening_by_several_people",
                                violation_error_message="Whoever prepares cannot check.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("checked_by__isnull", True),
                                        ("confirmed_by__isnull", True),
                                        ("state", "entered"),
                                    ),
                                    models.Q(
                                        ("checked_by__isnull", False),
                                        ("confirmed_by__isnull", True),
                                        ("state", "checked"),
                                    ),
                                    models.Q(
                                        ("booked_by__isnull", True),
                                        ("checked_by__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("state", "confirmed"),
                                    ),
                                    models.Q(
                                        ("booked_by__isnull", False),
                                        ("booked_on__isnull", False),
                                        ("checked_by__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("state", "booked"),
                                    ),
                                    _connector="OR",
                                ),
                                name="opening_state_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BookMergingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("merged_on", models.DateField(verbose_name="First day of the one fund")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Run apart"),
                                    ("proposed", "Closing proposed"),
                                    ("closed", "Closed into one"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="Opened at")),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="Books closed on"),
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
                                verbose_name="Books closed by",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.book",
                                verbose_name="The one book",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Opened by",
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
                                to="funds.bookmerging",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Proposed by",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Accounting unit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MergedBook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "closed",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="Closed into the one book"
                            ),
                        ),
                        (
                            "book",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="funds.book",
                                verbose_name="Old book",
                            ),
                        ),
                        (
                            "merging",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sources",
                                to="funds.bookmerging",
                                verbose_name="Merging",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Old book of a merging",
                        "verbose_name_plural": "Old books of mergings",
                        "ordering": ("book__insutype",),
                    },
                ),
                migrations.CreateModel(
                    name="MergingProof",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("subject_code", models.CharField(max_length=20, verbose_name="Code of the subject")),
                        ("subject_name", models.CharField(max_length=80, verbose_name="Subject")),
                        ("memorandum", models.BooleanField(verbose_name="Memorandum")),
                        (
                            "parts",
                            models.JSONField(
                                help_text="Fen by scheme, at the cut.", verbose_name="By old book"
                            ),
                        ),
                        ("before", config.money.MoneyField(verbose_name="Old books together")),
                        ("settled", config.money.MoneyField(verbose_name="Settled since")),
                        ("carried", config.money.MoneyField(verbose_name="Carried into the one book")),
                        ("own", config.money.MoneyField(verbose_name="The one book before")),
                        ("after", config.money.MoneyField(verbose_name="The one book after")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
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
                            "merging",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proof",
                                to="funds.bookmerging",
                                verbose_name="Merging",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Line of a merging's proof",
                        "verbose_name_plural": "Lines of mergings' proofs",
                        "ordering": ("memorandum", "subject_code", "agency__code", "county__code"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("merging", "subject_code", "agency", "county"),
                                name="merging_proof_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "before",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("settled"), "+", models.F("carried")
                                        ),
                                    )
                                ),
                                name="merging_proof_nothing_lost",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "after",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("own"), "+", models.F("carried")
                                        ),
                                    )
                                ),
                                name="merging_proof_all_arrived",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handover",
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
                                    ("fund", "Money of the fund"),
                                    ("assets", "Assets"),
                                    ("records", "Records and systems"),
                                ],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="Title")),
                        (
                            "giver",
                            models.CharField(
                                help_text="The office.", max_length=120, verbose_name="Handed over by"
                            ),
                        ),
                        ("receiver", models.CharField(max_length=120, verbose_name="Office taking over")),
                        ("supervisor", models.CharField(max_length=120, verbose_name="Supervised by")),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="To be handed over by"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Being listed"),
                                    ("sealed", "Waits for signatures"),
                                    ("signed", "Handed over, signed by three"),
                                ],
                                db_default="draft",
                                default="draft",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "digest",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="Of the list as it was signed.",
                                max_length=64,
                                verbose_name="Fingerprint",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handovers",
                                to="institutions.agency",
                                verbose_name="County",
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
                            "opening",
                            models.ForeignKey(
                                blank=True,
                                help_text="Which a list of money must equal to the fen.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handovers",
                                to="funds.opening",
                                verbose_name="Balance from before pooling",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Handover list",
                        "verbose_name_plural": "Handover lists",
                        "ordering": ("-pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "fund"), ("opening__isnull", False)),
                                    models.Q(
                                        models.Q(("kind", "fund"), _negated=True), ("opening__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="handover_of_money_has_a_balance",
                            ),
                            models.UniqueConstraint(
                                fields=("opening",),
                                name="handover_of_money_once",
                                violation_error_message="This balance has its list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("digest", ""), ("state", "draft")),
                                    models.Q(
                                        models.Q(("state", "draft"), _negated=True),
                                        models.Q(("digest", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="handover_sealed_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpeningEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "as_of",
                            models.DateField(help_text="Last day before pooling.", verbose_name="Balance of"),
                        ),
                        (
                            "paper",
                            models.CharField(
                                help_text="Number and title.", max_length=120, verbose_name="Audit report"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Being entered"),
                                    ("checked", "Checked by the county"),
                                    ("confirmed", "Confirmed by the city"),
                                    ("booked", "Booked in the ledger"),
                                ],
                                db_default="entered",
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "balance",
                            config.money.MoneyField(db_default=0, default=0, verbose_name="Audited balance"),
                        ),
                        (
                            "returned_reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Why it was sent back"
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
                        (
                            "booked_by",
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
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Checked by",
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
                                to="funds.opening",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OpeningLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "held",
                            models.CharField(
                                choices=[
                                    ("income_account", "Income account"),
                                    ("fiscal_special_account", "Fiscal special account"),
                                    ("expenditure_account", "Expenditure account"),
                                    ("treasury", "Deposit in the treasury"),
                                    ("hospital_prepayment", "Working capital lent to institutions"),
                                    ("out_of_area_advance", "Advance for care outside the area"),
                                    ("receivable", "Other payments on account"),
                                    ("deposit_withheld", "Quality deposits withheld"),
                                    ("contributions_in_advance", "Contributions received in advance"),
                                    ("payable", "Other money held for others"),
                                    ("borrowing", "Borrowings"),
                                    ("personal_account_balance", "Balance of personal accounts"),
                                ],
                                max_length=40,
                                verbose_name="Item",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "opening",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="funds.opening",
                                verbose_name="Balance",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Part of a balance from before pooling",
                        "verbose_name_plural": "Parts of balances from before pooling",
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(fields=("opening", "held"), name="opening_line_once"),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="opening_line_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpeningUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("earlier_spending", "Spending of the time before pooling"),
                                    (
                                        "out_of_area_prepayment",
                                        "Advance for care outside the area, out of the balance",
                                    ),
                                    (
                                        "working_capital",
                                        "Working capital of institutions, out of the balance",
                                    ),
                                    ("gap_paid", "Paid by county finance on its debt"),
                                    ("handed_up", "Handed up to the city's account"),
                                ],
                                max_length=24,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "back",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                help_text="What was tied up is free again.",
                                verbose_name="Comes back",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "to_debt",
                            config.money.MoneyField(
                                db_default=0,
                                default=0,
                                help_text="Beyond what the balance held.",
                                verbose_name="Of it the county's debt",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="Day")),
                        ("evidence", models.CharField(max_length=120, verbose_name="Evidence")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "opening",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="funds.opening",
                                verbose_name="Balance",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Use of a balance from before pooling",
                        "verbose_name_plural": "Uses of balances from before pooling",
                        "ordering": ("happened_on", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gt", 0),
                                    ("to_debt__gte", 0),
                                    ("to_debt__lte", models.F("amount")),
                                    models.Q(("to_debt", 0), ("kind", "earlier_spending"), _connector="OR"),
                                ),
                                name="opening_use_amounts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("back", False),
                                    ("kind__in", ["out_of_area_prepayment", "working_capital"]),
                                    _connector="OR",
                                ),
                                name="opening_use_back_of_ties",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("opening", "kind", "back", "evidence"),
                                name="opening_use_once",
                                violation_error_message="This paper is entered already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "entered"), ("decided_by__isnull", True)),
                                    models.Q(
                                        models.Q(("state", "entered"), _negated=True),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="opening_use_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegacyArrear",
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
                                    ("fiscal_subsidy_income", "Fiscal subsidies not paid in"),
                                    ("personal_contribution", "Contributions of persons not handed over"),
                                    ("collective_subsidy_income", "Collective subsidies not paid in"),
                                    ("other_income", "Other money owed to the fund"),
                                ],
                                max_length=30,
                                verbose_name="Kind",
                            ),
                        ),
                        ("debtor", models.CharField(max_length=120, verbose_name="Owed by")),
                        ("of_year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("evidence", models.CharField(max_length=120, verbose_name="Evidence")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "dropped_reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="Why it was dropped",
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
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="arrears",
                                to="funds.mergedbook",
                                verbose_name="Old book",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Arrear of an old account",
                        "verbose_name_plural": "Arrears of old accounts",
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="legacy_arrear_positive"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("dropped_reason", "")),
                                fields=("source", "kind", "debtor", "of_year"),
                                name="legacy_arrear_once",
                                violation_error_message="This arrear is entered already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by__isnull", True),
                                    models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="legacy_arrear_two_people",
                                violation_error_message="Whoever prepares cannot confirm.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegacyBenefit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Clearing month")),
                        ("bill_count", models.PositiveIntegerField(verbose_name="Bills")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("open", "Still owed"),
                                    ("paid", "Settled"),
                                    ("carried", "Carried into the one fund"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=8,
                                verbose_name="What became of it",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="Why it is carried",
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
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                help_text="None where the month was not cleared yet.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funds.statement",
                                verbose_name="Institution statement",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="benefits",
                                to="funds.mergedbook",
                                verbose_name="Old book",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Benefit an old fund still owed",
                        "verbose_name_plural": "Benefits old funds still owed",
                        "ordering": ("month", "institution__fixmedins_code"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "month", "institution"), name="legacy_benefit_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "carried"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="legacy_benefit_carried_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MergedBookEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "closed",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="Closed into the one book"
                            ),
                        ),
                        (
                            "book",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.book",
                                verbose_name="Old book",
                            ),
                        ),
                        (
                            "merging",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.bookmerging",
                                verbose_name="Merging",
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
                                to="funds.mergedbook",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HandoverItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="Number")),
                        ("name", models.CharField(max_length=160, verbose_name="Item")),
                        (
                            "held",
                            models.CharField(
                                blank=True, default="", max_length=40, verbose_name="Part of the balance"
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                db_default=1,
                                decimal_places=2,
                                default=1,
                                max_digits=14,
                                verbose_name="Quantity",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                blank=True, default="", max_length=20, verbose_name="Unit of quantity"
                            ),
                        ),
                        ("amount", config.money.MoneyField(db_default=0, default=0, verbose_name="Amount")),
                        (
                            "found_quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="Quantity found",
                            ),
                        ),
                        (
                            "found_amount",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Amount found"),
                        ),
                        (
                            "difference",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Difference found"
                            ),
                        ),
                        (
                            "handover",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="funds.handover",
                                verbose_name="Handover list",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Item of a handover list",
                        "verbose_name_plural": "Items of handover lists",
                        "ordering": ("number",),
                        "constraints": [
                            models.UniqueConstraint(fields=("handover", "number"), name="handover_item_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(
                                            ("found_quantity__isnull", True),
                                            ("found_quantity", models.F("quantity")),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("found_amount__isnull", True),
                                            ("found_amount", models.F("amount")),
                                            _connector="OR",
                                        ),
                                    ),
                                    models.Q(("difference", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="handover_difference_explained",
                                violation_error_message="Say what the difference is.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandoverSignature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("giver", "Giver"),
                                    ("receiver", "Receiver"),
                                    ("supervisor", "Supervisor of the handover"),
                                ],
                                max_length=10,
                                verbose_name="Signs as",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="Name of the signer")),
                        ("signed_on", models.DateField(verbose_name="Day of signature")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "handover",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="funds.handover",
                                verbose_name="Handover list",
                            ),
                        ),
                        (
                            "scan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.attachment",
                                verbose_name="Scan",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Signed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Signature under a handover list",
                        "verbose_name_plural": "Signatures under handover lists",
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("handover", "part"),
                                name="handover_signed_once",
                                violation_error_message="This signature is there already.",
                            ),
                            models.UniqueConstraint(
                                fields=("handover", "name"),
                                name="handover_three_people",
                                violation_error_message="Giver, receiver and supervisor are three people.",
                            ),
                            models.UniqueConstraint(
                                fields=("handover", "signed_by"),
                                name="handover_three_users",
                                violation_error_message="Giver, receiver and supervisor are three people.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("signed_by", models.F("entered_by")), ("signed_by__isnull", False)
                                    ),
                                    models.Q(("scan__isnull", False), ("signed_by__isnull", True)),
                                    _connector="OR",
                                ),
                                name="handover_signature_proved",
                                violation_error_message="A signature on paper needs its scan.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandoverEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("fund", "Money of the fund"),
                                    ("assets", "Assets"),
                                    ("records", "Records and systems"),
                                ],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="Title")),
                        (
                            "giver",
                            models.CharField(
                                help_text="The office.", max_length=120, verbose_name="Handed over by"
                            ),
                        ),
                        ("receiver", models.CharField(max_length=120, verbose_name="Office taking over")),
                        ("supervisor", models.CharField(max_length=120, verbose_name="Supervised by")),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="To be handed over by"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Being listed"),
                                    ("sealed", "Waits for signatures"),
                                    ("signed", "Handed over, signed by three"),
                                ],
                                db_default="draft",
                                default="draft",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "digest",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="Of the list as it was signed.",
                                max_length=64,
                                verbose_name="Fingerprint",
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
                                to="funds.handover",
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
                            "opening",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Which a list of money must equal to the fen.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.opening",
                                verbose_name="Balance from before pooling",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OpeningLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "held",
                            models.CharField(
                                choices=[
                                    ("income_account", "Income account"),
                                    ("fiscal_special_account", "Fiscal special account"),
                                    ("expenditure_account", "Expenditure account"),
                                    ("treasury", "Deposit in the treasury"),
                                    ("hospital_prepayment", "Working capital lent to institutions"),
                                    ("out_of_area_advance", "Advance for care outside the area"),
                                    ("receivable", "Other payments on account"),
                                    ("deposit_withheld", "Quality deposits withheld"),
                                    ("contributions_in_advance", "Contributions received in advance"),
                                    ("payable", "Other money held for others"),
                                    ("borrowing", "Borrowings"),
                                    ("personal_account_balance", "Balance of personal accounts"),
                                ],
                                max_length=40,
                                verbose_name="Item",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "opening",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.opening",
                                verbose_name="Balance",
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
                                to="funds.openingline",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EarlierBill",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("care_ended_on", models.DateField(verbose_name="Care ended on")),
                        ("amount", config.money.MoneyField(verbose_name="Pooled fund")),
                        (
                            "payer",
                            models.ForeignKey(
                                help_text="Whose spending it is.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Paid by",
                            ),
                        ),
                        (
                            "settlement",
                            models.OneToOneField(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="claims.settlement",
                                verbose_name="Settlement",
                            ),
                        ),
                        (
                            "use",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bills",
                                to="funds.openinguse",
                                verbose_name="Charge",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Bill of the time before pooling",
                        "verbose_name_plural": "Bills of the time before pooling",
                    },
                ),
                migrations.CreateModel(
                    name="OpeningUseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("earlier_spending", "Spending of the time before pooling"),
                                    (
                                        "out_of_area_prepayment",
                                        "Advance for care outside the area, out of the balance",
                                    ),
                                    (
                                        "working_capital",
                                        "Working capital of institutions, out of the balance",
                                    ),
                                    ("gap_paid", "Paid by county finance on its debt"),
                                    ("handed_up", "Handed up to the city's account"),
                                ],
                                max_length=24,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "back",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                help_text="What was tied up is free again.",
                                verbose_name="Comes back",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "to_debt",
                            config.money.MoneyField(
                                db_default=0,
                                default=0,
                                help_text="Beyond what the balance held.",
                                verbose_name="Of it the county's debt",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="Day")),
                        ("evidence", models.CharField(max_length=120, verbose_name="Evidence")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "opening",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.opening",
                                verbose_name="Balance",
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
                                to="funds.openinguse",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ArrearPayment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Came in on")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Number of the bank's slip"),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "arrear",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="funds.legacyarrear",
                                verbose_name="Arrear",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Payment of an arrear",
                        "verbose_name_plural": "Payments of arrears",
                        "ordering": ("received_on", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="arrear_payment_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "entered"), ("decided_by__isnull", True)),
                                    models.Q(
                                        models.Q(("state", "entered"), _negated=True),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="arrear_payment_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("arrear", "evidence"),
                                name="arrear_payment_once",
                                violation_error_message="This slip is entered already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegacyArrearEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("fiscal_subsidy_income", "Fiscal subsidies not paid in"),
                                    ("personal_contribution", "Contributions of persons not handed over"),
                                    ("collective_subsidy_income", "Collective subsidies not paid in"),
                                    ("other_income", "Other money owed to the fund"),
                                ],
                                max_length=30,
                                verbose_name="Kind",
                            ),
                        ),
                        ("debtor", models.CharField(max_length=120, verbose_name="Owed by")),
                        ("of_year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("evidence", models.CharField(max_length=120, verbose_name="Evidence")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "dropped_reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="Why it was dropped",
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
                                to="funds.legacyarrear",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.mergedbook",
                                verbose_name="Old book",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LegacyBenefitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(verbose_name="Clearing month")),
                        ("bill_count", models.PositiveIntegerField(verbose_name="Bills")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("open", "Still owed"),
                                    ("paid", "Settled"),
                                    ("carried", "Carried into the one fund"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=8,
                                verbose_name="What became of it",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="Why it is carried",
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
                                to="funds.legacybenefit",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="None where the month was not cleared yet.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.statement",
                                verbose_name="Institution statement",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.mergedbook",
                                verbose_name="Old book",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HandoverItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveIntegerField(verbose_name="Number")),
                        ("name", models.CharField(max_length=160, verbose_name="Item")),
                        (
                            "held",
                            models.CharField(
                                blank=True, default="", max_length=40, verbose_name="Part of the balance"
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                db_default=1,
                                decimal_places=2,
                                default=1,
                                max_digits=14,
                                verbose_name="Quantity",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                blank=True, default="", max_length=20, verbose_name="Unit of quantity"
                            ),
                        ),
                        ("amount", config.money.MoneyField(db_default=0, default=0, verbose_name="Amount")),
                        (
                            "found_quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="Quantity found",
                            ),
                        ),
                        (
                            "found_amount",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Amount found"),
                        ),
                        (
                            "difference",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Difference found"
                            ),
                        ),
                        (
                            "handover",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.handover",
                                verbose_name="Handover list",
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
                                to="funds.handoveritem",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HandoverSignatureEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("giver", "Giver"),
                                    ("receiver", "Receiver"),
                                    ("supervisor", "Supervisor of the handover"),
                                ],
                                max_length=10,
                                verbose_name="Signs as",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="Name of the signer")),
                        ("signed_on", models.DateField(verbose_name="Day of signature")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "handover",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.handover",
                                verbose_name="Handover list",
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
                                to="funds.handoversignature",
                            ),
                        ),
                        (
                            "scan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.attachment",
                                verbose_name="Scan",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                    name="ArrearPaymentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Came in on")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Number of the bank's slip"),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                                to="funds.arrearpayment",
                            ),
                        ),
                        (
                            "arrear",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.legacyarrear",
                                verbose_name="Arrear",
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
            model_name="bookmerging",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_bookmergingevent" ("closed_by_id", "closed_on", "id", "into_id", "merged_on", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "state", "unit_id") SELECT new_values."closed_by_id", new_values."closed_on", new_values."id", new_values."into_id", new_values."merged_on", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_by_id", new_values."state", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="957fca4cc1935245e53983736503cd126583570a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bf12b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_bookmerging",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="bookmerging",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_bookmergingevent" ("closed_by_id", "closed_on", "id", "into_id", "merged_on", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "state", "unit_id") SELECT new_values."closed_by_id", new_values."closed_on", new_values."id", new_values."into_id", new_values."merged_on", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_by_id", new_values."state", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9c80c9da2e9b91ffa6ad98f0a79153b2d56af45d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fc53a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_bookmerging",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="bookmerging",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_bookmergingevent" ("closed_by_id", "closed_on", "id", "into_id", "merged_on", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "state", "unit_id") SELECT old_values."closed_by_id", old_values."closed_on", old_values."id", old_values."into_id", old_values."merged_on", old_values."opened_at", old_values."opened_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_by_id", old_values."state", old_values."unit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="191eb3773d44190f505727007824d378aaa6dcac",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_549a7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_bookmerging",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="handoveritem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_handoveritemevent" ("amount", "difference", "found_amount", "found_quantity", "handover_id", "held", "id", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "unit") SELECT new_values."amount", new_values."difference", new_values."found_amount", new_values."found_quantity", new_values."handover_id", new_values."held", new_values."id", new_values."name", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quantity", new_values."unit" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="364d8a30565e6743b8ed7fe69c2d0e120958d718",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f61af",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_handoveritem",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="handoveritem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_handoveritemevent" ("amount", "difference", "found_amount", "found_quantity", "handover_id", "held", "id", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "unit") SELECT new_values."amount", new_values."difference", new_values."found_amount", new_values."found_quantity", new_values."handover_id", new_values."held", new_values."id", new_values."name", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."quantity", new_values."unit" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0bad4b413822d6b683ce2de2ac10cb103320c251",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2932a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_handoveritem",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="handoveritem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_handoveritemevent" ("amount", "difference", "found_amount", "found_quantity", "handover_id", "held", "id", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "unit") SELECT old_values."amount", old_values."difference", old_values."found_amount", old_values."found_quantity", old_values."handover_id", old_values."held", old_values."id", old_values."name", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."quantity", old_values."unit" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8070b232067d35088578d883cb817922aa0a6982",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4bedd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_handoveritem",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="handoversignature",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_handoversignatureevent" ("entered_at", "entered_by_id", "handover_id", "id", "name", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan_id", "signed_by_id", "signed_on") SELECT new_values."entered_at", new_values."entered_by_id", new_values."handover_id", new_values."id", new_values."name", new_values."part", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."scan_id", new_values."signed_by_id", new_values."signed_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1d040ab3f61383848147c4d25308dda7e3844341",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_34dbf",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_handoversignature",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="handoversignature",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_handoversignatureevent" ("entered_at", "entered_by_id", "handover_id", "id", "name", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan_id", "signed_by_id", "signed_on") SELECT new_values."entered_at", new_values."entered_by_id", new_values."handover_id", new_values."id", new_values."name", new_values."part", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."scan_id", new_values."signed_by_id", new_values."signed_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f5b30931ed587bf4376d7714dff8598aee079584",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_240b4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_handoversignature",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="handoversignature",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_handoversignatureevent" ("entered_at", "entered_by_id", "handover_id", "id", "name", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan_id", "signed_by_id", "signed_on") SELECT old_values."entered_at", old_values."entered_by_id", old_values."handover_id", old_values."id", old_values."name", old_values."part", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."scan_id", old_values."signed_by_id", old_values."signed_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e35993b7e4e88be9e073a5e27abbbe15083b2b38",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_be783",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_handoversignature",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="arrearpayment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_arrearpaymentevent" ("amount", "arrear_id", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "refused_reason", "state") SELECT new_values."amount", new_values."arrear_id", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."refused_reason", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="92c35cd07ad943e0b23ccbcd789fa167b3313f66",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a9bed",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_arrearpayment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="arrearpayment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_arrearpaymentevent" ("amount", "arrear_id", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "refused_reason", "state") SELECT new_values."amount", new_values."arrear_id", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."refused_reason", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5067e071be3feac64b99dac82116d04cc1eb3c42",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7d4ec",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_arrearpayment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="arrearpayment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_arrearpaymentevent" ("amount", "arrear_id", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "refused_reason", "state") SELECT old_values."amount", old_values."arrear_id", old_values."decided_at", old_values."decided_by_id", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."refused_reason", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="feb10f02248f5ebde5cacd781c61ed5bd5d34662",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_11763",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_arrearpayment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="mergedbook",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_mergedbookevent" ("book_id", "closed", "id", "merging_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."book_id", new_values."closed", new_values."id", new_values."merging_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e9400b824eebd280475531d9ced2fff3ddc32ab6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_34468",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_mergedbook",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="mergedbook",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_mergedbookevent" ("book_id", "closed", "id", "merging_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."book_id", new_values."closed", new_values."id", new_values."merging_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="dc8027d8943df29482f35e445ea5885fd55ec60b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bd7a3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_mergedbook",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="mergedbook",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_mergedbookevent" ("book_id", "closed", "id", "merging_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."book_id", old_values."closed", old_values."id", old_values."merging_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="37ca1dc978726dad743a31038702c6cb6e04146e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_95443",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_mergedbook",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacybenefit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_legacybenefitevent" ("amount", "bill_count", "id", "institution_id", "month", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source_id", "statement_id") SELECT new_values."amount", new_values."bill_count", new_values."id", new_values."institution_id", new_values."month", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."source_id", new_values."statement_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0265399cb2c66d7a94b61ac8ac63e9f40c1e6327",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ea622",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_legacybenefit",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacybenefit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_legacybenefitevent" ("amount", "bill_count", "id", "institution_id", "month", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source_id", "statement_id") SELECT new_values."amount", new_values."bill_count", new_values."id", new_values."institution_id", new_values."month", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."source_id", new_values."statement_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="89527c1b29add8179a1b4654b8e3b57b26c2f444",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d73f1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_legacybenefit",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacybenefit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_legacybenefitevent" ("amount", "bill_count", "id", "institution_id", "month", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source_id", "statement_id") SELECT old_values."amount", old_values."bill_count", old_values."id", old_values."institution_id", old_values."month", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."source_id", old_values."statement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0a9f813f439396d07dc66087fcfd4e2e7f0fa7b9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4f2ec",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_legacybenefit",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacyarrear",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_legacyarrearevent" ("amount", "confirmed_by_id", "debtor", "dropped_reason", "entered_at", "entered_by_id", "evidence", "id", "kind", "of_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") SELECT new_values."amount", new_values."confirmed_by_id", new_values."debtor", new_values."dropped_reason", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."kind", new_values."of_year", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="540b75a1b89da8892a112db4722bba098c52c71f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b0773",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_legacyarrear",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacyarrear",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_legacyarrearevent" ("amount", "confirmed_by_id", "debtor", "dropped_reason", "entered_at", "entered_by_id", "evidence", "id", "kind", "of_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") SELECT new_values."amount", new_values."confirmed_by_id", new_values."debtor", new_values."dropped_reason", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."kind", new_values."of_year", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c026cf164c79262119e3e1a57ede78bfd507dcc6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_147d5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_legacyarrear",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacyarrear",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_legacyarrearevent" ("amount", "confirmed_by_id", "debtor", "dropped_reason", "entered_at", "entered_by_id", "evidence", "id", "kind", "of_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") SELECT old_values."amount", old_values."confirmed_by_id", old_values."debtor", old_values."dropped_reason", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."id", old_values."kind", old_values."of_year", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="415dcbdc38168657f5512f71670d48b67d74c47e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bba9d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_legacyarrear",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="opening",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_openingevent" ("as_of", "balance", "booked_by_id", "booked_on", "checked_by_id", "confirmed_by_id", "county_id", "entered_at", "entered_by_id", "id", "insutype", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_reason", "state") SELECT new_values."as_of", new_values."balance", new_values."booked_by_id", new_values."booked_on", new_values."checked_by_id", new_values."confirmed_by_id", new_values."county_id", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."insutype", new_values."paper", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."returned_reason", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="938e545304a0b4c187d68d3f9a21e9304461ffa8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_05e38",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_opening",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="opening",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_openingevent" ("as_of", "balance", "booked_by_id", "booked_on", "checked_by_id", "confirmed_by_id", "county_id", "entered_at", "entered_by_id", "id", "insutype", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_reason", "state") SELECT new_values."as_of", new_values."balance", new_values."booked_by_id", new_values."booked_on", new_values."checked_by_id", new_values."confirmed_by_id", new_values."county_id", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."insutype", new_values."paper", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."returned_reason", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="da8e0521aa38986327cf9159a8aad8b2f7856bfc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7e072",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_opening",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="opening",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_openingevent" ("as_of", "balance", "booked_by_id", "booked_on", "checked_by_id", "confirmed_by_id", "county_id", "entered_at", "entered_by_id", "id", "insutype", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_reason", "state") SELECT old_values."as_of", old_values."balance", old_values."booked_by_id", old_values."booked_on", old_values."checked_by_id", old_values."confirmed_by_id", old_values."county_id", old_values."entered_at", old_values."entered_by_id", old_values."id", old_values."insutype", old_values."paper", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."returned_reason", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9cfad5c729114b41a2548e125b72afbae8f37b2e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e29e1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_opening",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="handover",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_handoverevent" ("county_id", "digest", "due_on", "giver", "id", "kind", "opening_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "receiver", "state", "supervisor", "title") SELECT new_values."county_id", new_values."digest", new_values."due_on", new_values."giver", new_values."id", new_values."kind", new_values."opening_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."receiver", new_values."state", new_values."supervisor", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="563a44220e7f5a4617604ac627a06b3669a87237",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7ab7d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_handover",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="handover",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_handoverevent" ("county_id", "digest", "due_on", "giver", "id", "kind", "opening_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "receiver", "state", "supervisor", "title") SELECT new_values."county_id", new_values."digest", new_values."due_on", new_values."giver", new_values."id", new_values."kind", new_values."opening_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."receiver", new_values."state", new_values."supervisor", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7f97418f1f74b9f53d0cc08838a2cdccfbede011",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f7202",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_handover",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="handover",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_handoverevent" ("county_id", "digest", "due_on", "giver", "id", "kind", "opening_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "receiver", "state", "supervisor", "title") SELECT old_values."county_id", old_values."digest", old_values."due_on", old_values."giver", old_values."id", old_values."kind", old_values."opening_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."receiver", old_values."state", old_values."supervisor", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c912b11cea6cfb408543efa9495515906fed2b27",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_22eb8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_handover",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="openingline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_openinglineevent" ("amount", "held", "id", "opening_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."amount", new_values."held", new_values."id", new_values."opening_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c249bc3860e9b855abec4627712327984ee38561",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3cbfc",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_openingline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="openingline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_openinglineevent" ("amount", "held", "id", "opening_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."amount", new_values."held", new_values."id", new_values."opening_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a0947796c47307c5a605f4ac0a6c0862521b3f7c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d4496",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_openingline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="openingline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_openinglineevent" ("amount", "held", "id", "opening_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."amount", old_values."held", old_values."id", old_values."opening_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2498a73d78caadb4960941256be6ce94cc8bf8c9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e9d1c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_openingline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="openinguse",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_openinguseevent" ("amount", "back", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "happened_on", "id", "kind", "opening_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "state", "to_debt") SELECT new_values."amount", new_values."back", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."happened_on", new_values."id", new_values."kind", new_values."opening_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."refused_reason", new_values."state", new_values."to_debt" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="32afdeddca12b835c869900d612b214059f92625",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1dd00",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_openinguse",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="openinguse",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_openinguseevent" ("amount", "back", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "happened_on", "id", "kind", "opening_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "state", "to_debt") SELECT new_values."amount", new_values."back", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."happened_on", new_values."id", new_values."kind", new_values."opening_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."refused_reason", new_values."state", new_values."to_debt" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="435b6574db0d8e96cdad9b216f0a6c1d8ae5c3a9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6e264",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_openinguse",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="openinguse",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_openinguseevent" ("amount", "back", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "happened_on", "id", "kind", "opening_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "state", "to_debt") SELECT old_values."amount", old_values."back", old_values."decided_at", old_values."decided_by_id", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."happened_on", old_values."id", old_values."kind", old_values."opening_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."refused_reason", old_values."state", old_values."to_debt" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="27f3019fd835d57a3fe8da8e5fa60e814d782c1b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_746ae",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_openinguse",
                    when="AFTER",
                ),
            ),
        ),
    ]
