#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what building, running and testing needs and is not there yet: Debian packages and DuckDB.
# Debian 12 or Ubuntu 24.04, as root or with sudo. Takes a moment when everything is there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

wanted=()
while read -r package; do
  case $package in
    '' | '#'*) continue ;;
    *:*) # command:package
      command -v "${package%%:*}" >/dev/null && continue
      package=${package#*:}
      ;;
  esac
  wanted+=("$package")
done <"$here/apt-packages.txt"

installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/^installed //p' || true)
missing=()
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for package in "${wanted[@]}"; do
  grep -qxF "$package" <<<"$installed" || missing+=("$package")
done

if [ "${#missing[@]}" -gt 0 ]; then
  run=(env)
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Installing ${missing[*]} needs root or sudo." >&2; exit 1; }
    run=(sudo env)
  fi
  echo "Installing ${#missing[@]} packages: ${missing[*]}"
  "${run[@]}" apt-get update -qq
  # Not -qq and not silent: apt hides its errors with its progress.
  "${run[@]}" DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >"$log" 2>&1 ||
    { tail -n 20 "$log" >&2; exit 1; }
fi

# An installed DuckDB is used where there is one (src/engine/find_duckdb.cmake).
found() { [ -e "/usr/include/$1" ] || [ -e "/usr/local/include/$1" ]; }
found duckdb.h || "$here/install_duckdb.sh"
