#!/usr/bin/env bash
# Installs what the peers need, computes the cards, and runs every peer and our engine: `run.sh --help` lists options.
set -euo pipefail
cd "$(dirname "$0")"

# cairo and Pango come from Debian; Chromium is used where it is installed, since it is large.
../harness/packages.sh fonts-inter gir1.2-pango-1.0 python3-cairo python3-gi python3-gi-cairo python3-venv
command -v chromium-headless-shell chromium >/dev/null || echo "No Chromium here: its rows stay empty." >&2

# Debian's own Python: its packages for cairo and Pango are visible from the environment.
if [[ ! -e .venv/installed || requirements.txt -nt .venv/installed ]]; then
    /usr/bin/python3 -m venv --system-site-packages .venv
    .venv/bin/pip install --quiet --requirement requirements.txt
    touch .venv/installed
fi
[[ -e cards/a.json && -e cards/assets/photo.jpg ]] || .venv/bin/python make_cards.py
exec .venv/bin/python run.py "$@"
