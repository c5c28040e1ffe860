#!/bin/sh
# What Maven runs. `build.sh resources DIR` builds the page into a folder, `build.sh test` checks and tests it.
set -eu
cd "$(dirname "$0")"
for tool in node npm; do
  command -v "$tool" >/dev/null 2>&1 || {
    echo "The browser device needs Node.js 20.19 or later with npm to be built, and there is no '$tool' on the path." >&2
    exit 1
  }
done
exec node build.js "$@"
