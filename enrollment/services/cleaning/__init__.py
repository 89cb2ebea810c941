"""Acts of cleaning enrolment data (JJ-03): compare, assign, decide; the next comparison re-checks."""
