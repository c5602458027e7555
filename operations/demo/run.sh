#!/bin/sh
# `make demo`: starts the suite, plays the story on it, and leaves it serving until Ctrl-C. PORT and DATA may be set.
set -eu

shangliang=.venv/bin/shangliang
data=${DATA:-var}
port=${PORT:-8000}

said=$(mktemp -d)
mkfifo "$said/up"
# A session of its own: Ctrl-C reaches this script, which stops the suite once and waits for it.
setsid "$shangliang" --data "$data" up --demo --port "$port" >"$said/up" 2>&1 &
suite=$!
trap 'kill -TERM "$suite" 2>/dev/null || true' INT TERM HUP
exec 3<"$said/up"
rm -r "$said"

ended() {
    status=0
    wait "$suite" || status=$?
    # A signal breaks off the wait, not the suite.
    while kill -0 "$suite" 2>/dev/null; do
        status=0
        wait "$suite" || status=$?
    done
    exit "$status"
}

ready=
while [ -z "$ready" ] && IFS= read -r line <&3; do
    printf '%s\n' "$line"
    case $line in "ready "*) ready=yes ;; esac
done
[ -n "$ready" ] || ended
cat <&3 &

if ! "$shangliang" --data "$data" demo; then
    kill -TERM "$suite" 2>/dev/null || true
    wait "$suite" || true
    exit 1
fi
echo "Ctrl-C 停止 stops it; the data stays in $data/"
ended
