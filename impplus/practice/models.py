"""The index of the nouns of firms, for Django."""

from impplus.practice.advance import Advance
from impplus.practice.agreement_question import AgreementQuestion
from impplus.practice.asked_signature import AskedSignature
from impplus.practice.board_view import BoardView
from impplus.practice.booking import Booking
from impplus.practice.client_file import ClientFile
from impplus.practice.client_link import ClientLink, Wanted
from impplus.practice.closing import Closing, Destruction
from impplus.practice.closure import Closure
from impplus.practice.colleague import Colleague
from impplus.practice.conflict import Conflict
from impplus.practice.consent import Consent
from impplus.practice.deadline import Deadline
from impplus.practice.enquiry import Enquiry
from impplus.practice.feed import Feed
from impplus.practice.filing import FiledLetter, Filing
from impplus.practice.firm_event import FirmEvent
from impplus.practice.firm_key import FirmKey
from impplus.practice.form_signature import FormSignature
from impplus.practice.known_person import KnownPerson
from impplus.practice.mail import Mail
from impplus.practice.matter import Matter
from impplus.practice.matter_note import MatterNote
from impplus.practice.offer import Offer
from impplus.practice.office_hours import OfficeHours
from impplus.practice.own_answer import OwnAnswer
from impplus.practice.presentation import Presentation
from impplus.practice.price_change import PriceChange
from impplus.practice.reply import Reply
from impplus.practice.retainer import Retainer
from impplus.practice.supply import Supply
from impplus.practice.task import Task
from impplus.practice.wall import Wall
from impplus.practice.webhook import Webhook, WebhookCall

__all__ = [
    "Advance",
    "AgreementQuestion",
    "AskedSignature",
    "BoardView",
    "Booking",
    "ClientFile",
    "ClientLink",
    "Closing",
    "Closure",
    "Colleague",
    "Conflict",
    "Consent",
    "Deadline",
    "Destruction",
    "Enquiry",
    "Feed",
    "FiledLetter",
    "Filing",
    "FirmEvent",
    "FirmKey",
    "FormSignature",
    "KnownPerson",
    "Mail",
    "Matter",
    "MatterNote",
    "Offer",
    "OfficeHours",
    "OwnAnswer",
    "Presentation",
    "PriceChange",
    "Reply",
    "Retainer",
    "Supply",
    "Task",
    "Wall",
    "Wanted",
    "Webhook",
    "WebhookCall",
]
