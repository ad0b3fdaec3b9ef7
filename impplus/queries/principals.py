"""The principal applicant of what a list shows, read with its rows."""

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat, Trim

from impplus.records.models import Person


def principals_name(application: str = "pk") -> Subquery:
    """The name of the principal applicant; `application` is the column of a row that holds the key of its application."""
    principal = Person.objects.filter(application=OuterRef(application), relation="principal")
    name = Trim(Concat("given_names", Value(" "), "family_name"))
    return Subquery(principal.order_by().values(name=name))
