#!/bin/sh
# Prints the Python to build .venv with: 3.11 or newer, able to make virtual environments.
# What is missing is installed from Debian when this runs as root; otherwise the line to type is named.
set -eu

packages="python3 python3-venv"

usable() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

chosen() {
    for python in python3.11 python3; do
        if usable "$python"; then
            echo "$python"
            return 0
        fi
    done
    return 1
}

chosen && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Python 3.11 or newer with venv is needed; install it and try again." >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "Python 3.11 or newer with venv is needed. Type:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y $packages" >&2
    exit 1
fi
echo "installing $packages from Debian" >&2
apt-get update -qq >&2
# shellcheck disable=SC2086  # a list of packages
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >&2
chosen || { echo "Debian's python3 is older than 3.11 here; use Debian 12 or newer." >&2; exit 1; }
