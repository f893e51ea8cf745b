#!/bin/bash
# Runs the browser tests on the built program: Playwright on Debian's Chromium, in an environment below .build.
# Screenshots of every page are left in .build/screenshots. Arguments go to pytest.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
environment="$root/.build/browser-tests"

chromium="${RENDERSTACK_CHROMIUM:-$(command -v chromium || true)}"
[ -n "$chromium" ] || { echo "Chromium is missing: apt-get install chromium" >&2; exit 1; }

# Made anew when the list of packages changes.
mark="$environment/.made-from"
if ! cmp -s "$here/requirements.txt" "$mark"; then
    rm -rf "$environment"
    python3 -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
    cp "$here/requirements.txt" "$mark"
fi

export RENDERSTACK_BINARY="${RENDERSTACK_BINARY:-$root/.build/release/renderstack}"
export RENDERSTACK_CHROMIUM="$chromium"
export RENDERSTACK_SCREENSHOTS="$root/.build/screenshots"
export PYTHONDONTWRITEBYTECODE=1
exec "$environment/bin/python" -m pytest -q -p no:cacheprovider "$here" "$@"
