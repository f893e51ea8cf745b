#!/usr/bin/env bash
# Has everything of ours compiled anew when .build comes from another commit: modules are optimized across their borders,
# and an incremental build after an update has been seen to mix old layouts of types with new ones.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.build/built-from
now=$(git rev-parse HEAD 2>/dev/null || echo none)
if [[ -d .build/release && "$(cat "$stamp" 2>/dev/null || true)" != "$now" ]]; then
    find Sources Tests -name '*.swift' -exec touch {} +
fi
mkdir -p .build
echo "$now" >"$stamp"
