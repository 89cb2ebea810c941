"""What is done with registrations: certificates, accidents, births, sign-ups and filings.

Every act locks the person first (:mod:`claims.services.person_locks`), so that no bill is settled on half a change,
then the registration. Acts run in the open scope of whoever acts.
"""
