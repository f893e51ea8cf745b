#!/usr/bin/env bash
# Installs wrk and nginx where they are missing and runs both servers in turns: `run.sh --help` lists options.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/../harness/packages.sh" wrk nginx-light
exec python3 "$here/run.py" "$@"
