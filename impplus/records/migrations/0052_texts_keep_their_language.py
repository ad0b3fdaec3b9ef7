from django.db import migrations, models

# What is written stays in every column, those of later migrations among them, but for what happens to it afterwards.
_STAYS = """
DROP TRIGGER {name}_stays ON records_{name};
CREATE TRIGGER {name}_stays BEFORE UPDATE ON records_{name}
    FOR EACH ROW WHEN ((to_jsonb(NEW) - ARRAY[{may}]) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY[{may}]))
    EXECUTE FUNCTION records_{name}_stays();
"""
FORBID = (
    _STAYS.format(name="correspondence", may="'status'")
    + _STAYS.format(name="report", may="'status', 'noted_by_id', 'noted_at'")
    + """
CREATE FUNCTION records_question_keeps_its_language() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a text stays in the language that it was written in' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER question_keeps_its_language BEFORE UPDATE ON records_question
    FOR EACH ROW WHEN (
        (NEW.language, NEW.translation, NEW.translator) IS DISTINCT FROM (OLD.language, OLD.translation, OLD.translator)
        OR (OLD.answer_language <> '' AND NEW.answer_language <> OLD.answer_language))
    EXECUTE FUNCTION records_question_keeps_its_language();
"""
)
_WAS = """
DROP TRIGGER {name}_stays ON records_{name};
CREATE TRIGGER {name}_stays BEFORE UPDATE ON records_{name}
    FOR EACH ROW WHEN (({new}) IS DISTINCT FROM ({old})) EXECUTE FUNCTION records_{name}_stays();
"""


def _was(name: str, *columns: str) -> str:
    """The trigger as it was: of these columns alone."""
    new, old = (", ".join(f"{row}.{one}" for one in columns) for row in ("NEW", "OLD"))
    return _WAS.format(name=name, new=new, old=old)


_MESSAGE = ("application_id", "by_id", "at", "text", "due_on", "person_id")
_REPORT = (
    *("application_id", "kind", "person_id", "correction_id", "day"),
    *("name", "reason", "by_id", "at", "digest"),
)
ALLOW = (
    _was("correspondence", *_MESSAGE)
    + _was("report", *_REPORT)
    + """
DROP TRIGGER question_keeps_its_language ON records_question;
DROP FUNCTION records_question_keeps_its_language();
"""
)
# What was written before is taken to be in the language that the applicant had chosen, as it was said to be.
_SAID = "UPDATE records_{name} one SET {columns} FROM records_application its WHERE its.id = one.application_id;"
REMEMBER = (
    _SAID.format(
        name="question",
        columns="language = its.language,"
        " answer_language = CASE WHEN one.answer = '' THEN '' ELSE its.language END,"
        " more_language = CASE WHEN one.more_reason = '' THEN '' ELSE its.language END",
    )
    + _SAID.format(name="correspondence", columns="language = its.language")
    + _SAID.format(name="report", columns="language = its.language")
    + _SAID.format(name="decision", columns="language = its.language")
    + """
ALTER TABLE records_letter DISABLE TRIGGER letter_stays_as_sent;
UPDATE records_letter one SET facts = one.facts || jsonb_build_object('language', its.language)
    FROM records_application its
    WHERE its.id = one.application_id AND one.facts ?| ARRAY['text', 'reasons', 'findings'];
ALTER TABLE records_letter ENABLE TRIGGER letter_stays_as_sent;
SET CONSTRAINTS ALL IMMEDIATE;
"""
)


def _language(model: str, name: str, *, blank: bool = False) -> migrations.AddField:
    field = models.CharField(max_length=2, blank=blank, db_default="", default="")
    return migrations.AddField(model_name=model, name=name, field=field)


def _translation(model: str) -> list[migrations.AddField]:
    text = models.TextField(max_length=5000, blank=True, db_default="", default="")
    name = models.CharField(max_length=250, blank=True, db_default="", default="")
    return [
        migrations.AddField(model_name=model, name="translation", field=text),
        migrations.AddField(model_name=model, name="translator", field=name),
    ]


class Migration(migrations.Migration):
    """What somebody writes keeps the language that it was written in; an officer's words may have a translation beside them."""

    dependencies = [
        ("records", "0051_candidates_births_in_part"),
    ]

    operations = [
        *(_language(one, "language") for one in ("correspondence", "decision", "question", "report")),
        _language("question", "answer_language", blank=True),
        _language("question", "more_language", blank=True),
        *_translation("correspondence"),
        *_translation("question"),
        migrations.RunSQL(REMEMBER, migrations.RunSQL.noop),
        migrations.RunSQL(FORBID, ALLOW),
    ]
