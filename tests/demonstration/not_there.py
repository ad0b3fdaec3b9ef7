"""What the invented world does not hold: what is under way, and what happens in no life that it tells."""

from impplus.rules.lifecycle import STATUSES

_ABSENT = {
    *("assignment", "assistance", "countersignature", "execution", "kinship", "proposal"),
    *("recovery", "reopening", "reconsideration", "exemption"),
}
# Nobody in it applies on paper, each round in it is released but the one that waits for its draw, no order is known, and no letter of introduction is cancelled.
NOT_THERE = {
    *(("message", key) for key in ("owed", "bounced", "given-up")),
    *(("batch", key) for key in ("under-way", "failed", "dropped")),
    *(("round", key) for key in ("drawn", "dropped")),
    *(("application", key) for key in ("destroyed", "suspended", "terminated")),
    *((one.noun, one.key) for one in STATUSES if one.noun in _ABSENT),
    *(("deferral", key) for key in ("withdrawn", "ended")),
    ("letter", "owed"),
    ("introduction", "cancelled"),
}
# No draft's fees go back by themselves, nobody keeps a part private, and nothing is reopened.
NOT_OWED = {
    *("not-submitted", "no-permit", "own-copy", "letter-cancelled"),
    *("suspended", "resumed", "terminated", "reopened", "reconsidered"),
    *("exempted", "exemption-ended", "members-withdrawn", "members-ended"),
}
