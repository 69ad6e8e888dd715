# SPDX-License-Identifier: GPL-3.0-or-later
"""src/README.md shows the same layer table as layers.py, and every layer that exists is in both."""

import re

import layers
from tree import Violation, read

ROW = re.compile(r"^\| *(\d+) *\| *`src/(\w+)` *\|[^|]*\| *([^|]+?) *\|", re.M)


def check(root, paths):
    path = "src/README.md"
    if path not in paths:
        return [Violation("table", path, 1, "is missing")]
    rows = {folder: (int(number), {name.strip() for name in re.sub(r"\([^)]*\)", "", modules).split(",")})
            for number, folder, modules in ROW.findall(read(root, path))}
    found = []
    for folder, (number, modules) in layers.LAYERS.items():
        if folder not in rows:
            found.append(Violation("table", path, 1, f"src/{folder} is not in the table"))
        elif rows[folder][0] != number:
            found.append(Violation("table", path, 1, f"src/{folder} has number {rows[folder][0]} here, {number} in layers.py"))
        elif not rows[folder][1] <= modules:
            found.append(Violation("table", path, 1, f"src/{folder}: Qt modules differ from layers.py"))
    for folder in rows:
        if folder not in layers.LAYERS:
            found.append(Violation("table", path, 1, f"src/{folder} is not in layers.py"))
    return found
