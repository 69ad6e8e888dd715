# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py [--qt-headers FOLDER] [ROOT]: holds the repository to its layer table. Exit 1 and one line per violation."""

import argparse
import os
import sys

import check_cpp
import check_qml
import check_table
import check_texts
import tree


def violations(root, qt_headers=None, with_table=True):
    paths = tree.files(root)
    found = check_texts.check(root, paths)
    found += check_cpp.check(root, paths, check_cpp.QtHeaders(qt_headers))
    found += check_qml.check(root, paths)
    if with_table:
        found += check_table.check(root, paths)
    return paths, found


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", nargs="?", default=os.path.dirname(os.path.dirname(here)))
    parser.add_argument("--qt-headers", help="folder that holds QtCore, QtGui, …")
    arguments = parser.parse_args()
    paths, found = violations(arguments.root, arguments.qt_headers)
    for violation in found:
        print(violation)
    sources = [path for path in paths if path.startswith(("src/", "qml/"))]
    print(f"{len(paths)} files looked at, {len(sources)} of them in src and qml: {len(found)} violations")
    if not sources:
        print("no source was found: this is not the repository")
    return 1 if found or not sources else 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main())
