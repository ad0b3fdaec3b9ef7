"""Somebody sends files: in parts by tus 1.0, as the page's script does, and whole by the plain form."""

import hashlib
import random
import time
from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from rehearsal import wire
from rehearsal.drafts.visitor import AGAIN, Visitor, general
from rehearsal.notes import LOST

PART = 48 * 1024  # bytes; the page sends more at a time, here there are more parts to be lost
SIZE = (420, 300)  # pixels of noise: some 150 kB
BROKEN = 0.1  # of the files, which no reader can read
AGAIN_SENT = 0.3  # of those whose form was answered, who send the same file again
MOST_FILES = 40  # of one draft
BEGUN, KEPT, WHOLE, RECEIVED, REFUSED, GONE = (
    "begun",
    "kept",
    "whole",
    "received",
    "refused",
    "gone",
)
UPON_A_PART = {204: KEPT, 200: KEPT, 409: KEPT, 423: LOST, 404: GONE, 410: GONE}
BOUNDARY = "a-boundary-that-no-file-holds"


@dataclass(frozen=True)
class Sent:
    """A file: its name, which begins with "broken" where it cannot be read, and its bytes."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass
class Sender:
    """The hands that choose files."""

    at: Visitor
    made: int = 0

    @property
    def is_done(self) -> bool:
        """Whether a draft takes no more."""
        return self.made >= MOST_FILES

    async def sends_parts(self) -> None:
        """Announce a file, and send part after part; from where the site stands, whenever a line broke."""
        page, begins = self.at.chance.choice(self.at.who.slots)
        await self.at.opens(page)
        file = self._file()
        where = await self._begins(begins, file)
        reached = 0
        while where and 0 <= reached < len(file.content):
            reached = await self._part(where, file, reached)
        if where and reached == len(file.content):
            self.at.note(
                "sends", WHOLE, time.time(), about=f"{where} {file.name}", digest=file.digest
            )

    async def sends_form(self) -> None:
        """Send a file by the form of the page, again where no answer came, and once more where it pleases."""
        page, _begins = self.at.chance.choice(self.at.who.slots)
        file = self._file()
        told = await self._form(page, file)
        if told == RECEIVED and self.at.chance.random() < AGAIN_SENT:
            await self._form(page, file)

    def _file(self) -> Sent:
        self.made += 1
        return made(self.made, self.at.chance)

    async def _begins(self, begins: str, file: Sent) -> str:
        """The address of an announced file; "" where it was refused."""
        name = b64encode(file.name.encode()).decode()
        headers = {"Upload-Length": str(len(file.content)), "Upload-Metadata": f"filename {name}"}
        while True:
            began = time.time()
            reply = await self._tus("POST", begins, headers)
            where = reply.location if reply and reply.status == 201 else ""
            told = BEGUN if where else general(reply)
            self.at.note("begins", told, began, about=where, digest=file.digest)
            if told not in AGAIN:
                return where
            await self.at.waits()

    async def _part(self, where: str, file: Sent, reached: int) -> int:
        """How many bytes the site says that it has, after one more part; -1 where it has lost the file."""
        headers = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(reached)}
        method, body = "PATCH", file.content[reached : reached + PART]
        while True:
            began = time.time()
            reply = await self._tus(method, where, headers, body)
            told = UPON_A_PART.get(reply.status, general(reply)) if reply else LOST
            now = int(reply.headers.get("upload-offset", -1)) if reply and told == KEPT else -1
            self.at.note("part", told, began, about=where, reached=now)
            if told not in AGAIN:
                return now
            method, headers, body = "HEAD", {}, b""
            await self.at.waits()

    async def _tus(
        self, method: str, path: str, headers: dict[str, str], body: bytes = b""
    ) -> wire.Reply | None:
        ours = {"Tus-Resumable": "1.0.0", "X-CSRFToken": self.at.token}
        return await self.at.asked(method, path, ours | headers, body)

    async def _form(self, page: str, file: Sent) -> str:
        await self.at.opens(page)
        body, told = _multipart(file, self.at.token), LOST
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        while told in AGAIN:
            began = time.time()
            reply = await self.at.asked("POST", page, headers, body)
            told = (
                {302: RECEIVED, 422: REFUSED}.get(reply.status, general(reply)) if reply else LOST
            )
            self.at.note("form", told, began, about=file.name, digest=file.digest)
            if told in AGAIN:
                await self.at.waits()
        return told


def made(number: int, chance: random.Random) -> Sent:
    """A file that nobody else has: a photograph or a PDF of noise, or half of one."""
    noise = Image.frombytes("RGB", SIZE, chance.randbytes(SIZE[0] * SIZE[1] * 3))
    kind, ending = chance.choice([("JPEG", "jpg"), ("PDF", "pdf")])
    written = BytesIO()
    noise.save(written, kind, quality=80)
    whole = written.getvalue()
    if chance.random() < BROKEN:
        return Sent(f"broken-{number}.jpg", whole[:40] + chance.randbytes(len(whole) // 2))
    return Sent(f"good-{number}.{ending}", whole)


def _multipart(file: Sent, token: str) -> bytes:
    lines = (
        f"--{BOUNDARY}",
        'Content-Disposition: form-data; name="csrfmiddlewaretoken"',
        "",
        token,
        f"--{BOUNDARY}",
        f'Content-Disposition: form-data; name="file"; filename="{file.name}"',
        "Content-Type: application/octet-stream",
        "",
        "",
    )
    return "\r\n".join(lines).encode() + file.content + f"\r\n--{BOUNDARY}--\r\n".encode()
