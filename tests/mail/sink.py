"""A real mail server for tests, which can be told how to answer."""

import asyncio
from contextlib import contextmanager

from aiosmtpd.controller import Controller

from tests.processes import free_port

SECONDS_TO_START = 60


class Sink:
    """Keep what arrives; `say` answers to RCPT, `say_data` to the letter itself, `hang` seconds pass before."""

    def __init__(self):
        self.letters, self.recipients = [], []
        self.say, self.say_data, self.hang = "", "", 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.say:
            return self.say
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.hang:
            await asyncio.sleep(self.hang)
        if self.say_data:
            return self.say_data
        self.letters.append(envelope.content)
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"


@contextmanager
def running_sink():
    sink, port = Sink(), free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port, ready_timeout=SECONDS_TO_START)
    controller.start()
    sink.url = f"smtp://127.0.0.1:{port}"
    try:
        yield sink
    finally:
        controller.stop()
