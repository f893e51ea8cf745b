#!/usr/bin/env python3
"""Draws cards with one peer: reads a JSON line a picture, answers a JSON line.

Asked {"variant", "setting", "text": [[title lines], [subtitle lines]], "save": path or null} it answers
{"bytes": n}, or {"error": reason}: the same words that `renderstack bench-worker` speaks.
"""
import argparse
import importlib
import json
import sys
from functools import cache
from pathlib import Path

# How each peer can be run, as draw/__init__.py explains.
PEERS = {
    "typst": ["drawn-default", "prepared-default"],
    "takumi": ["drawn-default", "prepared-default"],
    "cairo": ["drawn-default", "drawn-fast", "prepared-default", "prepared-fast"],
    "vips": ["prepared-default", "prepared-fast", "svg-fast"],
    "skia": ["drawn-default", "drawn-fast", "prepared-default", "prepared-fast"],
    "pillow": ["drawn-default", "prepared-default", "prepared-fast"],
    "resvg": ["drawn-default"],
    "chromium": ["new-document", "kept-fast"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("peer", choices=list(PEERS))
    peer = importlib.import_module(f"draw.with_{parser.parse_args().peer}")
    make = cache(peer.make)
    for line in sys.stdin:
        ask = json.loads(line)
        try:
            picture = make(ask["variant"], ask["setting"])(*ask["text"])
            if ask.get("save"):
                Path(ask["save"]).write_bytes(picture)
            answer = {"bytes": len(picture)}
        except Exception as error:  # a peer's failure is a line of the table, not the end of the run
            answer = {"error": f"{type(error).__name__}: {error}"[:300]}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
