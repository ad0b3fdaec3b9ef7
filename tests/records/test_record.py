"""A row is read as Django would read it, in fewer steps."""

from django.apps import apps
from django.db.models import Model
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.signals import post_init, pre_init

from impplus.records.models import Application
from impplus.records.record import Record

TABLES = list(apps.get_app_config("records").get_models())


def test_no_table_works_out_something_when_a_row_is_made() -> None:
    for table in TABLES:
        assert issubclass(table, Record)
        assert not pre_init.has_listeners(table)
        assert not post_init.has_listeners(table)
        for field in table._meta.concrete_fields:
            kept = getattr(table, field.attname)
            sets = hasattr(kept, "__set__")
            # That of a reference forgets the row referred to, of which a row just read has none.
            assert not sets or isinstance(kept, ForeignKeyDeferredAttribute)


def test_each_table_reads_the_same_values_as_django(received: Application) -> None:
    compared = 0
    for table in TABLES:
        names = [field.attname for field in table._meta.concrete_fields]
        for row in table._default_manager.all():
            values = [getattr(row, name) for name in names]
            theirs: Model = Model.from_db.__func__(table, "default", names, values)  # type: ignore[attr-defined]
            assert {name: vars(theirs)[name] for name in names} == {
                name: vars(row)[name] for name in names
            }
            assert vars(row).keys() == vars(theirs).keys()
            assert (row._state.adding, row._state.db) == (False, "default")
            compared += 1
    assert compared > 50


def test_what_was_left_out_is_read_when_it_is_asked_for(received: Application) -> None:
    part = Application.objects.only("number").get(pk=received.pk)
    assert "status" in part.get_deferred_fields()
    assert (part.number, part.status) == (received.number, received.status)
    assert part.applicant == received.applicant
    part.save(update_fields=["status"])
    assert Application.objects.get(pk=received.pk).status == received.status
