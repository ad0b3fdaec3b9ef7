"""The addresses of the portal: an application by its number, all else by key, never a name."""

from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from impplus.portal import (
    applications,
    assisted,
    contradictions,
    correspondence,
    delegations,
    documents,
    earlier,
    emails,
    family,
    family_changes,
    imm_5707,
    letters,
    mandates,
    my_answers,
    own_part,
    paper,
    payments,
    questions,
    receipts,
    reconsiderations,
    reports,
    review,
    sent_files,
    sent_receipts,
    sign,
    status,
    steps,
    translations,
    uploads,
)
from impplus.portal.address_words import KeyWord, Word

app_name = "portal"

register_converter(Word, "word")
register_converter(KeyWord, "key")

urlpatterns = [
    # The way of a submission stands first, since addresses are tried in order.
    path(_("<str:number>/sign/"), sign.sign, name="sign"),
    path(_("<str:number>/sign/check/"), sign.check, name="check"),
    path(_("<str:number>/receipt/"), receipts.receipt, name="receipt"),
    path(_("<str:number>/review/"), review.review, name="review"),
    path("", applications.home, name="home"),
    path(_("letter-of-invitation/"), applications.bind_letter, name="bind"),
    path(_("own-part/<str:link>/"), own_part.join, name="join"),
    path("<str:number>/", applications.tasks, name="tasks"),
    path(_("<str:number>/earlier-answers/"), earlier.use, name="earlier"),
    path(_("<str:number>/withdraw/"), applications.withdraw, name="withdraw"),
    path(_("<str:number>/answers/<key:key>/"), steps.step, name="step"),
    path(
        _("<str:number>/two-answers/<str:mark>/"),
        contradictions.question,
        name="contradiction",
    ),
    path(_("<str:number>/family/"), family.members, name="family"),
    path(_("<str:number>/family/add/"), steps.new_member, name="add-member"),
    path(_("<str:number>/family/<int:person>/remove/"), family.remove, name="remove-member"),
    path(_("<str:number>/my-part/"), own_part.my_part, name="my-part"),
    path(_("<str:number>/my-part/sign/"), own_part.sign, name="sign-part"),
    path(_("<str:number>/family/<int:person>/own-part/"), delegations.page, name="own-part"),
    path(_("<str:number>/family/<int:person>/paper/"), paper.page, name="paper"),
    path(
        _("<str:number>/family/<int:person>/declaration/<str:language>.pdf"),
        paper.pdf,
        name="declaration",
    ),
    path(_("<str:number>/family/<int:person>/<key:key>/"), steps.member_step, name="member-step"),
    path(
        _("<str:number>/family-information/<int:person>/"),
        imm_5707.page,
        name="imm-5707",
    ),
    path(
        _("<str:number>/family-information/<int:person>/<str:language>.pdf"),
        imm_5707.pdf,
        name="imm-5707-pdf",
    ),
    path(_("<str:number>/documents/"), documents.checklist, name="documents"),
    path(_("<str:number>/documents/<int:person>/<key:key>/"), documents.upload, name="upload"),
    path(
        _("<str:number>/documents/<int:person>/<key:key>/uploads/"),
        uploads.begin,
        name="begin-upload",
    ),
    path(
        _("<str:number>/documents/<int:person>/<key:key>/earlier/"),
        earlier.use_file,
        name="earlier-document",
    ),
    path(_("<str:number>/documents/uploads/<str:mark>/"), uploads.part, name="upload-part"),
    path(
        _("<str:number>/documents/uploads/<str:mark>/remove/"),
        uploads.remove,
        name="remove-upload",
    ),
    path(_("<str:number>/documents/file/<int:pk>/"), sent_files.download, name="download"),
    path(_("<str:number>/documents/file/<int:pk>/preview/"), sent_files.preview, name="preview"),
    path(
        _("<str:number>/documents/file/<int:pk>/pages/<int:sheet>/"),
        sent_files.thumbnail,
        name="thumbnail",
    ),
    path(_("<str:number>/documents/file/<int:pk>/arrange/"), sent_files.arrange, name="arrange"),
    path(
        _("<str:number>/documents/file/<int:pk>/remove/"), sent_files.remove, name="remove-document"
    ),
    path(_("<str:number>/fees/"), payments.fees, name="fees"),
    path(_("<str:number>/fees/pay/"), payments.pay, name="pay"),
    path(_("<str:number>/fees/result/"), payments.result, name="payment-result"),
    path(_("<str:number>/fees/refund/"), payments.refund, name="refund"),
    path(_("<str:number>/typed-in/"), assisted.page, name="typed-in"),
    path(_("<str:number>/receipt/proof.txt"), receipts.text, name="receipt-text"),
    path(_("<str:number>/receipt/everything.zip"), receipts.everything, name="everything"),
    path(_("<str:number>/receipts/<word:kind>/<int:pk>/"), sent_receipts.page, name="sent-receipt"),
    path(
        _("<str:number>/receipts/<word:kind>/<int:pk>/receipt.txt"),
        sent_receipts.text,
        name="sent-receipt-text",
    ),
    path(_("<str:number>/status/"), status.status, name="status"),
    path(_("<str:number>/questions/<int:pk>/"), questions.question, name="question"),
    path(
        _("<str:number>/questions/<int:pk>/uploads/"),
        uploads.begin_for_answer,
        name="begin-answer-upload",
    ),
    path(_("<str:number>/questions/<int:pk>/more-time/"), questions.more_time, name="more-time"),
    path(_("<str:number>/messages/"), correspondence.page, name="messages"),
    path(_("<str:number>/reconsideration/"), reconsiderations.page, name="reconsideration"),
    path(
        _("<str:number>/translations/<str:of>/<int:pk>/"),
        translations.ask,
        name="ask-translation",
    ),
    path(_("<str:number>/e-mails/"), emails.page, name="emails"),
    path(_("<str:number>/my-answers/"), my_answers.page, name="my-answers"),
    path(_("<str:number>/changes/"), reports.page, name="changes"),
    path(_("<str:number>/changes/family/"), family_changes.family, name="family-change"),
    path(_("<str:number>/changes/family/<int:pk>/"), family_changes.member, name="declared-change"),
    path(_("<str:number>/changes/receipts/<int:pk>/"), reports.receipt, name="change-receipt"),
    path(
        _("<str:number>/changes/receipts/<int:pk>/take-back/"),
        family_changes.take_back,
        name="take-back",
    ),
    path(_("<str:number>/changes/<int:person>/<word:part>/"), reports.answers, name="change"),
    path(_("<str:number>/letters/<int:pk>/"), letters.letter, name="letter"),
    path(_("<str:number>/letters/<int:pk>/permit.mdoc"), letters.mdoc, name="letter-mdoc"),
    path(_("<str:number>/letters/<int:pk>/<str:language>.pdf"), letters.pdf, name="letter-pdf"),
    path(_("<str:number>/representative/"), mandates.mandates, name="mandates"),
    path(_("<str:number>/representative/<int:pk>/end/"), mandates.end, name="end-mandate"),
]
