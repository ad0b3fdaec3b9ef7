"""The e-mails that say that a letter waits, or that the office asks for something by a day; without what stands in it."""

from impplus.words.text import Text

LETTER_WAITS = Text(
    en="A letter about {programme} is waiting for you",
    fr="Une lettre au sujet du {programme} vous attend",
)
IN_YOUR_FILE = Text(
    en="A new letter is in your file. Sign in to read it:\n\n{site}\n\n"
    "We never ask for money or a password by e-mail.",
    fr="Une nouvelle lettre se trouve dans votre dossier. Ouvrez une session pour la lire\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
OPENED_FOR_YOU = Text(
    en="The office received an application under {programme} that was not made online, and opened an account for you with this e-mail address. "
    "A letter is in it. To get in, ask for a link at this address, and choose a password:\n\n{site}\n\n"
    "We never ask for money or a password by e-mail.",
    fr="Le bureau a reçu une demande présentée dans le cadre du {programme} par un autre moyen qu’en ligne, et vous a ouvert un compte avec cette "
    "adresse électronique. Une lettre s’y trouve. Pour y entrer, demandez un lien à cette adresse, puis choisissez un mot de passe\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
SEVERAL_IN_YOUR_FILE = Text(
    en="New letters are in your file. Sign in to read them:\n\n{site}\n\n"
    "We never ask for money or a password by e-mail.",
    fr="De nouvelles lettres se trouvent dans votre dossier. Ouvrez une session pour les lire\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
SEVERAL_IN_A_CLIENTS_FILE = Text(
    en="New letters are in the file of one of your clients. Sign in to read them:\n\n{site}\n\n"
    "We never ask for money or a password by e-mail.",
    fr="De nouvelles lettres se trouvent dans le dossier de l’une des personnes que vous représentez. Ouvrez une session "
    "pour les lire\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
SEVERAL_WAIT = Text(
    en="Letters about {programme} are waiting for you",
    fr="Des lettres au sujet du {programme} vous attendent",
)
IN_A_CLIENTS_FILE = Text(
    en="A new letter is in the file of one of your clients. Sign in to read it:\n\n{site}\n\n"
    "We never ask for money or a password by e-mail.",
    fr="Une nouvelle lettre se trouve dans le dossier de l’une des personnes que vous représentez. Ouvrez une session "
    "pour la lire\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
INVITED = Text(
    en="You have received a letter of invitation under {programme}. Create an account, then enter this code with the "
    "number of your CSQ and your date of birth:\n\n{code}\n\n{site}\n\n"
    "The code is of no use to anyone else. We never ask for money or a password by e-mail.",
    fr="Vous avez reçu une lettre d’invitation dans le cadre du {programme}. Créez un compte, puis inscrivez ce code avec "
    "le numéro de votre CSQ et votre date de naissance\u00a0:\n\n{code}\n\n{site}\n\n"
    "Le code ne sert à personne d’autre. Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
ASKS = Text(
    en="The office asks you for something by {day}",
    fr="Le bureau vous demande quelque chose au plus tard le {day}",
)
ASKS_IN_YOUR_FILE = Text(
    en="The office asks you for something for an application under {programme}. The last day for it is {day}, until the end of the day ({zone}). "
    "Sign in to read what is asked and what to do:\n\n{site}\n\n"
    "We never ask for money or a password by e-mail.",
    fr="Le bureau vous demande quelque chose pour une demande présentée dans le cadre du {programme}. Le dernier jour est le {day}, jusqu’à la fin "
    "de la journée ({zone}). Ouvrez une session pour lire ce qui est demandé et ce qu’il faut faire\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
ASKS_A_CLIENT = Text(
    en="The office asks one of your clients for something by {day}",
    fr="Le bureau demande quelque chose à une personne que vous représentez, au plus tard le {day}",
)
ASKS_IN_A_CLIENTS_FILE = Text(
    en="The office asks one of your clients for something. The last day for it is {day}, until the end of the day ({zone}). "
    "Sign in to read what is asked and what to do:\n\n{site}\n\n"
    "We never ask for money or a password by e-mail.",
    fr="Le bureau demande quelque chose à l’une des personnes que vous représentez. Le dernier jour est le {day}, jusqu’à la fin de la journée "
    "({zone}). Ouvrez une session pour lire ce qui est demandé et ce qu’il faut faire\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
