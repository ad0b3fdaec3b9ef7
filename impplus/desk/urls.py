"""The addresses of the desk, in both languages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from impplus.desk import (
    batches,
    biometrics,
    candidates,
    completeness,
    correspondence,
    decisions,
    documents,
    files,
    imm_5707,
    intakes,
    invitations,
    letters,
    quebec,
    questions,
    queue,
    registrations,
    rounds,
    unsent,
)

urlpatterns = [
    path("", queue.page, name="queue"),
    path(_("take/"), queue.take, name="take"),
    path(_("messages/"), correspondence.listed, name="messages-waiting"),
    path(_("not-sent/"), unsent.page, name="unsent"),
    path(_("not-sent/letters/<int:pk>/"), unsent.retry_letter, name="retry-letter"),
    path(_("not-sent/e-mails/<int:pk>/"), unsent.retry_message, name="retry-message"),
    path(_("files/<str:number>/"), files.page, name="file"),
    path(_("files/<str:number>/completeness/"), completeness.page, name="completeness"),
    path(_("files/<str:number>/return/"), completeness.return_file, name="return"),
    path(_("files/<str:number>/question/"), questions.page, name="question"),
    path(_("files/<str:number>/messages/"), correspondence.page, name="messages"),
    path(_("files/<str:number>/biometrics/"), biometrics.page, name="biometrics"),
    path(
        _("files/<str:number>/biometrics/<int:person>/"),
        biometrics.record,
        name="record-biometrics",
    ),
    path(_("files/<str:number>/decision/"), decisions.page, name="decision"),
    path(_("files/<str:number>/documents/<int:pk>/"), documents.page, name="document"),
    path(_("files/<str:number>/letters/<int:pk>/"), letters.page, name="letter"),
    path(
        _("files/<str:number>/family-information/<int:person>/<str:language>.pdf"),
        imm_5707.pdf,
        name="imm-5707-pdf",
    ),
    path(
        _("files/<str:number>/letters/<int:pk>/<str:language>.pdf"), letters.pdf, name="letter-pdf"
    ),
    path(_("intakes/"), intakes.page, name="intakes"),
    path(_("intakes/<int:year>/plan/"), intakes.plan, name="plan"),
    path(_("intakes/<int:year>/cap/"), intakes.propose, name="propose"),
    path(_("intakes/<int:year>/cap/<int:pk>/"), intakes.settle, name="settle"),
    path(_("registration/"), registrations.page, name="register"),
    path(_("quebec/"), quebec.page, name="quebec"),
    path(_("quebec/candidates/"), candidates.page, name="candidates"),
    path(_("quebec/candidates/import/"), candidates.import_list, name="import"),
    path(_("quebec/candidates/import/sample.csv"), candidates.sample, name="sample"),
    path(_("quebec/under-way/<int:pk>/"), batches.page, name="batch"),
    path(_("quebec/under-way/<int:pk>/retry/"), batches.retry, name="retry-batch"),
    path(_("quebec/under-way/<int:pk>/drop/"), batches.drop, name="drop-batch"),
    path(_("quebec/under-way/<int:pk>/left-out.csv"), batches.report, name="rows-left-out"),
    path(_("quebec/rounds/"), rounds.listed, name="rounds"),
    path(_("quebec/rounds/draw/"), rounds.draw, name="draw"),
    path(_("quebec/rounds/<int:year>-<int:number>/"), rounds.page, name="round"),
    path(_("quebec/invitations/<str:number>/"), invitations.page, name="invitation"),
    path(_("quebec/invitations/<str:number>/revoke/"), invitations.revoke, name="revoke"),
    path(
        _("quebec/invitations/<str:number>/<str:language>.pdf"),
        invitations.pdf,
        name="invitation-pdf",
    ),
]
