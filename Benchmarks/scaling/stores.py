"""Curves of what is stored: templates and keys. Each size is a server of its own, filled while it is stopped."""
import hashlib
import hmac
import json
import random
import sqlite3
import string
import subprocess
import time
import zlib

import templates
from harness import processes, results
from harness.server import Renderer, Server

TEMPLATES = (10, 100, 1_000, 10_000, 100_000)
KEYS = (10, 100, 1_000, 10_000, 100_000, 1_000_000)
BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
LIMITS = ["keys.perOrganization=2000000"]
ASKED = 400


def base62(number, length):
    text = ""
    while number:
        number, rest = divmod(number, 62)
        text = BASE62[rest] + text
    return text.rjust(length, "0")


def new_key(chooser):
    """A well-formed key: prefix, 32 characters, and the CRC-32 of both."""
    body = "rs_live_" + "".join(chooser.choices(BASE62, k=32))
    return body + base62(zlib.crc32(body.encode()), 6)


def copies(database, table, where, change, count):
    """Inserts that many changed copies of one row."""
    database.row_factory = sqlite3.Row
    first = dict(database.execute(f"SELECT * FROM {table} WHERE {where}").fetchone())
    names = ", ".join(first)
    marks = ", ".join("?" * len(first))
    rows = ((first | change(index)).values() for index in range(count))
    database.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", (tuple(row) for row in rows))


def identifier(sample, index):
    """Another identifier of the same kind: the index stands where the sample's last letters do."""
    tail = f"{index:09d}"
    return sample[:-len(tail)] + tail


def fill_keys(data, count):
    """Puts keys into a stopped server's store; some of them, to ask with."""
    pepper, chooser = (data / "pepper").read_bytes(), random.Random(count)
    made = [new_key(chooser) for _ in range(count)]
    database = sqlite3.connect(data / "renderstack.db")
    with database:
        sample = database.execute("SELECT id FROM api_keys").fetchone()[0]
        copies(database, "api_keys", "1", lambda index: {
            "id": identifier(sample, index), "name": f"Key {index}", "display_prefix": made[index][:12],
            "digest": hmac.digest(pepper, made[index].encode(), hashlib.sha256)}, count)
    database.close()
    return made[::max(1, count // ASKED)]


def fill_templates(data, count):
    """Puts copies of the stored template into a stopped server's store; their slugs."""
    database = sqlite3.connect(data / "renderstack.db")
    with database:
        sample, document = database.execute(
            "SELECT template_id, document FROM template_revisions").fetchone()
        slugs = [f"stored-{index:07d}" for index in range(count)]
        copies(database, "templates", "1", lambda index: {
            "id": identifier(sample, index), "slug": slugs[index], "name": f"Stored {index}"}, count)
        copies(database, "template_revisions", "1", lambda index: {
            "template_id": identifier(sample, index), "name": f"Stored {index}",
            "document": document.replace(b"Original", b"Copy %d" % index)}, count)
    database.close()
    return slugs


def restarted(server):
    """Stops a server and starts it anew on the same folder; seconds until it was ready, memory."""
    def again():
        start = time.monotonic()
        server.__enter__()
        return {"startSeconds": round(time.monotonic() - start, 3),
                "residentMegabytes": round(processes.resident_bytes(server.pid) / 2**20)}
    server.process.terminate()
    server.process.wait(timeout=60)
    return again


def asked(server, requests):
    """Processor microseconds of each request, as a mean over all, sent one after another; statuses seen."""
    connection, statuses = server.client(), set()
    before = 0
    for index, (method, path, body, key) in enumerate(requests):
        if index == len(requests) // 5:
            before = processes.settled_nanoseconds([server.pid])
        connection.request(method, path, body, {"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        statuses.add(answer.status)
    spent = processes.settled_nanoseconds([server.pid]) - before
    return round(spent / 1e3 / (len(requests) - len(requests) // 5), 2), sorted(statuses)


def told(x, measured):
    print(f"  {x:>10,} {json.dumps(measured)}", flush=True)
    return {"x": x, "series": "stored"} | measured


def keys(binary, most):
    """Asking with many keys in turn: an empty POST is refused right after its key was verified."""
    for count in (size for size in KEYS if size <= most):
        with Server(binary=binary, limits=LIMITS) as server:
            server.key()
            again = restarted(server)
            some = fill_keys(server.data, count)
            facts = again()
            requests = [("POST", "/api/v1/renders/sync", "{}", some[index % len(some)]) for index in range(2 * ASKED)]
            facts["processorMicroseconds"], facts["statuses"] = asked(server, requests)
            health = [("GET", "/healthz", None, "none")] * (2 * ASKED)
            facts["healthzMicroseconds"], _ = asked(server, health)
            facts["createMilliseconds"] = change_milliseconds(server)
            yield told(count, facts)


def change_milliseconds(server):
    """Median milliseconds of making a key through the admin socket, the change published and durable."""
    times = []
    for index in range(5):
        start = time.perf_counter()
        server.key(name=f"Late {index}")
        times.append((time.perf_counter() - start) * 1e3)
    start = time.perf_counter()
    subprocess.run([server.binary, "--version"], capture_output=True)
    bare = (time.perf_counter() - start) * 1e3
    return round(max(0.0, results.median(times) - bare), 2)


def stored_templates(binary, most):
    """Rendering templates that were not used before, one that always is, and listing a page."""
    words = templates.document("original", [
        {"type": "text", "name": "title", "dynamic": True, "x": 20, "y": 20, "width": 360, "height": 60,
         "text": "Original", "fontSize": 32, "fill": "#ffffff"}], width=400, height=100)
    for count in (size for size in TEMPLATES if size <= most):
        with Server(binary=binary) as server:
            key = server.key()
            path = server.folder / "original.json"
            path.write_text(json.dumps(words))
            server.add([path])
            again = restarted(server)
            slugs = fill_templates(server.data, count)
            facts = again()
            chosen = random.Random(count).choices(slugs, k=ASKED)
            body = lambda slug, index: json.dumps(
                {"template": slug, "layers": {"title": {"text": templates.words(20, index)}}})
            for name, names in (("seldomMicroseconds", chosen), ("oftenMicroseconds", ["original"] * ASKED)):
                requests = [("POST", "/api/v1/renders/sync", body(slug, index), key)
                            for index, slug in enumerate(names)]
                facts[name], facts["statuses"] = asked(server, requests)
            pages = [("GET", "/api/v1/templates?limit=50", None, key)] * 50
            facts["listMicroseconds"], _ = asked(server, pages)
            facts["filledMegabytes"] = round(processes.resident_bytes(server.pid) / 2**20)
            facts["processorMicroseconds"] = facts["seldomMicroseconds"]
            yield told(count, facts)


def first_picture(binary):
    """Seconds from the start of an empty server to its first picture, for the bar of 150 ms."""
    with Server(binary=binary) as server:
        key = server.key()
        path = server.folder / "first.json"
        path.write_text(json.dumps(templates.document("first", templates.page(10))))
        server.add([path])
        again = restarted(server)
        start = time.monotonic()
        again()
        Renderer(server, key, "first").render({"page": {"text": "First"}})
        return round((time.monotonic() - start) * 1e3, 1)
