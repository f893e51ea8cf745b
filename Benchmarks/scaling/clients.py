"""Curves of clients: requests a second and what each costs, with 1 to 1,000 connections."""
from pathlib import Path

from harness.server import Server
from harness.wrk import wrk

CARDS = Path(__file__).resolve().parent.parent / "peers" / "cards"
CLIENTS = (1, 3, 10, 30, 100, 300, 1_000)


def clients(binary, seconds, most):
    """/healthz, a cached GET, and a fresh POST of card A, under wrk.

    The waiting room is widened to the number of clients: a closed loop shows the cost of waiting, not of refusing.
    """
    limits = ["farm.waiting=1100", "farm.estimatedWaitMilliseconds=9000", "server.connections=2048"]
    with Server(binary=binary, limits=limits) as server:
        server.add(sorted(CARDS.glob("*.json")), sorted((CARDS / "assets").iterdir()))
        server.call("hosts", "add", "localhost")
        key, image_key = server.key(), server.key("get")
        cached = f"{server.url}/api/v1/render?apiKey={image_key}&template=card-a&t0.text=Kept"
        cases = [
            ("healthz", server.url + "/healthz", "plain.lua", []),
            ("cached GET", cached, "plain.lua", ["-H", "Referer: http://localhost/"]),
            ("fresh POST", server.url, "fresh.lua", ["--", "/api/v1/renders/sync", key, "card-a"])]
        for count in (size for size in CLIENTS if size <= most):
            for series, url, script, words in cases:
                one = wrk(url, script, words, server.pid, connections=count, seconds=seconds)
                print(f"  {count:>10,} {series:12} {one['requestsPerSecond']:10.0f}/s "
                      f"{one['processorMicroseconds']:9.1f} us CPU  p99 {one['p99'] / 1e3:8.2f} ms  "
                      f"{one['refused']} refused", flush=True)
                yield {"x": count, "series": series} | one
