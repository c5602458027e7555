#!/bin/sh
# What the pages are looked at with in tests and screenshots: Debian's Chromium, and a font that has Chinese characters.
# What is missing is installed from Debian when this runs as root; otherwise the line to type is named. Only tests need it.
set -eu

packages="chromium fonts-noto-cjk"

there() {
    [ -x /usr/bin/chromium ] && [ -f /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ]
}

there && exit 0
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
    echo "Without Chromium the tests of the pages in a browser are left out. On Debian type:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $packages" >&2
    exit 0
fi
echo "installing $packages from Debian" >&2
# shellcheck disable=SC2086  # a list of packages
if ! apt-get update -qq >&2 || ! DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >&2; then
    echo "They could not be installed; the tests say what was left out." >&2
fi
