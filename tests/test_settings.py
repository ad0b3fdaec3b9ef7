"""The settings name what is there."""

from pkgutil import resolve_name

from django.conf import settings


def test_whatever_the_settings_name_of_this_package_is_there() -> None:
    for name in strings(vars(settings._wrapped)):
        if name.startswith("impplus."):
            resolve_name(name)


def strings(held: object) -> list[str]:
    """The texts of a setting, whatever it is made of."""
    if isinstance(held, dict):
        return [one for value in held.values() for one in strings(value)]
    if isinstance(held, list | tuple):
        return [one for value in held for one in strings(value)]
    return [held] if isinstance(held, str) else []
