from django.db import migrations, models

import impplus.records.searched


class Migration(migrations.Migration):
    """The number of a passport or CSQ on two files is found by an index."""

    dependencies = [
        ('records', '0017_messages_are_owed'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='person',
            index=models.Index(impplus.records.searched.Plain('passport_number'), name='people_by_passport'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(impplus.records.searched.Plain('csq_number'), name='people_by_csq'),
        ),
    ]
