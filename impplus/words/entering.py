"""What holders of new permits do now, each step by what their permits say."""

from collections.abc import Collection

from impplus.words.text import Text

NOW = Text(en="What you do now", fr="Ce que vous faites maintenant")
READ = Text(
    en="Read the name and the dates on each permit. If something is wrong, write to the office before the journey.",
    fr="Lisez le nom et les dates sur chaque permis. En cas d’erreur, écrivez au bureau avant le départ.",
)
BRING = Text(
    en="To enter Canada, bring the letter of approval, the permit and the passport, and show them at the port of entry.",
    fr="Pour entrer au Canada, apportez la lettre d’approbation, le permis et le passeport, et présentez-les au point d’entrée.",
)
BRING_OWN = Text(
    en="To enter Canada, bring your permit and your passport, and show them at the port of entry.",
    fr="Pour entrer au Canada, apportez votre permis et votre passeport, et présentez-les au point d’entrée.",
)
ENTER = Text(
    en="Enter Canada by {until}, the last day of the permit.",
    fr="Entrez au Canada au plus tard le {until}, dernier jour du permis.",
)
ENTER_EACH = Text(
    en="Enter Canada by the last day of each permit:",
    fr="Entrez au Canada au plus tard le dernier jour de chaque permis\u00a0:",
)
ENTER_LISTED = Text(
    en="Enter Canada by the last day of each permit, as listed above.",
    fr="Entrez au Canada au plus tard le dernier jour de chaque permis, indiqué ci-dessus.",
)


def by_when(days: Collection[str], language: str) -> str:
    """By which day the holders of permits enter, by the last days in words; "" where they differ."""
    return ENTER.say(language).format(until=next(iter(days))) if len(set(days)) == 1 else ""
