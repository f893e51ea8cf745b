#!/usr/bin/env bash
# Drives our server past its capacity: `run.sh --help` lists options. Needs Python and a C compiler.
set -euo pipefail
exec python3 "$(dirname "$0")/run.py" "$@"
