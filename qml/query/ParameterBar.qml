// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// Asks for the values that a statement wants and the window does not know.
Item {
    id: bar

    // By name; what was given once is kept.
    property var values: ({})
    property var asked: []
    property string statement: ""
    property int from: 0

    signal answered(string text, int from)

    function wants(text: string): bool {
        return bar.missing(text).length > 0;
    }

    function missing(text: string): var {
        return Queries.parametersOf(text).filter(parameter => !parameter.isBound && !(parameter.name in bar.values));
    }

    function ask(text: string, from: int) {
        bar.statement = text;
        bar.from = from;
        bar.asked = bar.missing(text);
        if (fields.itemAt(0))
            fields.itemAt(0).forceActiveFocus();
    }

    function answer() {
        const values = Object.assign({}, bar.values);
        for (let i = 0; i < fields.count; ++i)
            values[bar.asked[i].name] = (fields.itemAt(i) as SearchField).text;
        bar.values = values;
        bar.asked = [];
        bar.answered(bar.statement, bar.from);
    }

    implicitHeight: Theme.paneHeaderHeight
    objectName: "parameters"
    visible: bar.asked.length > 0

    Row {
        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space2

        Caption {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("The statement wants:")
        }
        Repeater {
            id: fields

            model: bar.asked.length

            SearchField {
                required property int index

                Keys.onEscapePressed: bar.asked = []
                hint: bar.asked[index]?.name ?? ""
                objectName: "parameter" + index

                onAccepted: bar.answer()
            }
        }
        PushButton {
            isPrimary: true
            text: qsTr("Run")

            onClicked: bar.answer()
        }
        PushButton {
            text: qsTr("Cancel")

            onClicked: bar.asked = []
        }
    }
}
