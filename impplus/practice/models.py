"""The index of the nouns of firms, for Django."""

from impplus.practice.colleague import Colleague
from impplus.practice.enquiry import Enquiry
from impplus.practice.filing import FiledLetter, Filing
from impplus.practice.firm_event import FirmEvent
from impplus.practice.mail import Mail
from impplus.practice.reply import Reply
from impplus.practice.supply import Supply

__all__ = ["Colleague", "Enquiry", "FiledLetter", "Filing", "FirmEvent", "Mail", "Reply", "Supply"]
