"""Every verb of the state table, so that a wrong one is found before the program runs."""

from typing import Literal

type Verb = Literal[
    "start", "save", "add-member", "remove-member", "upload", "remove-document", "submit", "over-cap", "withdraw",
    "take", "complete", "return", "ask", "answer", "correct", "request-biometrics", "record-biometrics", "approve",
    "refuse", "reopen", "grant", "reopen-check", "resume-check", "resume-wait", "terminate", "import", "change", "draw", "issue", "bind", "release", "revoke", "open", "pay", "pay-surplus", "fail", "owe-refund", "refund", "suspend", "resume", "cancel", "replace", "give", "end", "request", "owe", "send", "plan",
    "propose", "confirm", "drop", "remove-list", "look", "retry", "bounce", "give-up", "write", "reply", "declare", "renew-passport", "upload-passport", "upload-to-reconsider",
    "note", "close", "ask-more-time", "give-more-time", "sign", "refuse-more-time", "destroy", "delete", "find-virus", "find-same-file", "offer", "accept", "keep-private", "share", "copy", "add",
    "take-over", "hand-over", "assign", "skip", "arrive", "refuse-entry", "request-passport", "put-concern", "send-back", "miss", "undo", "undo-arrival", "correct-paper", "set-aside", "type-in", "announce", "triage", "check-conflicts", "book", "engage", "decline", "lapse", "approve-part", "decide-members", "withdraw-members", "end-rest", "complete-decision", "resume-rest", "leave", "decide", "read-back", "clear", "remind", "meet", "follow", "record", "record-surplus", "repay",
]  # fmt: skip
