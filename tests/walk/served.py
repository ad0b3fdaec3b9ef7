"""The site, served by a process of its own, and a browser that comes to it over a line like that of a phone."""

import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from django.test import Client
from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

from deploy.local.database import free_port
from impplus.records.models import User
from tests.test_jobs import database_of_the_test

PHONE: ViewportSize = {"width": 360, "height": 740}
CUT = {"offline": True}


class Served:
    """The site, served as an installation serves it, which can be killed and started again at the same address."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        command = [str(Path(sys.executable).parent / "impplus"), "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=os.environ | database_of_the_test())
        until = time.monotonic() + 60
        while not self._answers():
            assert time.monotonic() < until
            time.sleep(0.1)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop_answering(self) -> None:
        """Let requests come in and none be answered, until it is killed."""
        self.process.send_signal(signal.SIGSTOP)

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/alive")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


def comes(
    browser: Browser,
    served: Served,
    who: User,
    language: str,
    line: dict[str, object],
    *,
    slower: int = 1,
    scripts: bool = True,
) -> tuple[Page, CDPSession]:
    """A phone on which somebody is signed in, its line, and how many times slower its processor is."""
    client = Client()
    client.force_login(who)
    context = browser.new_context(
        viewport=PHONE, locale=f"{language}-CA", java_script_enabled=scripts
    )
    context.add_cookies(
        [
            {"name": name, "value": held.value, "url": served.url}
            for name, held in client.cookies.items()
        ]
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    phone = context.new_cdp_session(page)
    phone.send("Network.emulateNetworkConditions", line)
    phone.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return page, phone
