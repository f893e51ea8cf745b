"""Prints the URL of every published vector, for the test that compares them."""

import importlib.util
import json
import pathlib
import sys

spec = importlib.util.spec_from_file_location("sign", pathlib.Path(__file__).parent.parent / "sign.py")
sign = importlib.util.module_from_spec(spec)
sys.dont_write_bytecode = True
spec.loader.exec_module(sign)

published = json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))
for vector in published["vectors"]:
    print(sign.signed_url("https://images.example.com", dict(vector["pairs"]), published["secret"], vector["exp"]))
