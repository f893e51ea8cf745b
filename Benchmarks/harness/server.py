"""Our server on a temporary folder and a free port, and small HTTP clients for it."""
import http.client
import json
import re
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from . import results


class Server:
    """Starts `renderstack serve`; a context manager that stops it and removes its folder.

    Access lines of the log are kept in `log` (a path) where `logs` is true; else only warnings are logged.
    """

    def __init__(self, *, logs=False, limits=(), workers=None, binary=results.BINARY, keep=None):
        self.folder = Path(tempfile.mkdtemp(prefix="renderstack-bench-"))
        self.data = self.folder / "data"
        self.log = self.folder / "log.jsonl"
        self.binary = str(binary)
        self.keep = keep
        self.command = [self.binary, "serve", "--data", str(self.data), "--port", "0",
                        "--log-level", "info" if logs else "warning"]
        for limit in limits:
            self.command += ["--limit", limit]
        if workers:
            self.command += ["--workers", str(workers)]

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=self.log.open("w"), text=True, cwd=self.folder)
        for line in self.process.stdout:
            found = re.match(r"Ready: (http://([^:/]+):(\d+))", line)
            if found:
                self.url, self.host, self.port = found[1], found[2], int(found[3])
                threading.Thread(target=self.process.stdout.read, daemon=True).start()
                return self
        raise SystemExit(f"the server did not start: {self.log.read_text()[-2000:]}")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.keep:
            shutil.copy(self.log, self.keep)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def pid(self):
        return self.process.pid

    def call(self, *words):
        """A subcommand of the program on this server's folder; its output as JSON where it prints any."""
        done = subprocess.run(
            [self.binary, *words, "--data", str(self.data), "--json"], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"renderstack {' '.join(words)}: {done.stderr.strip()}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def add(self, templates=(), assets=()):
        """Stores assets and templates from files."""
        if assets:
            self.call("assets", "add", *map(str, assets))
        if templates:
            self.call("templates", "push", *map(str, templates))

    def key(self, kind="master", name="Benchmark"):
        """Makes a key and tells it."""
        return self.call("keys", "create", "--name", name, "--type", kind)["key"]

    def client(self):
        return http.client.HTTPConnection(self.host, self.port, timeout=60)


class Renderer:
    """Posts renders of one template over one kept connection."""

    def __init__(self, server, key, template):
        self.connection, self.template = server.client(), template
        self.headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}

    def render(self, layers, **options):
        """The picture's bytes; whatever is not 200 ends the run."""
        body = json.dumps({"template": self.template, "layers": layers} | options)
        try:
            answer = self.answer(body)
        except (http.client.HTTPException, ConnectionError):
            # The server closes a connection that was idle for long: the next request opens another.
            self.connection.close()
            answer = self.answer(body)
        data = answer.read()
        if answer.status != 200:
            raise SystemExit(f"render of {self.template}: {answer.status} {data[:500]!r}")
        return data

    def answer(self, body):
        self.connection.request("POST", "/api/v1/renders/sync", body, self.headers)
        return self.connection.getresponse()
