"""An X server without a screen, for tests."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def running_x_server(size: str = "640x480x24") -> Iterator[str]:
    """Run one on a free display, and yield the display's name."""
    with tempfile.TemporaryFile() as told:
        reader, writer = os.pipe()
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp"]
        with subprocess.Popen(command, pass_fds=[writer], stdout=told, stderr=told) as server:
            os.close(writer)
            with os.fdopen(reader) as numbers:
                number = numbers.readline().strip()
            try:
                yield f":{number}"
            finally:
                server.terminate()
