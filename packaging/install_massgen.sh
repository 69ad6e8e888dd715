#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts MassGen with the versions of packaging/massgen into a virtual environment outside the checkout, where every clone finds it:
# about 1.8 GB and three minutes, once. Does nothing if it is there. Prints the folder of the environment.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
version=$(sed -n 's/^massgen==//p' "$here/massgen/requirements.txt")
folder=${XDG_CACHE_HOME:-$HOME/.cache}/massgen-explorer/massgen-$version
stamp=$folder/.installed-from

if ! { [ -f "$stamp" ] && cat "$here"/massgen/*.txt | cmp -s - "$stamp"; }; then
  echo "Installing MassGen $version into $folder" >&2
  python3 -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "MassGen needs Python 3.11 or newer")'
  [ -x "$folder/bin/python" ] || python3 -m venv "$folder" >&2
  "$folder/bin/python" -m pip install -q --disable-pip-version-check -r "$here/massgen/requirements.txt" >&2
  cat "$here"/massgen/*.txt >"$stamp"
fi
echo "$folder"
