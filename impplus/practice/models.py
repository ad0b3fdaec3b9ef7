"""The index of the nouns of firms, for Django."""

from impplus.practice.client_link import ClientLink, Wanted
from impplus.practice.colleague import Colleague
from impplus.practice.deadline import Deadline
from impplus.practice.enquiry import Enquiry
from impplus.practice.feed import Feed
from impplus.practice.firm_event import FirmEvent
from impplus.practice.mail import Mail
from impplus.practice.matter import Matter
from impplus.practice.matter_note import MatterNote
from impplus.practice.reply import Reply
from impplus.practice.task import Task
from impplus.practice.wall import Wall

__all__ = [
    "ClientLink",
    "Colleague",
    "Deadline",
    "Enquiry",
    "Feed",
    "FirmEvent",
    "Mail",
    "Matter",
    "MatterNote",
    "Reply",
    "Task",
    "Wall",
    "Wanted",
]
