"""The icons of the pages: small drawings within the page, which no browser has to fetch."""

from functools import cache

from django.utils.safestring import SafeString

SHAPES = {
    "done": '<circle class="full" cx="12" cy="12" r="10"/><path class="cut" d="M7.5 12.5l3 3 6-6.5"/>',
    "part": '<circle cx="12" cy="12" r="9"/><path class="full" d="M12 3a9 9 0 0 1 0 18z"/>',
    "todo": '<circle cx="12" cy="12" r="9"/>',
    "look": '<path d="M12 3.5L22 20.5H2zM12 10v4.5M12 17.4v.1"/>',
    "bad": '<path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM9 9l6 6M15 9l-6 6"/>',
    "wait": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
    "none": '<path d="M5 12h14"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "about": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 7.6v.1"/>',
    "message": '<path d="M4 5h16v11H10l-5 4v-4H4z"/>',
    "key": '<circle cx="8" cy="14" r="4"/><path d="M11 11l8-8M16 6l3 3"/>',
    "phone": '<rect x="7" y="2.5" width="10" height="19" rx="2"/><path d="M11 18h2"/>',
    "screen": '<rect x="3" y="4.5" width="18" height="12" rx="1.5"/><path d="M9 20h6"/>',
    "camera": '<path d="M4 8h3l1.5-2.5h7L17 8h3v11H4z"/><circle cx="12" cy="13" r="3.5"/>',
    "picture": '<rect x="3.5" y="5" width="17" height="14" rx="2"/><path d="M4 17l5-5 4 4 3-2.5 4 3.5M15.5 9.5v.1"/>',
    "paper": '<path d="M6 3h8l4 4v14H6zM9 11h6M9 15h6"/>',
}


@cache
def icon(name: str, colour: str = "") -> SafeString:
    """One drawing by its name, with the class that colours it; a word beside it says what it means."""
    classes = f"icon {colour}".strip()
    return SafeString(
        f'<svg class="{classes}" viewBox="0 0 24 24" aria-hidden="true">{SHAPES[name]}</svg>'
    )
