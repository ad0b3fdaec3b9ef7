"""What everyone gets who opens an address of the firm: rows of the table in `table.py`, which has its heading."""

FIRM = """
firm:home                             in       404      404      200      200      404      404      404      404
firm:team                             in       404      404      200      200      404      404      404      404
firm:absences                         in       404      404      200      200      404      404      404      404
firm:unsent                           in       404      404      200      200      404      404      404      404
firm:retry-mail                       405      405      405      405      405      405      405      405      405
firm:end-absence                      405      405      405      405      405      405      405      405      405
firm:contact-form                     in       404      404      200      200      404      404      404      404
firm:withdraw-offer                   405      405      405      405      405      405      405      405      405
firm:record-letter                    in       404      404      404      404      404      404      404      404
firm:membership                       in       404      404      200      200      404      404      404      404
firm:change-role                      405      405      405      405      405      405      405      405      405
firm:remove-colleague                 405      405      405      405      405      405      405      405      405
firm:assignments                      in       404      404      200      404      404      404      404      404
firm:end-assignment                   405      405      405      405      405      405      405      405      405
firm:enquiries                        in       404      404      200      200      404      404      404      404
firm:enquiry                          in       404      404      200      200      404      404      404      404
firm:calendar                         in       404      404      200      200      404      404      404      404
firm:ready                            in       404      404      200      200      404      404      404      404
firm:ready-csv                        in       404      404      200      200      404      404      404      404
firm:reports                          in       404      404      404      404      404      404      404      404
firm:reports-csv                      in       404      404      404      404      404      404      404      404
firm:exports                             in       404      404      200      200      404      404      404      404
firm:save-export                         in       404      404      200      200      404      404      404      404
firm:export-columns                      in       404      404      200      200      404      404      404      404
firm:webhooks                         in       404      404      404      404      404      404      404      404
firm:remove-webhook                   405      405      405      405      405      405      405      405      405
firm:resume-webhook                   405      405      405      405      405      405      405      405      405
firm:keys                             in       404      404      200      200      404      404      404      404
firm:revoke-key                       405      405      405      405      405      405      405      405      405
firm:feed                             404      404      404      404      404      404      404      404      404
firm:presentation                     in       404      404      404      404      404      404      404      404
firm:own-answers                         in       404      404      200      200      404      404      404      404
firm:change-answer                       in       404      404      404      404      404      404      404      404
firm:settle-answer                       405      405      405      405      405      405      405      405      405
firm:clients                          in       404      404      200      200      404      404      404      404
firm:open-client                      in       404      404      200      200      404      404      404      404
firm:client                           in       404      404      200      200      404      404      404      404
firm:change-client                    in       404      404      200      200      404      404      404      404
firm:add-deadline                     in       404      404      200      200      404      404      404      404
firm:note-client                      405      405      405      405      405      405      405      405      405
firm:plan-tasks                       405      405      405      405      405      405      405      405      405
firm:settle-task                      405      405      405      405      405      405      405      405      405
firm:ask-client                       in       404      404      200      200      404      404      404      404
firm:ask-again                        in       404      404      404      404      404      404      404      404
firm:client-file                      in       404      404      404      404      404      404      404      404
firm:settle-wanted                    405      405      405      405      405      405      405      405      405
firm:remind                           405      405      405      405      405      405      405      405      405
firm:assign-together                     405      405      405      405      405      405      405      405      405
firm:tasks-together                      405      405      405      405      405      405      405      405      405
firm:save-view                           405      405      405      405      405      405      405      405      405
firm:remove-view                         405      405      405      405      405      405      405      405      405
firm:settle-deadline                  405      405      405      405      405      405      405      405      405
firm:close-client                     405      405      405      405      405      405      405      405      405
firm:wall-client                      405      405      405      405      405      405      405      405      405
firm:conflicts                        in       404      404      200      200      404      404      404      404
firm:offer                            405      405      405      405      405      405      405      405      405
firm:bookings                         in       404      404      200      200      404      404      404      404
firm:hours                            in       404      404      200      200      404      404      404      404
firm:closures                         in       404      404      200      200      404      404      404      404
firm:reopen                           405      405      405      405      405      405      405      405      405
firm:change-booking                   405      405      405      405      405      405      405      405      405
firm:begin-agreement                  405      405      405      405      405      405      405      405      405
firm:begin-client-agreement           405      405      405      405      405      405      405      405      405
firm:settle-agreement                 405      405      405      405      405      405      405      405      405
firm:settle-closing                   405      405      405      405      405      405      405      405      405
firm:note-signature                   in       404      404      200      200      404      404      404      404
firm:close-matter                     in       404      404      200      200      404      404      404      404
firm:transfer-file                    in       404      404      200      200      404      404      404      404
firm:closings                         in       404      404      200      200      404      404      404      404
firm:service-agreement                in       404      404      404      404      404      404      404      404
firm:agreement-terms                  in       404      404      404      404      404      404      404      404
firm:propose-price                    in       404      404      404      404      404      404      404      404
firm:money                               in       404      404      404      404      404      404      404      404
firm:account                             in       404      404      404      404      404      404      404      404
firm:correct-advance                     in       404      404      404      404      404      404      404      404
firm:note-advance                     in       404      404      404      404      404      404      404      404
firm:end-agreement                    in       404      404      404      404      404      404      404      404
firm:agreement-paper                  in       404      404      404      404      404      404      404      404
firm:closing                          in       404      404      404      404      404      404      404      404
firm:archive                          in       404      404      404      404      404      404      404      404
firm:hand-over-file                   in       404      404      404      404      404      404      404      404
firm:hold-file                        in       404      404      404      404      404      404      404      404
firm:agreement                        in       404      404      404      404      404      404      404      404
firm:consent                          in       404      404      200      200      404      404      404      404
firm:known                            in       404      404      200      200      404      404      404      404
firm:decline-enquiry                  405      405      405      405      405      405      405      405      405
firm:resume-enquiry                   405      405      405      405      405      405      405      405      405
firm:supplies                         in       404      404      200      200      404      404      404      404
firm:drop-supply                      405      405      405      405      405      405      405      405      405
firm:save-map                         in       404      404      200      200      404      404      404      404
firm:package draft                    in       404      404      200      404      404      404      404      404
firm:make-package draft               405      405      405      405      405      405      405      405      405
firm:tick-file draft                  405      405      405      405      405      405      405      405      405
firm:filed draft                      in       404      404      200      404      404      404      404      404
firm:not-filed draft                  405      405      405      405      405      405      405      405      405
firm:department-letter draft          in       404      404      200      404      404      404      404      404
firm:settle-letter draft              405      405      405      405      405      405      405      405      405
firm:besides draft                    in       404      404      200      404      404      404      404      404
"""
