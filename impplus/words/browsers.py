"""A browser in two names, as its owner knows it again in a list: “Firefox, Windows”."""

# The first that is found: each browser also names those that it wants to be taken for.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("Chromium", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
PHONES = frozenset({"Android", "iPhone", "iPad"})


def browser_of(user_agent: str) -> str:
    """The browser and the system that a User-Agent header names, of those known here; nothing else of it is kept."""
    found = (_first(user_agent, names) for names in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, found))


def is_phone(browser: str) -> bool:
    """Whether a browser of `browser_of` is one that is carried about."""
    return browser.rpartition(", ")[2] in PHONES


def _first(text: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in names if sign in text), "")
