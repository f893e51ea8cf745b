#!/usr/bin/env bash
# Hostile templates: what they cost over a kept base against painting them whole. `run.sh --help` lists options.
set -euo pipefail
exec python3 "$(dirname "$0")/run.py" "$@"
