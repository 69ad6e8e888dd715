#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# packaging/test.sh [--real]: installs what is missing, builds, and runs every test.
#   --real   also the tests that run a real MassGen (label `real`)
# The last line is "N passed, N failed"; the exit status is 0 only if nothing failed and nothing was left out.
set -euo pipefail
cd "$(dirname "$0")/.."

# Tests that may skip themselves, as "Class::function", each with its reason. Any other skipped test is a failure.
allowed_skips=()
labels=(architecture unit qml gpu)

for argument in "$@"; do
  case $argument in
    --real) labels+=(real) ;;
    *) echo "usage: packaging/test.sh [--real]" >&2; exit 2 ;;
  esac
done

packaging/install_dependencies.sh
case " ${labels[*]} " in *" real "*) MGX_MASSGEN=$(packaging/install_massgen.sh) && export MGX_MASSGEN ;; esac

# A clone in another folder compiles the same: let it use what an earlier one has compiled.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -m 700 "$scratch/runtime"

passed=0
failed=0

say() { printf '\n== %s\n' "$*"; }
fail() { echo "FAILED: $*"; failed=$((failed + 1)); }

# Settings and caches of the tests stay out of the home folder; nobody's display is used.
isolated() {
  env -u DISPLAY -u WAYLAND_DISPLAY XDG_RUNTIME_DIR="$scratch/runtime" XDG_CONFIG_HOME="$scratch/config" \
    XDG_DATA_HOME="$scratch/data" XDG_CACHE_HOME="$scratch/cache" XDG_STATE_HOME="$scratch/state" "$@"
}

build() { # preset, targets…
  local preset=$1 target
  shift
  say "build: $preset"
  cmake --preset "$preset" >"$scratch/configure.log" 2>&1 || { cat "$scratch/configure.log"; return 1; }
  local arguments=()
  for target in "$@"; do arguments+=(--target "$target"); done
  # Only what is not mere progress is worth reading.
  NINJA_STATUS='[%f/%t] ' cmake --build --preset "$preset" "${arguments[@]}" >"$scratch/build.log" 2>&1 ||
    { grep -vE '^\[[0-9]+/[0-9]+\] (Automatic|Building|Linking|Generating|Running)' "$scratch/build.log" | tail -n 150; return 1; }
  grep -E 'warning:' "$scratch/build.log" || true
}

# run_label PRESET LABEL [WRAPPER…]: runs the tests of one label, counts their functions, and finds skipped ones.
run_label() {
  local preset=$1 label=$2 shown="$scratch/shown.log" log="build/$1/Testing/Temporary/LastTest.log"
  local status=0 ok bad line name
  shift 2
  say "tests: $label ($preset)"
  mkdir -p "${log%/*}"
  : >"$log" # ctest leaves none when no test matches
  isolated "$@" ctest --preset "$preset" -L "^$label\$" >"$shown" 2>&1 || status=$?
  grep -vE '^(Test project|Internal ctest|Label Time|Total Test time| *Start +[0-9]+:)|^$' "$shown" || true

  read -r ok bad < <(sed -nE 's/^Totals: ([0-9]+) passed, ([0-9]+) failed.*/\1 \2/p' "$log" |
    awk '{ ok += $1; bad += $2 } END { print ok + 0, bad + 0 }')
  passed=$((passed + ok))
  failed=$((failed + bad))
  if [ "$((ok + bad))" -eq 0 ]; then
    fail "no test ran for the label $label"
    return
  fi

  while read -r line; do
    name=$(sed -E 's/^SKIP +: ([A-Za-z0-9_:]+).*/\1/' <<<"$line")
    for ok in "${allowed_skips[@]}"; do [ "$ok" = "$name" ] && continue 2; done
    fail "skipped: $line"
  done < <(grep -E '^SKIP +:' "$log"; grep -E '\*\*\*(Skipped|Not Run)|\(Disabled\)' "$shown")

  # A crash or a time-out prints no totals, so it is counted here.
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || fail "$label ($preset): ctest ended with status $status"
}

lint() {
  say "qmllint"
  cmake --build --preset release --target all_qmllint >"$scratch/lint.log" 2>&1 || true
  # qmllint speaks only when something is wrong; the rest is the build tool's progress.
  if grep -vE '^(\[[0-9]+/[0-9]+\]|ninja: (Entering|no work))' "$scratch/lint.log" | grep -q .; then
    grep -vE '^\[[0-9]+/[0-9]+\] ' "$scratch/lint.log" | head -n 200
    fail "qmllint had something to say"
  else
    echo "nothing to say"
    passed=$((passed + 1))
  fi
}

xvfb=(xvfb-run -a -s '-screen 0 1600x1000x24 +extension GLX' env QT_QPA_PLATFORM=xcb)

if build release; then
  lint
  for label in "${labels[@]}"; do
    case $label in
      gpu) run_label release gpu "${xvfb[@]}" ;;
      *) run_label release "$label" env QT_QPA_PLATFORM=offscreen ;;
    esac
  done
else
  fail "the release build"
fi

if build asan memory_tests; then
  run_label asan memory env QT_QPA_PLATFORM=offscreen
else
  fail "the asan build"
fi

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
