#!/usr/bin/env bash
# Installs the packages of packages.txt, or of the list that is named, that are missing. Touches nothing, and needs no network, when none is.
set -euo pipefail

list="${1:-$(dirname "$0")/packages.txt}"
mapfile -t wanted < <(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$list")

if ! command -v dpkg-query >/dev/null; then
    echo "This is no Debian: install what $list names by your own package manager, then go on." >&2
    exit 0
fi

missing=()
for package in "${wanted[@]}"; do
    state=$(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $state == installed ]] || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

echo "Installing: ${missing[*]}" >&2
elevate=()
if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null || {
        echo "Missing packages: ${missing[*]}. Install them as root; there is no sudo here." >&2
        exit 1
    }
    elevate=(sudo)
fi
"${elevate[@]}" apt-get update --quiet
"${elevate[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --quiet --no-install-recommends "${missing[@]}" </dev/null
