"""News of what was sent to the office, or given to it: a subject, to the applicant, to the representative."""

from collections.abc import Mapping

from impplus.words.text import Text

SENT: Mapping[str, tuple[Text, Text, Text]] = {
    "question-answered": (
        Text(en="A question was answered", fr="Une question a reçu une réponse"),
        Text(
            en="An answer to a question in your file was sent to the office. It is in your file.",
            fr="Une réponse à une question dans votre dossier a été envoyée au bureau. Elle se trouve dans votre dossier.",
        ),
        Text(
            en="An answer to a question in the file of one of your clients was sent to the office. It is in the file.",
            fr="Une réponse à une question dans le dossier de l’une des personnes que vous représentez a été envoyée au bureau. "
            "Elle se trouve dans le dossier.",
        ),
    ),
    "reconsideration-asked": (
        Text(en="A reconsideration was asked for", fr="Un réexamen a été demandé"),
        Text(
            en="The office was asked to reconsider your application. It answers by letter. This does not stop the time for going to the Federal Court.",
            fr="Le réexamen de votre demande a été demandé au bureau, qui répond par lettre. Cela ne suspend pas le délai pour vous adresser à la "
            "Cour fédérale.",
        ),
        Text(
            en="The office was asked to reconsider the application of one of your clients. It answers by letter. This does not stop the time for "
            "going to the Federal Court.",
            fr="Le réexamen de la demande de l’une des personnes que vous représentez a été demandé au bureau, qui répond par lettre. Cela ne "
            "suspend pas le délai pour s’adresser à la Cour fédérale.",
        ),
    ),
    "documents-sent": (
        Text(en="Further documents were sent", fr="D’autres documents ont été envoyés"),
        Text(
            en="Further documents were sent to the office for your application. Your file shows what was received.",
            fr="D’autres documents ont été envoyés au bureau pour votre demande. Votre dossier indique ce qui a été reçu.",
        ),
        Text(
            en="Further documents were sent to the office for the application of one of your clients. The file shows what was received.",
            fr="D’autres documents ont été envoyés au bureau pour la demande de l’une des personnes que vous représentez. Le dossier "
            "indique ce qui a été reçu.",
        ),
    ),
    "biometrics-recorded": (
        Text(
            en="Fingerprints and a photo were recorded",
            fr="Des empreintes digitales et une photo ont été consignées",
        ),
        Text(
            en="The office recorded that fingerprints and a photo were given for your application. Your file says of whom, and whether more are to be given.",
            fr="Le bureau a consigné que des empreintes digitales et une photo ont été données pour votre demande. Votre dossier indique pour qui, et s’il en reste à donner.",
        ),
        Text(
            en="The office recorded that fingerprints and a photo were given for the application of one of your clients. The file says of whom, and whether more are to be given.",
            fr="Le bureau a consigné que des empreintes digitales et une photo ont été données pour la demande de l’une des personnes que vous représentez. Le dossier indique pour qui, et s’il en reste à donner.",
        ),
    ),
}
