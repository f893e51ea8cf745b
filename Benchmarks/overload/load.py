"""Requests for driver.c, which sends them by the clock."""
import json
import resource
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def post(key, body):
    """The bytes of a render request."""
    data = json.dumps(body, separators=(",", ":")).encode()
    return (f"POST /api/v1/renders/sync HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n").encode() + data


def get(path):
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


class Stream:
    """Requests of one kind, at a rate a second, or as a closed loop where the rate is 0."""

    def __init__(self, name, rate, connections, requests):
        self.name, self.rate, self.connections, self.requests = name, rate, connections, requests


class Driver:
    """Builds driver.c in a folder of its own, which goes with it."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="renderstack-driver-")
        self.program = Path(self.folder.name) / "driver"
        subprocess.run(["cc", "-O2", "-Wall", "-o", str(self.program), str(HERE / "driver.c")], check=True)

    def run(self, server, seconds, streams, meanwhile=lambda: None):
        """What became of each stream's requests, and the processor seconds that driving took.

        `meanwhile` is called four times a second.
        """
        words = []
        for index, stream in enumerate(streams):
            path = Path(self.folder.name) / f"requests-{index}"
            path.write_bytes(b"".join(b"%d\n" % len(one) + one for one in stream.requests))
            words.append(f"{stream.name.replace(' ', '_')}:{stream.rate}:{stream.connections}:{path}")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with subprocess.Popen(
                [str(self.program), server.host, str(server.port), str(seconds), *words], stdout=subprocess.PIPE) as run:
            while run.poll() is None:
                meanwhile()
                time.sleep(0.25)
            found = json.loads(run.stdout.read())
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return found, spent
