#!/usr/bin/env bash
# Shows every PNG of a folder, which a test run left there, to pngcheck and to Pillow: check.sh FOLDER.
set -euo pipefail
cd "$1"
count=$(find . -name '*.png' | wc -l)
if ((count < 500)); then
    echo "Only $count pictures were left by the tests; there should be hundreds." >&2
    exit 1
fi
find . -name '*.png' -print0 | xargs -0 pngcheck -q
/usr/bin/python3 - <<'PYTHON'
import pathlib
import sys

from PIL import Image

Image.MAX_IMAGE_PIXELS = None
broken = []
for path in pathlib.Path(".").glob("*.png"):
    try:
        with Image.open(path) as picture:
            picture.load()
    except Exception as error:
        broken.append(f"{path}: {error}")
print("\n".join(broken), file=sys.stderr, end="\n" if broken else "")
sys.exit(1 if broken else 0)
PYTHON
echo "pngcheck and Pillow read all $count pictures of the tests."
