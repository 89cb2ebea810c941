"""The registers' pages."""

from .accidents import Accidents
from .certificates import Certificates
from .filings import Filings
from .maternity import Maternity
from .sign_ups import SignUps

REGISTERS = (Certificates(), Filings(), Accidents(), Maternity(), SignUps())
