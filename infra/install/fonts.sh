#!/bin/sh
# The fonts of printed documents, from Debian; they stand for 仿宋, 小标宋 and 黑体 where an office's own are not installed.
# What is missing is installed when this runs as root; otherwise the line to type is named. Nothing else needs them.
set -eu

packages="fonts-lxgw-wenkai fonts-noto-cjk fonts-dejavu-core fonts-hanazono"

there() {
    for file in lxgw-wenkai/LXGWWenKai-Regular.ttf opentype/noto/NotoSerifCJK-Bold.ttc opentype/noto/NotoSansCJK-Bold.ttc; do
        [ -n "$(find /usr/share/fonts -path "*/$file" 2>/dev/null)" ] || return 1
    done
}

if [ "${1:-}" = check ]; then # the image is not made without them
    there
    exit
fi
there && exit 0
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
    echo "Without these fonts no document is printed as PDF; all else works. On Debian type:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $packages" >&2
    exit 0
fi
echo "installing $packages from Debian" >&2
# shellcheck disable=SC2086  # a list of packages
if ! apt-get update -qq >&2 || ! DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >&2; then
    echo "They could not be installed; documents as PDF answer 503 and say so." >&2
fi
