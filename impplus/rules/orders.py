"""Orders in council on applications (IRPA 87.301): what each does, to which applications, and when."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from impplus.rules.columns import Key
from impplus.rules.dated import holds
from impplus.words.text import Source, Text

# What an order has done to each application that it touches.
OrderAct = Literal["suspend", "resume", "terminate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order in council on applications (IRPA 87.301): what it does to them, and to their fees.

    One that is `not-accepted` keeps applications received in its days from being accepted, one that is `suspended`
    stops their processing for its days, one that is `resumed` ends what the order under the key `resumes` suspended, one that
    is `terminated` ends processing on its first day. `received_from` and `received_until` are the days of receipt, both
    included, of the applications that it touches; None: every one. `fees_repaid` is what
    it says of the fees; None where it says nothing, which one that terminates may not.
    """

    key: Key
    since: date
    until: date | None = None
    effect: Literal["not-accepted", "suspended", "resumed", "terminated"]
    resumes: Key | None = None
    received_from: date | None = None
    received_until: date | None = None
    fees_repaid: bool | None = None
    text: Text
    source: Source

    def act(self, on: date) -> OrderAct | None:
        """What is to be done to the applications that it touches on a day: a suspension whose days are over is ended."""
        if self.since > on or self.effect == "not-accepted":
            return None
        if self.effect == "suspended":
            return "suspend" if holds(self, on) else "resume"
        return "resume" if self.effect == "resumed" else "terminate"

    @property
    def suspended_by(self) -> str:
        """The key of the order that suspended what this one resumes."""
        return self.resumes or self.key

    @property
    def closes_intake(self) -> bool:
        """Whether no application is accepted in its days."""
        return self.effect in ("not-accepted", "terminated")
