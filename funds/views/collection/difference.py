"""One difference of collection, with the records it is about."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from config.access import requires
from config.listing.tables import Table
from funds.models import CollectionRecord
from institutions.access import AgencyRequest

from .differences import TONES, WORKERS, RecordList, difference_of, facts_of
from .month import READERS


@requires(duty=READERS)
def difference_page(request: AgencyRequest, collection_difference_id: int) -> HttpResponse:
    one = difference_of(collection_difference_id)
    records = CollectionRecord.objects.filter(area=one.area_id, key=one.key).select_related("county")
    duties = set(request.assignment.duties)
    alive = one.state in ("open", "explained")
    return render(
        request,
        "funds/collection/difference.html",
        {
            "title": _("Difference at voucher %(key)s") % {"key": one.key},
            "difference": one,
            "tone": TONES[one.state],
            "facts": facts_of(one),
            "records": Table(
                _("What the four tell under this number"),
                RecordList.columns,
                records.order_by("source", "n"),
                unit=_("yuan"),
            ),
            "back_url": f"{reverse('funds:collection_differences')}?month={one.month:%Y-%m}&state=open",
            "may_work": alive and bool(duties & set(WORKERS)),
            "may_close": one.state == "explained"
            and "review" in duties
            and one.explained_by_id != request.user.pk,
        },
    )
