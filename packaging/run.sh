#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# packaging/run.sh [PATH…]: installs what is missing, builds, and opens the app on log folders or trace files; without a PATH
# on the bundled sample run. Without a display it draws the same into PNG files in the current folder and names them.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
app="$root/build/release/src/app/massgen-explorer"
log="$root/build/run.log"

paths=()
for path in "$@"; do
  [ -e "$path" ] || { echo "There is no $path." >&2; exit 1; }
  paths+=("$(realpath "$path")")
done
[ "${#paths[@]}" -gt 0 ] || paths=("$root/resources/samples/three-agents")

"$root/packaging/install_dependencies.sh"

mkdir -p "$root/build"
[ -e "$app" ] || echo "Building; the first time takes some minutes."
(cd "$root" && { [ -e build/release/build.ninja ] || cmake --preset release; } && cmake --build --preset release --target massgen-explorer) \
  >"$log" 2>&1 || { tail -n 60 "$log" >&2; echo "The build failed; all of its output is in $log." >&2; exit 1; }

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$app" "${paths[@]}"
fi

echo "There is no display (DISPLAY and WAYLAND_DISPLAY are not set): drawing into files instead."
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
  XDG_RUNTIME_DIR=$(mktemp -d)
  export XDG_RUNTIME_DIR
  trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
fi
for theme in dark light; do
  picture="$PWD/massgen-explorer-$theme.png"
  xvfb-run -a -s '-screen 0 1600x1000x24 +extension GLX' "$app" render "${paths[@]}" --view explore --theme "$theme" --out "$picture"
  echo "$picture"
done
