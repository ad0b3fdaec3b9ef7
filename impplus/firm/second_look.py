"""A second look: what a press would do, read once more before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

UNSENT = frozenset({"csrfmiddlewaretoken", "sure", "seen"})


@dataclass(frozen=True)
class SecondLook:
    """The words of the button, what it does, what stays undone by it, and the address to go back to.

    `here` is the tab of the firm's pages that is lit; what is `final` cannot be taken back, and has a red button.
    `seen` stands for what was read, so that nothing is done to what changed since.
    """

    act: str
    does: Sequence[str]
    back: str
    back_to: str
    undone: Sequence[str] = ()
    here: str = "clients"
    final: bool = False
    seen: str = ""


def is_sure(request: HttpRequest, seen: str = "") -> bool:
    """Whether the press was read once more, about what was `seen`."""
    return "sure" in request.POST and request.POST.get("seen", "") == seen


def shown(request: HttpRequest, look: SecondLook) -> HttpResponse:
    """The page of a second look: what was sent comes along, and nothing is done yet."""
    kept = [(key, value) for key, value in request.POST.items() if key not in UNSENT]
    facts = {"look": look, "kept": kept, "here": look.here}
    return render(request, "firm/second_look/second_look.html", facts)
