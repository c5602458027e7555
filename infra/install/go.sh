#!/bin/sh
# What the second implementation of the ledger's checks is built with: Go and the Go project's code for transparency logs.
# What is missing is installed from Debian when this runs as root; otherwise the line to type is named. Only tests need it.
set -eu

packages="golang-go golang-golang-x-mod-dev"

there() {
    command -v go >/dev/null 2>&1 && [ -f /usr/share/gocode/src/golang.org/x/mod/sumdb/tlog/tlog.go ]
}

there && exit 0
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
    echo "Without Go the ledger's second implementation is left out of the tests. On Debian type:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $packages" >&2
    exit 0
fi
echo "installing $packages from Debian" >&2
# shellcheck disable=SC2086  # a list of packages
if ! apt-get update -qq >&2 || ! DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >&2; then
    echo "They could not be installed; the tests say what was left out." >&2
fi
