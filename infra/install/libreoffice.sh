#!/bin/sh
# LibreOffice's word processor without a screen, in which tests open the documents that are handed out as DOCX. Only tests need it.
# What is missing is installed from Debian when this runs as root; otherwise the line to type is named.
set -eu

packages="libreoffice-writer-nogui"

command -v soffice >/dev/null 2>&1 && exit 0
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
    echo "Without LibreOffice the tests that open documents in it are left out. On Debian type:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $packages" >&2
    exit 0
fi
echo "installing $packages from Debian" >&2
# shellcheck disable=SC2086  # a list of packages
if ! apt-get update -qq >&2 || ! DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >&2; then
    echo "It could not be installed; the tests say what was left out." >&2
fi
