"""Who acts, which institutions may treat, which policy is in force."""

from .areas import Agency, AgencyAccount, PoolingArea
from .attachments import Attachment
from .designated import Consortium, Institution, PayeeAccount
from .policy import PolicyDocument, PolicyVersion
from .staff import Assignment, Delegation, Duty, User

__all__ = [
    "Agency",
    "AgencyAccount",
    "Assignment",
    "Attachment",
    "Consortium",
    "Delegation",
    "Duty",
    "Institution",
    "PayeeAccount",
    "PolicyDocument",
    "PolicyVersion",
    "PoolingArea",
    "User",
]
