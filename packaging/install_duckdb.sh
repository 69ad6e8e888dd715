#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts libduckdb.so and duckdb.h of the locked versions into packaging/duckdb/node_modules. Does nothing if they are there.
set -euo pipefail
cd "$(dirname "$0")/duckdb"

stamp=node_modules/.installed-from
[ -f "$stamp" ] && cmp -s package-lock.json "$stamp" && exit 0

if [ "$(uname -m)" != x86_64 ]; then
  echo "No DuckDB library for $(uname -m) is known here: install DuckDB (duckdb.h and libduckdb.so) below /usr/local." >&2
  exit 1
fi
echo "Installing DuckDB into packaging/duckdb/node_modules"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
cp package-lock.json "$stamp"
