"""Addresses of institutions and policies."""

from django.urls import path

from institutions.views import institutions

app_name = "institutions"

urlpatterns = [
    path("", institutions.institution_list, name="institutions"),
    path("<int:institution_id>/", institutions.institution_file, name="institution"),
    path("<int:institution_id>/accounts/new/", institutions.prepare_account, name="prepare_account"),
    path(
        "<int:institution_id>/accounts/<int:account_id>/approve/",
        institutions.approve_account,
        name="approve_account",
    ),
]
