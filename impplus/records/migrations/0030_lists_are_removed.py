from django.db import migrations, models


class Migration(migrations.Migration):
    """The list of an import that ended is removed from the store after some days; its row stays."""

    dependencies = [
        ('records', '0029_words_are_in_order_at_once'),
    ]

    operations = [
        migrations.AddField(
            model_name='batch',
            name='list_removed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
