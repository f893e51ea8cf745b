#!/usr/bin/env bash
# Measures cost against size: `run.sh --help` lists options, `run.sh canvas keys` runs two of the curves.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/../harness/packages.sh" wrk
exec python3 "$here/run.py" "$@"
