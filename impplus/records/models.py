"""The index of the nouns, for Django."""

from impplus.records.absence import Absence
from impplus.records.application import Application
from impplus.records.assessment import Assessment
from impplus.records.assignment import Assignment
from impplus.records.assistance import Assistance
from impplus.records.attempt import Attempt
from impplus.records.batch import Batch, RowChanged, RowLeftOut
from impplus.records.candidate import Candidate
from impplus.records.correction import Correction
from impplus.records.correspondence import Correspondence
from impplus.records.countersignature import Countersignature
from impplus.records.decision import Decision
from impplus.records.delegation import Delegation
from impplus.records.document import Document
from impplus.records.event import Event
from impplus.records.evidence import Evidence
from impplus.records.execution import ExecutedFile, Execution, Halt
from impplus.records.exemption import Exemption
from impplus.records.figures import PeriodFigures
from impplus.records.finding import Finding
from impplus.records.firm import Firm
from impplus.records.forecast import Forecast
from impplus.records.guess_count import GuessCount
from impplus.records.habits import Habits
from impplus.records.handover import Handover
from impplus.records.intake import Intake, Place, Proposal
from impplus.records.interview import Interview
from impplus.records.introduction import Introduction
from impplus.records.invitation import Invitation
from impplus.records.kinship import Kinship
from impplus.records.letter import Letter
from impplus.records.log import LogCheckpoint, LogEntry, LogMark, LogProof
from impplus.records.lost_file import LostFile
from impplus.records.mandate import Mandate
from impplus.records.message import Message
from impplus.records.payment import CardNotice, Payment
from impplus.records.permit import Permit, Suspension
from impplus.records.person import Person
from impplus.records.person_outcome import Deferral, PersonOutcome
from impplus.records.phone import Phone
from impplus.records.question import Question
from impplus.records.queue_day import QueueDay
from impplus.records.receipt import Receipt
from impplus.records.recovery import Recovery
from impplus.records.remark import Remark
from impplus.records.reopening import Reconsideration, Reopening
from impplus.records.report import Report
from impplus.records.round import Round
from impplus.records.session import Session
from impplus.records.signature import Signature
from impplus.records.signed_code import SignedCode, SignedList
from impplus.records.skip import Skip
from impplus.records.standing import Standing, StandingMark
from impplus.records.tick import Tick
from impplus.records.translation import Translation
from impplus.records.unsent_text import UnsentText
from impplus.records.upload import Upload
from impplus.records.user import User
from impplus.records.view import View
from impplus.records.visit import Visit
from impplus.records.wording import Wording

__all__ = [
    "Absence",
    "Application",
    "Assessment",
    "Assignment",
    "Assistance",
    "Attempt",
    "Batch",
    "Candidate",
    "CardNotice",
    "Correction",
    "Correspondence",
    "Countersignature",
    "Decision",
    "Deferral",
    "Delegation",
    "Document",
    "Event",
    "Evidence",
    "ExecutedFile",
    "Execution",
    "Exemption",
    "Finding",
    "Firm",
    "Forecast",
    "GuessCount",
    "Habits",
    "Halt",
    "Handover",
    "Intake",
    "Interview",
    "Introduction",
    "Invitation",
    "Kinship",
    "Letter",
    "LogCheckpoint",
    "LogEntry",
    "LogMark",
    "LogProof",
    "LostFile",
    "Mandate",
    "Message",
    "Payment",
    "PeriodFigures",
    "Permit",
    "Person",
    "PersonOutcome",
    "Phone",
    "Place",
    "Proposal",
    "Question",
    "QueueDay",
    "Receipt",
    "Reconsideration",
    "Recovery",
    "Remark",
    "Reopening",
    "Report",
    "Round",
    "RowChanged",
    "RowLeftOut",
    "Session",
    "Signature",
    "SignedCode",
    "SignedList",
    "Skip",
    "Standing",
    "StandingMark",
    "Suspension",
    "Tick",
    "Translation",
    "UnsentText",
    "Upload",
    "User",
    "View",
    "Visit",
    "Wording",
]
