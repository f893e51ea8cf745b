#!/bin/bash
# Writes the list of the dashboard's files, which the program embeds, from what is in their folder.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=Sources/Console/Dashboard
list=Sources/CLibraries/CDashboard/files.inc

# The playground shows the signing functions that `clients/snippets` publishes and tests.
signing="$folder/editor/signing"
for pair in node:sign.mjs python:sign.py php:sign.php ruby:sign.rb go:sign.go swift:swift/Sign.swift; do
    cmp -s "clients/snippets/${pair#*:}" "$signing/${pair%%:*}.txt" || cp "clients/snippets/${pair#*:}" "$signing/${pair%%:*}.txt"
done

{
    echo "// Made by \`make dashboard\` from $folder: not to be edited."
    number=0
    table=""
    while IFS= read -r path; do
        [ -s "$folder/$path" ] || { echo "$folder/$path is empty" >&2; exit 1; }
        echo "static const uint8_t file_$number[] = {"
        echo "#embed \"../../Console/Dashboard/$path\""
        echo "};"
        table+="    {\"$path\", sizeof(file_$number), file_$number},"$'\n'
        number=$((number + 1))
    done < <(cd "$folder" && find . -type f -not -name '.*' | sed 's|^\./||' | LC_ALL=C sort)
    echo "static const struct {"
    echo "    const char *path;"
    echo "    size_t byte_count;"
    echo "    const uint8_t *bytes;"
    echo "} files[] = {"
    printf '%s' "$table"
    echo "};"
} > "$list.new"
if cmp -s "$list.new" "$list"; then rm "$list.new"; else mv "$list.new" "$list"; fi
