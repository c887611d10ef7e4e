#!/usr/bin/env bash
# Loads a service on this machine and prints what it gave: serve-load.sh CONTEXT [SECONDS] [CONNECTIONS] [PURCHASES].
# CONTEXT is a file that `./spendcast predict` leaves, or one of `./spendcast context --out`. See docs/serving.md.
set -euo pipefail
context=$(realpath "$1")
seconds=${2:-300}
connections=${3:-8}
purchases=${4:-300}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
scratch=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$scratch"' EXIT

"$root/spendcast" --version
classpath="$root/bootstrap/target/test-classes:$root/bootstrap/target/classes:$root/bootstrap/target/lib/*"
[[ -d $root/bootstrap/target/test-classes ]] || (cd "$root" && mvn -q -DskipTests package)

begun=$(date +%s%N)
(cd "$scratch" && exec "$root/spendcast" serve --context "$context" --port 0) >"$scratch/out" 2>"$scratch/err" &
server=$!
until port=$(sed -n 's#.*on http://127.0.0.1:\([0-9]*\),.*#\1#p' "$scratch/err") && [[ -n $port ]]; do sleep 0.02; done
until curl -sf "http://127.0.0.1:$port/health/ready" >/dev/null; do sleep 0.02; done
echo "first answer after $((($(date +%s%N) - begun) / 1000000)) ms, $(ps -o time= -p "$server" | tr -d ' ') of processor time; load of the machine: $(uptime | sed 's/.*average/average/')"

load() {
  java -Xmx256m -cp "$classpath" io.spendcast.bootstrap.serve.ServeLoad "$context" "$port" "$server" "$1" "$connections" "$purchases" "$2"
}
state() {
  jcmd "$server" GC.run >/dev/null
  local used
  used=$(jcmd "$server" GC.heap_info | awk '/used/ && !/Metaspace|class space/ {match($0, /used [0-9]+K/); sum += substr($0, RSTART + 5, RLENGTH - 6)} END {print sum}')
  echo "$1: heap $((used / 1024)) MiB after collection, $(ps -o cputimes= -p "$server" | tr -d ' ') s of processor time so far"
}

load 10 false >"$scratch/warm"
state "warm"
for minute in $(seq $(((seconds + 59) / 60))); do
  load $((seconds < 60 ? seconds : 60)) false
  state "minute $minute"
done
load 30 true
state "with reasons"
