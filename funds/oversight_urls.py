"""Addresses of the supervision committee and of the experts."""

from django.urls import path

from funds.views.oversight import consultations, opinions, sessions

SESSION = "sessions/<int:committee_session_id>/"
OPINION = f"{SESSION}opinions/<int:session_opinion_id>/"
CONSULTATION = "consultations/<int:consultation_id>/"

urlpatterns = [
    path("sessions/", sessions.session_list, name="committee_sessions"),
    path("sessions/prepare/", sessions.prepare, name="prepare_session"),
    path(SESSION, sessions.session_page, name="committee_session"),
    path(f"{SESSION}call/", sessions.call, name="call_member"),
    path(f"{SESSION}lay/", sessions.lay, name="lay_papers"),
    path(f"{SESSION}record/", sessions.record, name="record_session"),
    path(f"{SESSION}close/", sessions.close, name="close_session"),
    path(f"{SESSION}withdraw/", sessions.withdraw, name="withdraw_session"),
    path(f"{SESSION}opinion/", opinions.enter_opinion, name="enter_opinion"),
    path(OPINION, opinions.opinion_page, name="session_opinion"),
    path(f"{OPINION}answer/", opinions.answer, name="answer_opinion"),
    path(f"{OPINION}approve/", opinions.approve_answer, name="approve_answer"),
    path(f"{OPINION}return/", opinions.return_answer, name="return_answer"),
    path("consultations/", consultations.consultation_list, name="consultations"),
    path("consultations/propose/", consultations.propose, name="propose_question"),
    path(CONSULTATION, consultations.consultation_page, name="consultation"),
    path(f"{CONSULTATION}approve/", consultations.approve, name="approve_question"),
    path(f"{CONSULTATION}withdraw/", consultations.withdraw, name="withdraw_question"),
    path(f"{CONSULTATION}draw/", consultations.draw_lot, name="draw_experts"),
    path(f"{CONSULTATION}opinion/", consultations.enter_opinion, name="enter_expert_opinion"),
    path(f"{CONSULTATION}conclude/", consultations.conclude, name="conclude_question"),
    path(f"{CONSULTATION}return/", consultations.return_conclusion, name="return_conclusion"),
    path(f"{CONSULTATION}decide/", consultations.decide, name="decide_question"),
    path(f"{CONSULTATION}assess/", consultations.assess, name="assess_effect"),
]
