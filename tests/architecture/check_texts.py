# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules for every file: licence lines, the top level, lock files and addresses of package registries."""

import re

import layers
from tree import Violation, line_of, read

LICENSED = (".h", ".hpp", ".cpp", ".cc", ".c", ".qml", ".js", ".mjs", ".cmake", ".sh", ".py", ".vert", ".frag", ".glsl",
            ".sql")
LICENSED_NAMES = ("CMakeLists.txt", "run")
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
RECORDED = ("resources/samples/", "tests/cases/", "tests/fuzz/corpus/")
BINARY = (".png", ".jpg", ".svg", ".ico", ".gz", ".zst", ".zip", ".pb", ".parquet", ".ttf", ".otf", ".qsb", ".bin")

# Made from parts, so that no address stands in this file either.
REGISTRY = re.compile(r"\b(?:[\w-]+\.)*(?:%s)\.(?:org|com|io|dev|net)\b" % "|".join(
    ("npmjs", "npmmirror", "yarnpkg", "pypi", "pythonhosted", "crates", "rubygems", "nuget")) +
    r"|\b(?:repo1?\.maven|registry\.\w+|proxy\.golang|deb\.debian|archive\.ubuntu|conda\.anaconda)\.(?:org|com|io)\b")


def check(root, paths):
    found = []
    for path in paths:
        top = path.split("/")[0]
        if top not in layers.TOP_LEVEL and not top.startswith("."):
            found.append(Violation("top", path, 1, f"{top} does not belong into the top level"))
        if path.endswith(BINARY):
            continue
        text = read(root, path)
        if path.startswith(RECORDED) or "\0" in text[:4096]:
            continue
        name = path.split("/")[-1]
        if (path.endswith(LICENSED) or name in LICENSED_NAMES) and LICENCE not in "\n".join(text.split("\n", 3)[:3]):
            found.append(Violation("licence", path, 1, f"no line {LICENCE} at the top"))
        for match in REGISTRY.finditer(text):
            found.append(Violation("registry", path, line_of(text, match.start()), f"names the registry {match.group()}"))
        if name in ("package-lock.json", "npm-shrinkwrap.json"):
            found += _lock(path, text)
    return found


def _lock(path, text):
    found = [Violation("lock", path, line_of(text, match.start()), "a lock file holds hashes, not addresses")
             for match in re.finditer(r'"resolved"', text)]
    packages = len(re.findall(r'^    "node_modules/', text, re.M))
    hashes = len(re.findall(r'"integrity": "sha512-', text))
    if hashes < packages:
        found.append(Violation("lock", path, 1, f"{packages} packages, but only {hashes} hashes"))
    return found
