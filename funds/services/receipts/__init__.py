"""Contributions received: fetched from enrolment, booked once each."""
