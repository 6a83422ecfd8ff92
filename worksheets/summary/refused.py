"""Why a file is not opened; nothing was changed."""

from __future__ import annotations

from worksheets.answers import WorksheetError
from worksheets.language import marked


class FileRefused(WorksheetError):
    """A file that cannot be opened; nothing was changed."""


class Foreign(FileRefused):
    message = marked(
        "This is not a Both Sides file. Choose one whose name ends in “.bothsides.json” or “.bothsides.json.age”."
    )


class Damaged(FileRefused):
    message = marked(
        "This file is damaged: part of it is missing, or something in it was changed. Nothing was opened. Get the "
        "file again from where you keep it, or choose another copy."
    )


class Newer(FileRefused):
    message = marked("This file was made with a newer version of Both Sides. Update this one, and open the file again.")


class Unknown(FileRefused):
    message = marked(
        "This file has something in it that this version of Both Sides does not know. Update Both Sides, and open "
        "the file again."
    )


class TooLarge(FileRefused):
    message = marked("This file is too large to open here: the limit is 10 megabytes and 50,000 changes.")


class IsThere(FileRefused):
    message = marked(
        "This worksheet is here already, with all that is in the file. Open the one that is here, or open the file as "
        "another worksheet beside it."
    )


class Sealed(FileRefused):
    message = marked("This file is sealed. Please type its passphrase.")


class SealedForAKey(FileRefused):
    message = marked(
        "This file is not damaged, but it is sealed for a key, and only a passphrase can be typed here. Open it with "
        "the program that sealed it, and choose the file that this makes."
    )


class WrongPassphrase(FileRefused):
    message = marked("This passphrase does not open the file. Please type it again.")


class TooMuchWork(FileRefused):
    message = marked(
        "This file is not damaged, but its seal takes more memory or time to open than this computer has to spare. "
        "Open it on another computer, or close other programs and try again."
    )
