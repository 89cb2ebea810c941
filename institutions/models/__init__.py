"""Who acts, which institutions may treat, which policy is in force."""

from .agreements import (
    Agreement,
    AgreementDecision,
    AgreementPaper,
    AgreementStep,
    AgreementText,
    Designation,
    EntryCondition,
    EvaluationScore,
    NoticeObjection,
)
from .areas import MUNICIPAL, Agency, AgencyAccount, PoolingArea
from .assessments import (
    Assessment,
    AssessmentObjection,
    AssessmentRound,
    AssessmentStep,
    AssessmentValue,
    PublishedAssessment,
)
from .attachments import Attachment
from .credit import CreditEvent, CreditPoints, credit_constraints
from .designated import (
    AccountInForce,
    Consortium,
    InForceByTwo,
    Institution,
    PayeeAccount,
    account_constraints,
)
from .policy import PolicyDocument, PolicyVersion
from .policy_proposals import PolicyProposal, PolicyProposalLine, PolicyReceipt
from .second_factor import RecoveryCode, SecondFactor, SecondFactorReset
from .sign_ins import SignInEvent, name_key
from .staff import Assignment, Delegation, Duty, User
from .unmaskings import Unmasking

__all__ = [
    "MUNICIPAL",
    "AccountInForce",
    "Agency",
    "AgencyAccount",
    "Agreement",
    "AgreementDecision",
    "AgreementPaper",
    "AgreementStep",
    "AgreementText",
    "Assessment",
    "AssessmentObjection",
    "AssessmentRound",
    "AssessmentStep",
    "AssessmentValue",
    "Assignment",
    "Attachment",
    "Consortium",
    "CreditEvent",
    "CreditPoints",
    "Delegation",
    "Designation",
    "Duty",
    "EntryCondition",
    "EvaluationScore",
    "InForceByTwo",
    "Institution",
    "NoticeObjection",
    "PayeeAccount",
    "PolicyDocument",
    "PolicyProposal",
    "PolicyProposalLine",
    "PolicyReceipt",
    "PolicyVersion",
    "PoolingArea",
    "PublishedAssessment",
    "RecoveryCode",
    "SecondFactor",
    "SecondFactorReset",
    "SignInEvent",
    "Unmasking",
    "User",
    "account_constraints",
    "credit_constraints",
    "name_key",
]
