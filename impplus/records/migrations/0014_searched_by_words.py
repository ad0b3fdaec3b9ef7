import impplus.records.searched
from django.db import migrations

# The same as impplus/words/searched.py. The collation is the database's own, whatever the cluster's is.
MAKE = r"""
CREATE OR REPLACE FUNCTION impplus_folded(said text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(replace(replace(replace(
    translate(
        lower(regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]', '', 'g') COLLATE pg_c_utf8),
        'đðłøħıŧŋς', 'ddlohitnσ'),
    'þ', 'th'), 'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss');

CREATE OR REPLACE FUNCTION impplus_searched(VARIADIC said text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT array_to_tsvector(coalesce(
               array_agg(DISTINCT left(word, 60)) FILTER (WHERE word <> ''), '{}'))
      FROM unnest(said) AS columns (told),
           regexp_split_to_table(impplus_folded(told), '[\u0001-\u0020]') AS chunk,
           -- hyphens and apostrophes of every kind become the plain hyphen
           regexp_replace(
               chunk,
               '[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b0-\u02ff\u2000-\u206f\u3000-\u303f]',
               '-', 'g') AS plain,
           LATERAL (SELECT replace(plain, '-', '')
                    UNION ALL SELECT string_to_table(plain, '-')) AS parts (word)
);
"""
TAKE_AWAY = """
DROP FUNCTION impplus_searched(VARIADIC text[]);
DROP FUNCTION impplus_folded(text);
"""


class Migration(migrations.Migration):
    """Names and numbers are found by an index of their words, without accents, capitals or marks."""

    dependencies = [('records', '0013_intakes_open_and_close')]

    operations = [
        migrations.RunSQL(MAKE, TAKE_AWAY),
        migrations.AddIndex(
            model_name='candidate',
            index=impplus.records.searched.WordIndex(impplus.records.searched.Searched('given_names', 'family_name', 'reference', 'csq_number', 'mifi_file'), name='candidates_by_word'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=impplus.records.searched.WordIndex(impplus.records.searched.Searched('given_names', 'family_name', 'csq_number', 'passport_number'), name='people_by_word'),
        ),
    ]
