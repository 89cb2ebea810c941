"""Addresses of the insured."""

from django.urls import path

from enrollment.views import people

app_name = "enrollment"

urlpatterns = [
    path("people/", people.person_list, name="people"),
    path("people/<int:person_id>/", people.person_file, name="person"),
]
