#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what building, running and testing needs and is not there yet. Debian 12 or Ubuntu 24.04, as root or with sudo.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

mapfile -t packages < <(grep -vE '^[[:space:]]*(#|$)' "$here/apt-packages.txt")

missing=()
for package in "${packages[@]}"; do
  if [[ $package == *:* ]]; then # command:package
    command -v "${package%%:*}" >/dev/null && continue
    package=${package#*:}
  fi
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done

if [ "${#missing[@]}" -gt 0 ]; then
  run=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Installing ${missing[*]} needs root or sudo." >&2; exit 1; }
    run=(sudo)
  fi
  echo "Installing ${#missing[@]} packages: ${missing[*]}"
  "${run[@]}" apt-get update -qq
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
