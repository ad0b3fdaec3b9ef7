"""What the rules say of the columns that hold answers is what the table of people has."""

from django.db import models

from impplus.records.models import Person
from impplus.rules.form import COLUMNS


def test_each_column_is_of_its_kind_and_length() -> None:
    columns = {key: Person._meta.get_field(key) for key in COLUMNS}
    longest = {key: column.max_length for key, column in columns.items()}
    assert longest == {
        key: len("CAN") if column.kind == "country" else column.longest
        for key, column in COLUMNS.items()
    }
    days = {key for key, column in COLUMNS.items() if column.kind == "day"}
    assert days == {key for key, one in columns.items() if isinstance(one, models.DateField)}
