"""The message that confirms an address, sent once more to whoever is signing up."""

from allauth.account.internal.flows.email_verification import send_verification_email_at_login
from allauth.account.stages import EmailVerificationStage, LoginStageController
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST


@require_POST
@transaction.atomic
def send_again(request: HttpRequest) -> HttpResponse:
    """Send the message again, to a new account or to one of before alike; allauth sends one in three minutes."""
    stage = LoginStageController.enter(request, EmailVerificationStage.key)
    if stage:
        send_verification_email_at_login(request, stage.login)
    return redirect("account_email_verification_sent")
