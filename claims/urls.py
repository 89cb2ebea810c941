"""Addresses of bills."""

from django.urls import path

from claims.views import bills, deductions, differences

app_name = "claims"

urlpatterns = [
    path("bills/", bills.bill_list, name="bills"),
    path("bills/waiting/", bills.waiting_list, name="waiting"),
    path("bills/differences/", differences.difference_list, name="differences"),
    path("deductions/", deductions.deduction_list, name="deductions"),
    path("deductions/<int:deduction_id>/review/", deductions.review, name="review_deduction"),
    path("bills/<int:bill_id>/", bills.bill_page, name="bill"),
]
