#!/bin/sh
# What Maven runs: checks this module, then runs its tests against the bundle that was built before. With files as arguments,
# only those tests.
set -eu
cd "$(dirname "$0")"

fail() { echo "The end-to-end tests need $1" >&2; exit 1; }

for tool in node npm; do
  command -v "$tool" >/dev/null || fail "Node.js 20.19 or later with npm, and there is no '$tool' on the path."
done

for tool in unshare ip; do
  command -v "$tool" >/dev/null || fail "Linux with '$tool' (util-linux, iproute2), to make networks of their own."
done

# A copy of the lock that node_modules was made from.
installed=node_modules/.handfast-lock.json
if ! cmp -s package-lock.json "$installed"; then
  echo 'Fetching what the end-to-end tests are written with …'
  npm ci --silent
  cp package-lock.json "$installed"
fi

find_browser() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" && return
  done
  return 1
}

# A build machine is bare and its own master; on anybody else's, nothing is installed behind their back.
if ! CHROMIUM=$(find_browser); then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail 'Chromium. Install it, or say where it is with CHROMIUM.'
  echo 'Fetching a browser …'
  log=$(mktemp)
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } >"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    fail 'Chromium, and it could not be installed. Install it, or say where it is with CHROMIUM.'
  }
  CHROMIUM=$(find_browser)
fi
export CHROMIUM

npm run --silent typecheck
npm run --silent lint
rm -rf target
[ $# -gt 0 ] || set -- test/*.test.js
# A file that waits for what never comes ends, sooner or later.
exec node --test --test-reporter=spec --test-timeout=600000 "$@"
