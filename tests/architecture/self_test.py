# SPDX-License-Identifier: GPL-3.0-or-later
"""Every rule must find its violation, and only that: small trees with one mistake each, made in a temporary folder."""

import argparse
import os
import sys
import tempfile

sys.dont_write_bytecode = True
import check  # noqa: E402  (after the line above, so that no cache folder appears beside the sources)

LICENCE = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
HOST = "registry." + "npmjs" + ".org"

# name: (path, text below the licence line, rule that must fire; None = clean)
CASES = {
    "include downwards": ("src/store/a.cpp", '#include "base/time.h"\n#include "store/a.h"\n#include <QString>\n', None),
    "include upwards": ("src/store/a.cpp", '#include "ingest/importer.h"\n', "layer"),
    "include sideways": ("src/ingest/a.cpp", '#include "engine/database.h"\n', "layer"),
    "include sideways in brackets": ("src/ingest/a.cpp", "#  include <engine/database.h>\n", "layer"),
    "include in a comment": ("src/store/a.cpp", '// #include "ingest/importer.h"\n/* #include "app/x.h" */\n', None),
    "include without folder": ("src/store/a.cpp", '#include "span_tree.h"\n', "include"),
    "include by climbing": ("src/store/a.cpp", '#include "../base/time.h"\n', "include"),
    "include of a moc file": ("src/base/a.cpp", '#include "a.moc"\n', None),
    "unknown folder": ("src/misc/a.cpp", "", "layer"),
    "file beside the layers": ("src/a.cpp", "", "layer"),
    "Gui in the store": ("src/store/a.cpp", "#include <QColor>\n", "qt"),
    "Gui in the store, long form": ("src/store/a.cpp", "#include <QtGui/QColor>\n", "qt"),
    "Quick in the models": ("src/models/a.cpp", "#include <QQuickItem>\n", "qt"),
    "Quick in the timeline": ("src/timeline/a.cpp", "#include <QQuickItem>\n#include <QColor>\n", None),
    "private Qt header": ("src/timeline/a.cpp", "#include <QtQuick/private/qquickitem_p.h>\n", "qt"),
    "duckdb.h in the engine": ("src/engine/a.cpp", "#include <duckdb.h>\n", None),
    "duckdb.h elsewhere": ("src/ingest/a.cpp", "#include <duckdb.h>\n", "owner"),
    "duckdb.h in quotes elsewhere": ("src/cli/a.cpp", '#include "duckdb.h"\n', "owner"),
    "duckdb.h in a test": ("tests/ingest/a.cpp", "#include <duckdb.h>\n", "owner"),
    "curl outside net": ("src/logfire/a.cpp", "#include <curl/curl.h>\n", "owner"),
    "test includes upwards": ("tests/store/a.cpp", '#include "app/main_window.h"\n', "layer"),
    "link upwards": ("src/store/CMakeLists.txt", "mgx_add_layer(store DEPENDS mgx_ingest)\n", "layer"),
    "link downwards": ("src/store/CMakeLists.txt", "mgx_add_layer(store DEPENDS mgx_base Qt6::Core)\n", None),
    "link of Qt Gui": ("src/store/CMakeLists.txt", "mgx_add_layer(store DEPENDS Qt6::Gui)\n", "qt"),
    "colour in C++": ("src/timeline/a.cpp", 'const QColor c("#ff8800");\n', "colour"),
    "colour of numbers in C++": ("src/timeline/a.cpp", "const QColor c(255, 0, 0);\n", "colour"),
    "no licence line": ("src/base/b.h", None, "licence"),
    "registry in a script": ("packaging/a.sh", f"curl https://{HOST}/x\n", "registry"),
    "registry in the text": ("README.md", f"Packages come from {HOST}.\n", "registry"),
    "address in a lock file": ("packaging/x/package-lock.json",
                               '{"packages": {\n    "node_modules/a": {"resolved": "x", "integrity": "sha512-x"}}}\n', "lock"),
    "lock file without hash": ("packaging/x/package-lock.json",
                               '{"packages": {\n    "node_modules/a": {"version": "1"}}}\n', "lock"),
    "unknown top level": ("docs/a.md", "", "top"),
    "feature imports": ("qml/details/A.qml", "import QtQuick\nimport Mgx.Controls\nimport Mgx.Models\nItem { }\n", None),
    "feature imports feature": ("qml/details/A.qml", "import QtQuick\nimport Mgx.Hierarchy\nItem { }\n", "import"),
    "feature imports folder": ("qml/details/A.qml", 'import QtQuick\nimport "../hierarchy"\nItem { }\n', "import"),
    "controls import models": ("qml/controls/A.qml", "import QtQuick\nimport Mgx.Models\nItem { }\n", "import"),
    "unknown module": ("qml/details/A.qml", "import QtQuick\nimport QtWebEngine\nItem { }\n", "import"),
    "charts outside charts": ("qml/details/A.qml", "import QtCharts\nItem { }\n", "import"),
    "unknown QML folder": ("qml/misc/A.qml", "import QtQuick\nItem { }\n", "layer"),
    "shell imports features": ("qml/shell/A.qml", "import QtQuick\nimport Mgx.Details\nItem { }\n", None),
    "text that guesses": ("qml/details/A.qml", "import QtQuick\nItem {\n    Text { text: model.name }\n}\n", "text"),
    "label that guesses": ("qml/details/A.qml", "Item {\n    delegate: Label {\n        text: name\n    }\n}\n", "text"),
    "text in a list": ("qml/details/A.qml", "Item {\n    children: [ Text { text: name } ]\n}\n", "text"),
    "plain text": ("qml/details/A.qml", "Text {\n    text: model.name\n    textFormat: Text.PlainText\n}\n", None),
    "rich text": ("qml/details/A.qml", "Text {\n    text: model.name\n    textFormat: Text.RichText\n}\n", "text"),
    "format in a child only": ("qml/details/A.qml",
                               "Text {\n    text: a\n    Text { text: b; textFormat: Text.PlainText }\n}\n", "text"),
    "format in a comment": ("qml/details/A.qml", "Text {\n    text: a // textFormat: Text.PlainText\n}\n", "text"),
    "button with a constant": ("qml/details/A.qml", 'Button { text: qsTr("Open") }\n', None),
    "button with a choice": ("qml/details/A.qml", 'Button { text: isOpen ? qsTr("Close") : qsTr("Open") }\n', None),
    "button with data": ("qml/details/A.qml", "Button { text: run.name }\n", "text"),
    "button with data in a sentence": ("qml/details/A.qml", 'Button { text: qsTr("Open %1").arg(run.name) }\n', "text"),
    "button with joined data": ("qml/details/A.qml", 'Button { text: qsTr("Open ") + run.name + qsTr("!") }\n', "text"),
    "button with own label": ("qml/details/A.qml", "Button {\n    text: run.name\n    contentItem: Text {\n        text: "
                                                   "parent.text\n        textFormat: Text.PlainText\n    }\n}\n", None),
    "tool tip with data": ("qml/details/A.qml", "Item { ToolTip.text: run.name }\n", "text"),
    "combo box with data": ("qml/details/A.qml", "ComboBox { model: runs }\n", "text"),
    "combo box with constants": ("qml/details/A.qml", 'ComboBox { model: [qsTr("Dark"), qsTr("Light")] }\n', None),
    "control without own label": ("qml/controls/A.qml", "Button {\n    flat: true\n}\n", "text"),
    "control with own label": ("qml/controls/A.qml",
                               "Button {\n    contentItem: Text { textFormat: Text.PlainText }\n}\n", None),
    "hexadecimal colour": ("qml/details/A.qml", 'Rectangle { color: "#12ab34" }\n', "colour"),
    "named colour": ("qml/details/A.qml", 'Rectangle { border.color: hot ? "red" : Theme.line }\n', "colour"),
    "made colour": ("qml/details/A.qml", "Rectangle { color: Qt.rgba(1, 0, 0, 1) }\n", "colour"),
    "no colour": ("qml/details/A.qml", 'Rectangle { color: "transparent"; objectName: "red" }\n', None),
    "colour in the theme": ("qml/controls/Theme.qml", 'QtObject { property color a: "#12ab34" }\n', None),
}


def failure(path, text, rule, qt_headers):
    """Why the case is not as expected; None if it is."""
    with tempfile.TemporaryDirectory() as root:
        full = os.path.join(root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        is_plain = path.endswith((".md", ".json")) or text is None
        head = "" if is_plain else LICENCE.replace("//", "#") if path.endswith((".sh", ".txt")) else LICENCE
        with open(full, "w", encoding="utf-8") as file:
            file.write(head + (text if text is not None else "int x;\n"))
        _, found = check.violations(root, qt_headers, with_table=False)
    rules = sorted({violation.rule for violation in found})
    if rules != ([rule] if rule else []):
        return f"expected {rule or 'nothing'}, found {[str(violation) for violation in found] or 'nothing'}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--qt-headers", required=True)
    qt_headers = parser.parse_args().qt_headers
    failed = 0
    for name, (path, text, rule) in CASES.items():
        why = failure(path, text, rule, qt_headers)
        failed += why is not None
        print(f"FAIL!  : {name}: {why}" if why else f"PASS   : {name}")
    print(f"Totals: {len(CASES) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
