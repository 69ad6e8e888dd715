# SPDX-License-Identifier: GPL-3.0-or-later
"""The layer table of src/README.md as data. A folder may include itself and folders with a smaller number."""

CORE = {"Core", "Concurrent"}
QML = CORE | {"Gui", "Qml"}
QUICK = QML | {"Quick"}

# folder: (number, Qt modules that its files may include and link)
LAYERS = {
    "base": (0, CORE),
    "store": (1, CORE),
    "query": (1, CORE),
    "net": (1, CORE),
    "ingest": (2, CORE),
    "engine": (2, CORE),
    "receiver": (2, CORE),
    "logfire": (2, CORE),
    "assist": (2, CORE),
    "fusion": (3, CORE),
    "launch": (3, CORE),
    "live": (4, CORE),
    "analysis": (4, CORE),
    "workspace": (5, CORE),
    "models": (6, QML | {"Charts"}),
    "charts": (6, QUICK),
    "timeline": (6, QUICK),
    "cli": (7, CORE),
    "app": (8, QUICK | {"Widgets", "QuickControls2", "Charts", "Network"}),  # Network: to refuse every request of QML
}

# Headers that only one folder may see.
OWNED_HEADERS = {"duckdb.h": "engine", "duckdb.hpp": "engine", "curl/": "net", "qt6keychain/": "net"}

QML_FOLDERS = {"controls", "timeline", "hierarchy", "details", "query", "charts", "launch", "compare", "shell"}

# What any QML file may import from Qt; QtCharts belongs to the charts and to the results of queries.
QML_QT_IMPORTS = {
    "QtQml", "QtQml.Models", "QtQuick", "QtQuick.Window", "QtQuick.Layouts", "QtQuick.Shapes", "QtQuick.Templates",
    "QtQuick.Controls", "QtQuick.Controls.Basic", "QtQuick.Dialogs", "QtCore",
    "Qt.labs.folderlistmodel", "Qt.labs.platform",
}
QML_OWN_IMPORTS = {"Mgx.Charts", "Mgx.Controls", "Mgx.Models", "Mgx.Timeline"}

# Where colours are written down.
COLOUR_FILES = {"qml/controls/Theme.qml"}

TOP_LEVEL = {"CMakeLists.txt", "CMakePresets.json", "src", "qml", "resources", "tests", "packaging", "README.md",
             "LICENSE"}


def may_include(folder, other):
    return folder == other or LAYERS[other][0] < LAYERS[folder][0]


def qml_imports(folder):
    """Own and Qt modules that files of qml/<folder> may import."""
    allowed = set(QML_QT_IMPORTS)
    if folder in ("charts", "query"):  # a result is drawn where it is asked for
        allowed.add("QtCharts")
    if folder != "controls":
        allowed |= QML_OWN_IMPORTS
    return allowed
