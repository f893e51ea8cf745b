"""nginx on a temporary folder and a free port of loopback."""
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from string import Template

CONFIGURATION = Path(__file__).resolve().parent.parent / "http" / "nginx.conf"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Nginx:
    """Serves a few files, given as name to bytes; a context manager that stops it and removes its folder."""

    def __init__(self, files):
        self.folder, self.port = Path(tempfile.mkdtemp(prefix="renderstack-nginx-")), free_port()
        (self.folder / "files").mkdir()
        for name, data in files.items():
            (self.folder / "files" / name).write_bytes(data)
        values = {"FOLDER": self.folder, "PORT": self.port, "CORES": os.cpu_count(),
                  "USER": "user root;" if os.geteuid() == 0 else ""}
        self.configuration = self.folder / "nginx.conf"
        self.configuration.write_text(Template(CONFIGURATION.read_text()).substitute(values))
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        self.process = subprocess.Popen(
            [shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(self.folder), "-c", str(self.configuration)],
            stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.02)
        raise SystemExit(f"nginx did not start: {(self.folder / 'nginx.log').read_text()[-1000:]}")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def pid(self):
        return self.process.pid
