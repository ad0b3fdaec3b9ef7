"""What is asked of answers that do not go together, by kind: the question, and why it matters."""

from collections.abc import Mapping
from typing import NamedTuple

from impplus.words.text import Text


class Doubt(NamedTuple):
    """The question, and what follows from the answer."""

    question: Text
    why: Text


PERSON = "{person}"  # where a question names whose answers they are
ASKED: Mapping[str, Doubt] = {
    "whose-passport": Doubt(
        Text(
            en="Is this the passport of {person}?",
            fr="Est-ce bien le passeport de {person}?",
        ),
        Text(
            en="On the picture that was sent, the two lines at the bottom say something else than the answers. If it is another passport, replace the picture; if the answers are wrong, change them. We may have misread a letter.",
            fr="Sur l’image qui a été envoyée, les deux lignes du bas disent autre chose que les réponses. Si c’est un autre passeport, remplacez l’image; si les réponses sont inexactes, changez-les. Nous avons pu mal lire une lettre.",
        ),
    ),
    "passport-picture": Doubt(
        Text(en="What does the passport say?", fr="Que dit le passeport?"),
        Text(
            en="On the picture that was sent, the two lines at the bottom say something else.",
            fr="Sur l’image qui a été envoyée, les deux lignes du bas disent autre chose.",
        ),
    ),
    "passport-names": Doubt(
        Text(
            en="How does the passport write the name?", fr="Comment le passeport écrit-il le nom?"
        ),
        Text(
            en="On the picture that was sent, the two lines at the bottom write it otherwise. They have no accents, and we may have misread a letter.",
            fr="Sur l’image qui a été envoyée, les deux lignes du bas l’écrivent autrement. Elles n’ont pas d’accents, et nous avons pu mal lire une lettre.",
        ),
    ),
    "passport-country": Doubt(
        Text(en="Which country does the passport name?", fr="Quel pays le passeport nomme-t-il?"),
        Text(
            en="On the picture that was sent, the two lines at the bottom name another one. We may have misread a letter.",
            fr="Sur l’image qui a été envoyée, les deux lignes du bas en nomment un autre. Nous avons pu mal lire une lettre.",
        ),
    ),
    "passport-issuer": Doubt(
        Text(
            en="A passport of another country?",
            fr="Le passeport d’un autre pays?",
        ),
        Text(
            en="The passport is issued by a country that is not named as a nationality. If it is a nationality, too, add it as another one; if the nationality or the country is wrong, change it.",
            fr="Le passeport est délivré par un pays qui n’est pas inscrit comme nationalité. Si c’en est une aussi, ajoutez-la comme autre nationalité; si la nationalité ou le pays est inexact, changez-le.",
        ),
    ),
    "passport-sex": Doubt(
        Text(
            en="Which letter does the passport show?", fr="Quelle lettre le passeport indique-t-il?"
        ),
        Text(
            en="On the picture that was sent, the two lines at the bottom show another letter for the sex. We may have misread it. You can answer X, whatever the passport shows.",
            fr="Sur l’image qui a été envoyée, les deux lignes du bas indiquent une autre lettre pour le sexe. Nous avons pu mal la lire. Vous pouvez répondre X, peu importe ce qu’indique le passeport.",
        ),
    ),
    "not-latin": Doubt(
        Text(
            en="How does the passport write it in Latin letters?",
            fr="Comment le passeport l’écrit-il en lettres latines?",
        ),
        Text(
            en="The permit bears what is written here. Letters of another alphabet can look the same, such as a Cyrillic “С” for a “C”.",
            fr="Le permis porte ce qui est inscrit ici. Des lettres d’un autre alphabet peuvent sembler pareilles, comme un «\u00a0С\u00a0» cyrillique au lieu d’un «\u00a0C\u00a0».",
        ),
    ),
    "digit-in-name": Doubt(
        Text(en="A digit in a name?", fr="Un chiffre dans un nom?"),
        Text(
            en="A digit can be typed for a letter that looks like it, such as 1 for l or 0 for O.",
            fr="Un chiffre peut être inscrit au lieu d’une lettre qui lui ressemble, comme 1 au lieu de l ou 0 au lieu de O.",
        ),
    ),
    "single-with-partner": Doubt(
        Text(en="Single, or with a partner?", fr="Célibataire, ou en couple?"),
        Text(
            en="A spouse or partner is declared, and the marital status says that there is none.",
            fr="Une conjointe ou un conjoint est déclaré, mais la situation conjugale dit le contraire.",
        ),
    ),
    "another-union": Doubt(
        Text(en="Married, or in a common-law union?", fr="Mariage, ou union de fait?"),
        Text(
            en="The marital status and the relationship of the declared partner speak of different unions. Other documents are asked for each.",
            fr="La situation conjugale et le lien de la personne déclarée ne désignent pas la même union. Les documents demandés diffèrent.",
        ),
    ),
    "grown-child": Doubt(
        Text(en="Is this a dependent child?", fr="Est-ce un enfant à charge?"),
        Text(
            en="By age or by marriage, this child does not count as dependent and would not get a permit with this application. If this is not a dependent child, remove the child under “Family” and write the child on the page “Your other children”, where grown and married children are named.",
            fr="En raison de son âge ou de son mariage, cet enfant n’est pas considéré comme à charge et n’obtiendrait pas de permis par cette demande. Si ce n’est pas un enfant à charge, retirez-le sous «\u00a0Famille\u00a0» et inscrivez-le à la page «\u00a0Vos autres enfants\u00a0», où figurent les enfants adultes ou mariés.",
        ),
    ),
    "letter-birth": Doubt(
        Text(en="Which date of birth is right?", fr="Quelle date de naissance est exacte?"),
        Text(
            en="The letter of invitation has another date of birth. The officer compares both with the passport.",
            fr="La lettre d’invitation porte une autre date de naissance. L’agente ou l’agent compare les deux avec le passeport.",
        ),
    ),
    "letter-names": Doubt(
        Text(en="Which name is right?", fr="Quel nom est exact?"),
        Text(
            en="The letter of invitation writes it otherwise. Write it here as in the passport: the officer compares both. If it has changed, by marriage for example, say so.",
            fr="La lettre d’invitation l’écrit autrement. Inscrivez-le ici comme dans le passeport : l’agente ou l’agent compare les deux. S’il a changé, par exemple par mariage, dites-le.",
        ),
    ),
    "care-without-exam": Doubt(
        Text(
            en="Work in health care, child care or a school?",
            fr="Un travail en santé, dans un service de garde ou en milieu scolaire?",
        ),
        Text(
            en="Without a medical exam, the permit excludes the very work of this occupation.",
            fr="Sans examen médical, le permis exclut justement le travail de cette profession.",
        ),
    ),
    "same-time": Doubt(
        Text(en="Both at the same time?", fr="Les deux en même temps?"),
        Text(
            en="These two rows are about the same months.",
            fr="Ces deux lignes portent sur les mêmes mois.",
        ),
    ),
    "months-not-told": Doubt(
        Text(en="What about the other months?", fr="Et les autres mois?"),
        Text(
            en="Some months of the years that are asked about are not spoken of. Add a row for them, also where there was no work.",
            fr="Une partie des années demandées n’est pas décrite. Ajoutez une ligne, même pour une période sans emploi.",
        ),
    ),
    "dates-in-order": Doubt(
        Text(en="Are both dates right?", fr="Les deux dates sont-elles exactes?"),
        Text(
            en="The first cannot come after the second.",
            fr="La première ne peut pas suivre la seconde.",
        ),
    ),
    "applied-before": Doubt(
        Text(en="No application to Canada before?", fr="Aucune demande au Canada auparavant?"),
        Text(
            en="The last of these answers says that there was no application to Canada; the others go with one. An application that was refused or withdrawn counts, too. If there was one, change the last answer: whoever gives a false answer can be barred from Canada for years.",
            fr="La dernière de ces réponses dit qu’aucune demande n’a été présentée au Canada; les autres en supposent une. Une demande refusée ou retirée compte aussi. S’il y en a eu une, changez la dernière réponse\u00a0: quiconque donne une fausse réponse peut se voir interdire l’entrée au Canada pendant des années.",
        ),
    ),
    "home-elsewhere": Doubt(
        Text(en="In which country is the home?", fr="Dans quel pays se trouve le domicile?"),
        Text(
            en="The home is in one country; a job or a stay that goes on today is in another. This happens, for example with remote work. If the job or the stay has ended, write until when.",
            fr="Le domicile est dans un pays; un emploi ou un séjour qui se poursuit aujourd’hui est dans un autre. Cela arrive, par exemple en télétravail. Si l’emploi ou le séjour a pris fin, inscrivez jusqu’à quand.",
        ),
    ),
    "two-countries": Doubt(
        Text(en="In two countries at the same time?", fr="Dans deux pays en même temps?"),
        Text(
            en="These jobs or studies were in different countries during the same months. Check the months and the countries.",
            fr="Ces emplois ou ces études ont eu lieu dans des pays différents pendant les mêmes mois. Vérifiez les mois et les pays.",
        ),
    ),
    "studies-not-told": Doubt(
        Text(en="Where were these studies?", fr="Où ces études ont-elles eu lieu?"),
        Text(
            en="A degree or a stay as a student is named, and no program of study goes with it. Add the program on the page about studies after secondary school.",
            fr="Un diplôme universitaire ou un séjour d’études est inscrit, mais aucun programme d’études n’y correspond. Ajoutez le programme à la page sur les études après le secondaire.",
        ),
    ),
    "parent-age": Doubt(
        Text(
            en="Are both dates of birth right?",
            fr="Les deux dates de naissance sont-elles exactes?",
        ),
        Text(
            en="By these dates, the parent was far too young when the child was born, or was born after the child.",
            fr="D’après ces dates, le parent était beaucoup trop jeune à la naissance de l’enfant, ou est né après l’enfant.",
        ),
    ),
    "same-passport": Doubt(
        Text(en="One passport for two people?", fr="Un seul passeport pour deux personnes?"),
        Text(
            en="Each person needs a passport of their own. The same number stands for both.",
            fr="Chaque personne a besoin de son propre passeport. Le même numéro figure pour les deux.",
        ),
    ),
    "passport-before-permit": Doubt(
        Text(en="Will the passport be renewed?", fr="Le passeport sera-t-il renouvelé?"),
        Text(
            en="The passport ends before the permit could. The permit would be shorter: it ends with the passport.",
            fr="Le passeport expire avant la fin possible du permis. Le permis serait plus court\u00a0: il prend fin avec le passeport.",
        ),
    ),
    "other-alphabet": Doubt(
        Text(en="Letters of two alphabets?", fr="Des lettres de deux alphabets?"),
        Text(
            en="A word has letters that look alike and belong to two alphabets, such as a Cyrillic “а” for a Latin “a”. Type it again in one.",
            fr="Un mot contient des lettres semblables de deux alphabets, comme un «\u00a0а\u00a0» cyrillique au lieu d’un «\u00a0a\u00a0» latin. Inscrivez-le de nouveau dans un seul.",
        ),
    ),
}
