"""The form for a letter of invitation, which the person invited fills in or an officer copies."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from impplus.web.day import DayField
from impplus.web.fields import CodeField
from impplus.web.forms import PageForm
from impplus.words.codes import LETTER_CODE, code_of


class LetterForm(PageForm):
    """What is printed on the letter of invitation and on the CSQ, and the date of birth."""

    code = CodeField(
        label=_("Code on the letter"),
        help_text=_(
            "26 letters and digits: five groups of five, then one. Spaces and hyphens are ignored."
        ),
        longest=60,
        empty=_("Enter the code that is on the letter of invitation"),
    )
    csq_number = CodeField(
        label=_("CSQ number"),
        help_text=_("It is on the Quebec Selection Certificate and on the letter."),
        longest=30,
        empty=_("Enter the number that is on the CSQ"),
    )
    born = DayField(label=_("Date of birth"), birthday=True, partly=True)

    def clean_code(self) -> str:
        """Whether it is as long as every code is: that tells nothing of any letter."""
        code: str = self.cleaned_data["code"]
        if (typed := len(code_of(code))) != LETTER_CODE:
            raise ValidationError(
                OTHER_LENGTH, params={"all": LETTER_CODE, "typed": typed}, code="length"
            )
        return code


class FirmCodeForm(LetterForm):
    """The same where a firm recorded the letter: the code came in its e-mail."""

    code = CodeField(
        label=_("Code from the firm"),
        help_text=LetterForm.base_fields["code"].help_text,
        longest=60,
        empty=_("Enter the code that the firm sent you by e-mail"),
    )


OTHER_LENGTH = _(
    "The code has %(all)s letters and digits. What was entered has %(typed)s. Compare it with the one that was sent."
)
