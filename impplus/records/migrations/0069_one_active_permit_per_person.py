from django.db import migrations, models


class Migration(migrations.Migration):
    """A person has one permit that is valid or suspended, and not a valid one beside a suspended one."""

    dependencies = [
        ('records', '0068_people_have_outcomes'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='permit',
            name='one_valid_permit_per_person',
        ),
        migrations.AddConstraint(
            model_name='permit',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('valid', 'suspended'))), fields=('person',), name='one_active_permit_per_person'),
        ),
    ]
