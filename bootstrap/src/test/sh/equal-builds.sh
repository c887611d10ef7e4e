#!/usr/bin/env bash
# Builds the tree in two folders, one after the other, and compares every jar byte for byte, the one for a cluster too.
#
#   bootstrap/src/test/sh/equal-builds.sh [--built] [MAVEN OPTION…]     such as -o
#
# With --built the first is the build of this tree, whose jars are there already. Prints a line per jar with its digest, and ends with 1
# if two differ, naming the entries that do.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

copy() {
  mkdir -p "$1"
  (cd "$home" && git ls-files -z --cached --others --exclude-standard |
    while IFS= read -r -d '' file; do [[ ! -e $file ]] || printf '%s\0' "$file"; done |
    tar -c --null -T -) | tar -x -C "$1"
}

built=${1:-}
if [[ $built == --built ]]; then
  shift
  first=$home
else
  first=$work/a
  copy "$first"
  (cd "$first" && TZ=UTC mvn -q "$@" package -DskipTests)
fi
# A name of another length, and another hour: neither may show.
second=$work/a-folder-with-another-name/below
copy "$second"
(cd "$second" && TZ=Asia/Tokyo mvn -q "$@" package -DskipTests)

jars() {
  (cd "$1" && find . -regex '\./.*/target/[^/]*\.jar' -not -name 'original-*' | sort)
}

[[ -n $(jars "$second") ]] || { echo "no jar was built" >&2; exit 1; }
# A tree that was built often may have jars that nothing makes any more.
[[ $built == --built ]] || diff <(jars "$first") <(jars "$second") || { echo "the two builds have other jars" >&2; exit 1; }
different=0
for jar in $(jars "$second"); do
  if cmp -s "$first/$jar" "$second/$jar"; then
    printf '%s  %s\n' "$(sha256sum <"$first/$jar" | cut -c1-64)" "$jar"
  else
    different=1
    echo "DIFFERENT  $jar"
    entries() { python3 -c 'import sys, zipfile
for e in zipfile.ZipFile(sys.argv[1]).infolist(): print(e.filename, e.CRC, e.date_time)' "$1"; }
    diff <(entries "$first/$jar") <(entries "$second/$jar") | head -20 || true
  fi
done
exit "$different"
