"""What everyone gets who opens an address, be it hers or not: the one table of expected answers.

A row is an address, with the state of the file that it is about; see `world.py` for the files. In a
column stands the status of the answer to someone: "in" is a redirect to the sign-in page, and "ended" is Lucie
after her mandate was ended; Karim has a part of his own in the draft, and nothing else. A new page needs a row here, and one of the desk in `desk_table.py`, one of a firm in `firm_table.py`.
"""

from tests.doors.desk_table import DESK
from tests.doors.firm_table import FIRM

TABLE = """
                                      nobody   bob      alice    lucie    ended    olivia   mathieu  karim    amina
languages                             200      200      200      200      200      200      200      200      200
api:openapi-json                      200      200      200      200      200      200      200      200      200
api:places                            200      200      200      200      200      200      200      200      200
api:figures                           200      200      200      200      200      200      200      200      200
api:verify                            200      200      200      200      200      200      200      200      200
api:assess                            405      405      405      405      405      405      405      405      405
api:clients                           401      401      401      401      401      401      401      401      401
api:ask                               405      405      405      405      405      405      405      405      405
api:webhook                           405      405      405      405      405      405      405      405      405
api:api-root                          404      404      404      404      404      404      404      404      404
^.*$                                  404      404      404      404      404      404      404      404      404
signed-list                           404      404      404      404      404      404      404      404      404
log-file                              404      404      404      404      404      404      404      404      404
start                                 200      200      200      200      200      200      200      200      200
home                                  in       302      302      302      302      302      302      302      302
account                               in       200      200      200      200      200      200      200      200
account_prolong                       405      405      405      405      405      405      405      405      405
account_end_session                   405      405      405      405      405      405      405      405      405
account_end_other_sessions            405      405      405      405      405      405      405      405      405
account_text_messages                 in       200      200      404      404      404      404      200      404
account_text_messages_code            in       302      302      404      404      404      404      302      404
account_text_messages_stop            405      405      405      405      405      405      405      405      405
account_delete                        in       200      200      200      200      200      200      200      200
account_delete_refund                 405      405      405      405      405      405      405      405      405
account_login                         200      302      302      302      302      302      302      302      302
account_logout                        302      200      200      200      200      200      200      200      200
account_signup                        200      302      302      302      302      302      302      302      302
account_signup_by_passkey             200      302      302      302      302      302      302      302      302
account_send_again                    405      405      405      405      405      405      405      405      405
account_recovery                      200      200      200      200      200      200      200      200      200
account_recovery_asked                200      200      200      200      200      200      200      200      200
account_recovery_stop                 200      200      200      200      200      200      200      200      200
account_recovery_use                  200      200      200      200      200      200      200      200      200
account_factor_undo                   200      200      200      200      200      200      200      200      200
account_inactive                      200      200      200      200      200      200      200      200      200
account_reauthenticate                in       200      200      200      200      200      200      200      200
account_email                         in       200      200      200      200      200      200      200      200
account_email_verification_sent       200      200      200      200      200      200      200      200      200
account_confirm_email                 200      200      200      200      200      200      200      200      200
account_change_password               in       200      200      200      200      200      200      200      200
account_set_password                  in       302      302      302      302      302      302      302      302
account_reset_password                200      200      200      200      200      200      200      200      200
account_reset_password_done           200      200      200      200      200      200      200      200      200
account_reset_password_from_key_done  200      200      200      200      200      200      200      200      200
account_reset_password_from_key       200      200      200      200      200      200      200      200      200
mfa_index                             302      302      302      302      302      302      302      302      302
mfa_authenticate                      in       302      302      302      302      302      302      302      302
mfa_reauthenticate                    in       302      302      302      302      302      302      302      302
mfa_activate_totp                     in       302      302      302      302      302      302      302      302
mfa_deactivate_totp                   in       404      404      404      404      404      404      404      404
mfa_view_recovery_codes               in       404      404      404      404      404      404      404      404
mfa_generate_recovery_codes           in       302      302      302      302      302      302      302      302
mfa_download_recovery_codes           in       404      404      404      404      404      404      404      404
mfa_list_webauthn                     in       200      200      200      200      200      200      200      200
mfa_add_webauthn                      in       302      302      302      302      302      302      302      302
mfa_signup_webauthn                   302      302      302      302      302      302      302      302      302
mfa_login_webauthn                    in       302      302      302      302      302      302      302      302
mfa_reauthenticate_webauthn           in       302      302      302      302      302      302      302      302
mfa_edit_webauthn                     in       302      302      302      302      302      302      302      302
mfa_remove_webauthn                   in       302      302      302      302      302      302      302      302
portal:home                           in       302      200      200      200      404      404      200      404
portal:bind                           in       200      200      404      404      404      404      200      404
portal:join                           200      200      200      422      422      422      422      200      422
portal:my-part draft                  in       404      404      404      404      404      404      200      404
portal:sign-part draft                in       404      404      404      404      404      404      200      404
portal:typed-in file                  in       404      404      404      404      404      404      404      404
portal:own-part draft                 in       404      200      200      404      404      404      404      404
portal:paper draft                    in       404      200      200      404      404      404      200      404
portal:declaration draft              in       404      200      200      404      404      404      200      404
portal:tasks draft                    in       404      200      200      404      404      404      404      404
portal:tasks file                     in       404      302      302      404      404      404      404      404
portal:earlier draft                  405      405      405      405      405      405      405      405      405
portal:withdraw draft                 in       404      302      404      404      404      404      404      404
portal:withdraw file                  in       404      200      404      404      404      404      404      404
portal:step draft                     in       404      200      200      404      404      404      404      404
portal:step file                      in       404      302      302      404      404      404      404      404
portal:contradiction draft            in       404      302      302      404      404      404      404      404
portal:family draft                   in       404      200      200      404      404      404      404      404
portal:family file                    in       404      302      302      404      404      404      404      404
portal:add-member draft               in       404      302      302      404      404      404      404      404
portal:remove-member draft            in       404      200      200      404      404      404      404      404
portal:member-step draft              in       404      200      200      404      404      404      404      404
portal:imm-5707 draft                 in       404      200      200      404      404      404      404      404
portal:imm-5707 file                  in       404      200      200      404      404      404      404      404
portal:imm-5707-pdf file              in       404      200      200      404      404      404      404      404
portal:documents draft                in       404      200      200      404      404      404      200      404
portal:documents file                 in       404      200      200      404      404      404      404      404
portal:upload draft                   in       404      200      200      404      404      404      404      404
portal:begin-upload draft             405      405      405      405      405      405      405      405      405
portal:begin-answer-upload file       405      405      405      405      405      405      405      405      405
portal:upload-part draft              405      405      405      405      405      405      405      405      405
portal:remove-upload draft            405      405      405      405      405      405      405      405      405
portal:earlier-document draft         405      405      405      405      405      405      405      405      405
portal:upload file                    in       404      200      200      404      404      404      404      404
portal:download draft                 in       404      200      200      404      404      404      404      404
portal:download file                  in       404      200      200      404      404      404      404      404
portal:preview draft                  in       404      200      200      404      404      404      404      404
portal:preview file                   in       404      200      200      404      404      404      404      404
portal:thumbnail draft                in       404      200      200      404      404      404      404      404
portal:arrange draft                  405      405      405      405      405      405      405      405      405
portal:remove-document draft          in       404      200      200      404      404      404      404      404
portal:remove-document file           in       404      302      302      404      404      404      404      404
portal:fees draft                     in       404      200      200      404      404      404      404      404
portal:fees file                      in       404      200      200      404      404      404      404      404
portal:pay draft                      405      405      405      405      405      405      405      405      405
portal:payment-result draft           in       404      200      200      404      404      404      404      404
portal:payment-result file            in       404      200      200      404      404      404      404      404
portal:payment-result decided         in       404      200      200      404      404      404      404      404
portal:refund file                    405      405      405      405      405      405      405      405      405
portal:review draft                   in       404      200      200      404      404      404      404      404
portal:review file                    in       404      302      302      404      404      404      404      404
portal:sign draft                     in       404      302      302      404      404      404      404      404
portal:sign file                      in       404      302      302      404      404      404      404      404
portal:check draft                    405      405      405      405      405      405      405      405      405
portal:receipt file                   in       404      200      200      404      404      404      404      404
portal:receipt-text file              in       404      302      302      404      404      404      404      404
portal:everything file                in       404      200      200      404      404      404      404      404
portal:sent-receipt draft             in       404      404      404      404      404      404      404      404
portal:sent-receipt file              in       404      200      200      404      404      404      404      404
portal:sent-receipt-text file         in       404      200      200      404      404      404      404      404
portal:status draft                   in       404      302      302      404      404      404      404      404
portal:status file                    in       404      200      200      404      404      404      404      404
portal:status decided                 in       404      200      200      404      404      404      404      404
portal:question file                  in       404      200      200      404      404      404      404      404
portal:more-time file                 in       404      200      200      404      404      404      404      404
portal:ask-translation file           405      405      405      405      405      405      405      405      405
portal:emails draft                   in       404      200      200      404      404      404      200      404
portal:emails file                    in       404      200      200      404      404      404      404      404
portal:reconsideration draft          in       404      404      404      404      404      404      404      404
portal:messages draft                 in       404      302      302      404      404      404      302      404
portal:messages file                  in       404      200      200      404      404      404      404      404
portal:my-answers draft               in       404      200      200      404      404      404      200      404
portal:my-answers file                in       404      200      200      404      404      404      404      404
portal:changes draft                  in       404      302      302      404      404      404      302      404
portal:changes file                   in       404      200      200      404      404      404      404      404
portal:change file                    in       404      200      200      404      404      404      404      404
portal:family-change file             in       404      200      200      404      404      404      404      404
portal:declared-change file           in       404      200      200      404      404      404      404      404
portal:take-back file                 in       404      200      200      404      404      404      404      404
portal:change-receipt file            in       404      200      200      404      404      404      404      404
portal:letter file                    in       404      200      200      404      404      404      404      404
portal:letter decided                 in       404      200      200      404      404      404      404      404
portal:letter-mdoc file               in       404      404      404      404      404      404      404      404
portal:letter-mdoc decided            in       404      404      404      404      404      404      404      404
portal:letter-pdf file                in       404      200      200      404      404      404      404      404
portal:letter-pdf decided             in       404      200      200      404      404      404      404      404
portal:mandates draft                 in       404      200      200      404      404      404      404      404
portal:mandates file                  in       404      200      200      404      404      404      404      404
portal:mandates early                 in       404      200      404      404      404      404      404      404
portal:end-mandate draft              in       404      200      200      404      404      404      404      404
portal:end-mandate file               in       404      200      200      404      404      404      404      404
public:firm-answers                      200      200      200      200      200      200      200      200      200
public:firm-colour                    200      200      200      200      200      200      200      200      200
public:firm-steps                     200      200      200      200      200      200      200      200      200
public:firm-self-check                   200      200      200      200      200      200      200      200      200
public:firm-fees                      200      200      200      200      200      200      200      200      200
public:firm-logo                      404      404      404      404      404      404      404      404      404
public:client-link                    404      404      404      404      404      404      404      404      404
public:self_check                     200      200      200      200      200      200      200      200      200
public:places                         200      200      200      200      200      200      200      200      200
public:rounds                         200      200      200      200      200      200      200      200      200
public:figures                        200      200      200      200      200      200      200      200      200
public:figures-csv                    200      200      200      200      200      200      200      200      200
public:waits                          200      200      200      200      200      200      200      200      200
public:fees                           200      200      200      200      200      200      200      200      200
public:conditions                     200      200      200      200      200      200      200      200      200
public:section                        200      200      200      200      200      200      200      200      200
public:history                        200      200      200      200      200      200      200      200      200
public:verify                         200      200      200      200      200      200      200      200      200
public:verify-number                  200      200      200      200      200      200      200      200      200
public:scan                           200      200      200      200      200      200      200      200      200
public:scan-worker                    200      200      200      200      200      200      200      200      200
public:verify-code                    200      200      200      200      200      200      200      200      200
public:join-firm                      404      404      404      404      404      404      404      404      404
public:firms                          200      200      200      200      200      200      200      200      200
public:enquiry                        200      200      200      200      200      200      200      200      200
public:enquiry-from-site              405      405      405      405      405      405      405      405      405
public:enquiry-sent                   200      200      200      200      200      200      200      200      200
public:booking                        404      404      404      404      404      404      404      404      404
public:service-agreement              404      404      404      404      404      404      404      404      404
public:signed-agreement               404      404      404      404      404      404      404      404      404
public:outbox                         200      200      200      200      200      200      200      200      200
public:outbox-message                 200      200      200      200      200      200      200      200      200
public:previews                       200      200      200      200      200      200      200      200      200
public:preview-letter                 200      200      200      200      200      200      200      200      200
public:preview-pdf                    200      200      200      200      200      200      200      200      200
public:preview-email                  200      200      200      200      200      200      200      200      200
public:help                           200      200      200      200      200      200      200      200      200
public:accessibility                  200      200      200      200      200      200      200      200      200
public:log                            200      200      200      200      200      200      200      200      200
public:privacy                        200      200      200      200      200      200      200      200      200
"""

HEADING, *LINES = [line for line in (TABLE + DESK + FIRM).splitlines() if line]
PEOPLE = tuple(HEADING.split())


def _row(line: str) -> tuple[str, dict[str, str]]:
    parts = line.split()
    return " ".join(parts[: -len(PEOPLE)]), dict(zip(PEOPLE, parts[-len(PEOPLE) :], strict=True))


EXPECTED = dict(_row(line) for line in LINES)


def answered(*statuses: str) -> list[tuple[str, str]]:
    """Each row with whom it gives one of these answers; once, where everyone gets the same."""
    return [
        (row, who)
        for row, cells in EXPECTED.items()
        for who in (PEOPLE if len(set(cells.values())) > 1 else ("nobody", "alice"))
        if cells[who] in statuses
    ]
