"""The built program as a process of its own, with a fresh folder, and small sites beside it."""

import http.server
import json
import os
import re
import shlex
import subprocess
import threading
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """`renderstack serve` on a port that the system chose."""

    def __init__(self, folder: Path, *arguments: str):
        self.folder = folder
        environment = {key: value for key, value in os.environ.items() if not key.startswith("RENDERSTACK_")}
        self.process = subprocess.Popen(
            [os.environ["RENDERSTACK_BINARY"], "serve", "--data", str(folder / "data"), "--port", "0",
             "--samples", str(ROOT / "deploy/samples"), *shlex.split(os.environ.get("RENDERSTACK_ARGUMENTS", "")),
             *arguments],
            stdout=subprocess.PIPE, stderr=(folder / "log").open("w"), text=True,
            env={**environment, "SWIFT_BACKTRACE": "enable=no"})
        self.greeting = ""
        for line in self.process.stdout:
            self.greeting += line
            if ready := re.search(r"Ready: (\S+)", line):
                self.origin = ready[1]
                break
        else:
            raise RuntimeError(f"the server did not start: {self.greeting}{(folder / 'log').read_text()}")
        # What it prints later must not fill the pipe.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        self.setup_link = re.search(r"\S+/setup#\S+", self.greeting)[0]

    def command(self, *arguments: str) -> str:
        """Runs a subcommand on the same data."""
        done = subprocess.run(
            [os.environ["RENDERSTACK_BINARY"], *arguments, "--data", str(self.folder / "data")],
            capture_output=True, text=True, timeout=60, check=True)
        return done.stdout

    def render(self, key: str, body: dict) -> bytes:
        """Draws as a program does, with a key in the header."""
        request = urllib.request.Request(
            f"{self.origin}/api/v1/renders/sync", data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read()

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


class Site:
    """A site of somebody else that shows one page; any name below `localhost` is a host of it."""

    def __init__(self):
        self.body = ""
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = site.body.encode() if self.path == "/" else b""
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
