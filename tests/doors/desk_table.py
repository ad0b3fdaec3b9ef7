"""What everyone gets who opens an address of the desk: rows of the table in `table.py`, which has its heading."""

DESK = """
desk:queue                            in       404      404      404      404      200      302      404      302
desk:take                             405      405      405      405      405      405      405      405      405
desk:messages-waiting                 in       404      404      404      404      200      404      404      404
desk:changes-to-note                  in       404      404      404      404      200      404      404      404
desk:translations-asked               in       404      404      404      404      200      404      404      404
desk:countersignatures                in       404      404      404      404      200      404      404      404
desk:absences                         in       404      404      404      404      200      404      404      404
desk:end-absence                      405      405      405      405      405      405      405      405      405
desk:refunds                          in       404      404      404      404      200      404      404      404
desk:skips                            in       404      404      404      404      404      404      404      200
desk:shares                           in       404      404      404      404      404      404      404      200
desk:figures                          in       404      404      404      404      200      404      404      404
desk:work                             in       404      404      404      404      404      404      404      200
desk:open-files                       in       404      404      404      404      404      404      404      200
desk:orders                           in       404      404      404      404      404      404      404      200
desk:order                            in       404      404      404      404      404      404      404      404
desk:order-files                      in       404      404      404      404      404      404      404      404
desk:settle-order                     405      405      405      405      405      405      405      405      405
desk:consistency                      in       404      404      404      404      200      404      404      200
desk:save-view                        405      405      405      405      405      405      405      405      405
desk:remove-view                      405      405      405      405      405      405      405      405      405
desk:unsent                           in       404      404      404      404      200      200      404      404
desk:retry-letter                     405      405      405      405      405      405      405      405      405
desk:retry-message                    405      405      405      405      405      405      405      405      405
desk:file draft                       in       404      404      404      404      404      404      404      404
desk:file file                        in       404      404      404      404      200      404      404      404
desk:file decided                     in       404      404      404      404      200      404      404      404
desk:answers file                     in       404      404      404      404      200      404      404      404
desk:papers decided                   in       404      404      404      404      200      404      404      404
desk:permit decided                   in       404      404      404      404      200      404      404      404
desk:cancel-permit decided            in       404      404      404      404      200      404      404      404
desk:suspend-permit decided           in       404      404      404      404      200      404      404      404
desk:replace-permit decided           in       404      404      404      404      200      404      404      404
desk:resume-permit decided            in       404      404      404      404      409      404      404      404
desk:cancel-introduction decided      in       404      404      404      404      409      404      404      404
desk:cancel-family decided            in       404      404      404      404      409      404      404      404
desk:history file                     in       404      404      404      404      200      404      404      404
desk:notes file                       in       404      404      404      404      200      404      404      404
desk:interviews file                  in       404      404      404      404      200      404      404      404
desk:questions file                   in       404      404      404      404      200      404      404      404
desk:reason file                      in       404      404      404      404      200      404      404      404
desk:closed file                      in       404      404      404      404      302      404      404      404
desk:close-mistaken file              405      405      405      405      405      405      405      405      405
desk:prove file                       405      405      405      405      405      405      405      405      405
desk:tick file                        405      405      405      405      405      405      405      405      405
desk:tick-all file                    405      405      405      405      405      405      405      405      405
desk:sheet file                       in       404      404      404      404      200      404      404      404
desk:completeness early               in       404      404      404      404      200      404      404      404
desk:completeness file                in       404      404      404      404      409      404      404      404
desk:return early                     in       404      404      404      404      200      404      404      404
desk:return file                      in       404      404      404      404      409      404      404      404
desk:reconsideration decided          in       404      404      404      404      404      404      404      404
desk:reopening decided                in       404      404      404      404      200      404      404      404
desk:take-over file                   in       404      404      404      404      200      404      404      404
desk:hand-over file                   in       404      404      404      404      200      404      404      404
desk:release file                     in       404      404      404      404      200      404      404      404
desk:skip file                        in       404      404      404      404      200      404      404      404
desk:skip decided                     in       404      404      404      404      409      404      404      404
desk:read-handover file               405      405      405      405      405      405      405      405      405
desk:fairness file                    in       404      404      404      404      200      404      404      404
desk:question file                    in       404      404      404      404      200      404      404      404
desk:countersignature file            in       404      404      404      404      404      404      404      404
desk:more-time file                   in       404      404      404      404      200      404      404      404
desk:withdraw-question file           in       404      404      404      404      200      404      404      404
desk:translate file                   in       404      404      404      404      200      404      404      404
desk:typed file                       in       404      404      404      404      404      404      404      404
desk:paper-documents file             in       404      404      404      404      404      404      404      404
desk:paper-payments file              in       404      404      404      404      404      404      404      404
desk:repay file                       405      405      405      405      405      405      405      405      405
desk:type-in file                     in       404      404      404      404      404      404      404      404
desk:type-person file                 405      405      405      405      405      405      405      405      405
desk:untype-person file               405      405      405      405      405      405      405      405      405
desk:messages file                    in       404      404      404      404      200      404      404      404
desk:changes file                     in       404      404      404      404      200      404      404      404
desk:note-change file                 405      405      405      405      405      405      405      405      405
desk:biometrics file                  in       404      404      404      404      200      404      404      404
desk:record-biometrics file           in       404      404      404      404      200      404      404      404
desk:exemption file                   in       404      404      404      404      200      404      404      404
desk:decision file                    in       404      404      404      404      200      404      404      404
desk:decision decided                 in       404      404      404      404      409      404      404      404
desk:document file                    in       404      404      404      404      200      404      404      404
desk:imm-5707-pdf file                in       404      404      404      404      200      404      404      404
desk:letter decided                   in       404      404      404      404      200      404      404      404
desk:letter-pdf decided               in       404      404      404      404      200      404      404      404
desk:habits                           in       404      404      404      404      200      404      404      404
desk:intakes                          in       404      404      404      404      200      404      404      404
desk:register                         in       404      404      404      404      200      404      404      404
desk:plan                             in       404      404      404      404      200      404      404      404
desk:propose                          in       404      404      404      404      200      404      404      404
desk:settle                           405      405      405      405      405      405      405      405      405
desk:border                           in       404      404      404      404      404      404      404      404
desk:arrival                          in       404      404      404      404      404      404      404      404
desk:refuse-entry                     in       404      404      404      404      404      404      404      404
desk:undo-arrival                     in       404      404      404      404      404      404      404      404
desk:arrival-permit                   in       404      404      404      404      404      404      404      404
desk:quebec                           in       404      404      404      404      404      200      404      404
desk:candidates                       in       404      404      404      404      404      200      404      404
desk:withdraw                         in       404      404      404      404      404      200      404      404
desk:put-back                         in       404      404      404      404      404      200      404      404
desk:import                           in       404      404      404      404      404      200      404      404
desk:sample                           in       404      404      404      404      404      200      404      404
desk:batch                            in       404      404      404      404      404      200      404      404
desk:retry-batch                      405      405      405      405      405      405      405      405      405
desk:confirm-import                   405      405      405      405      405      405      405      405      405
desk:drop-batch                       405      405      405      405      405      405      405      405      405
desk:rows-left-out                    in       404      404      404      404      404      200      404      404
desk:all-rows                         in       404      404      404      404      404      404      404      404
desk:rounds                           in       404      404      404      404      404      200      404      404
desk:announce                         in       404      404      404      404      404      200      404      404
desk:draw                             in       404      404      404      404      404      409      404      404
desk:release-round                    in       404      404      404      404      404      409      404      404
desk:drop-round                       in       404      404      404      404      404      409      404      404
desk:round-list                       in       404      404      404      404      404      200      404      404
desk:round                            in       404      404      404      404      404      200      404      404
desk:invitations                      in       404      404      404      404      404      200      404      404
desk:invitations-csv                  in       404      404      404      404      404      200      404      404
desk:invited-again                    in       404      404      404      404      404      200      404      404
desk:invitation                       in       404      404      404      404      404      200      404      404
desk:revoke                           in       404      404      404      404      404      200      404      404
desk:reissue                          in       404      404      404      404      404      200      404      404
desk:invitation-pdf                   in       404      404      404      404      404      200      404      404
"""
