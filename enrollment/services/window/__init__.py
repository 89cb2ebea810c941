"""The annual enrolment: what villages, communities and schools are to bring in for it."""
