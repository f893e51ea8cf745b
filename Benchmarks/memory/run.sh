#!/usr/bin/env bash
# Installs wrk where it is missing and watches the server's memory over many renders: `run.sh --help` lists options.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/../harness/packages.sh" wrk
exec python3 "$here/run.py" "$@"
