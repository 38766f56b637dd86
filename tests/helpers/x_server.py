"""An X server without a screen, for tests."""

import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.helpers.waiting import LONGEST_WAIT


@contextmanager
def running_x_server(size: str = "640x480x24") -> Iterator[str]:
    """Run one on a free display, and yield the display's name."""
    with tempfile.TemporaryFile() as told:
        reader, writer = os.pipe()
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp"]
        with subprocess.Popen(command, pass_fds=[writer], stdout=told, stderr=told) as server:
            os.close(writer)
            limit = threading.Timer(LONGEST_WAIT, server.kill)
            limit.start()
            with os.fdopen(reader) as numbers:
                number = numbers.readline().strip()
            limit.cancel()
            assert number, f"Xvfb ended with {server.wait()}"
            try:
                yield f":{number}"
            finally:
                server.terminate()
