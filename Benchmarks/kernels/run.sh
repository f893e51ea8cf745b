#!/usr/bin/env bash
# The loops that pictures are made of, one by one, by ordo-one's benchmark package: run.sh [--filter PATTERN …].
# The first build takes some minutes; it stays in this folder's .build.
set -euo pipefail
cd "$(dirname "$0")"
swift build --configuration release --product Kernels
exec swift package --disable-sandbox benchmark --no-progress "$@"
