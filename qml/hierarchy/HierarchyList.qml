// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// The visible rows of the hierarchy. Keys as in a file tree: up, down, page, home, end; right unfolds or goes in, left folds
// or goes out; * unfolds the subtree.
Item {
    id: hierarchy

    HierarchyColumns {
        id: columns

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
    }
    ListView {
        id: list

        Accessible.name: qsTr("Records")
        Accessible.role: Accessible.Tree
        Keys.onPressed: event => {
            if (event.modifiers & (Qt.ControlModifier | Qt.AltModifier))
                return;
            if (hierarchy.handleKey(event.key))
                event.accepted = true;
        }
        T.ScrollBar.vertical: Scroller {}
        activeFocusOnTab: true
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: columns.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        highlightFollowsCurrentItem: false
        keyNavigationEnabled: false
        model: Explorer.tree
        objectName: "tree"
        reuseItems: true

        delegate: HierarchyRow {
            hasFocusRing: list.activeFocus && isCurrent
            width: ListView.view.width

            onChosen: {
                list.forceActiveFocus(Qt.MouseFocusReason);
                Explorer.tree.select(index);
            }
            onFolded: expand => Explorer.tree.setExpanded(index, expand)
        }
    }
    PlainLabel {
        anchors.centerIn: list
        isDim: true
        text: Explorer.search.isActive ? qsTr("No record has “%1” in it.").arg(Explorer.search.text) : qsTr("No records.")
        visible: list.count === 0 && Explorer.hasTrace
    }
    Connections {
        function onCurrentChanged() {
            if (Explorer.tree.current >= 0)
                list.positionViewAtIndex(Explorer.tree.current, ListView.Contain);
        }

        target: Explorer.tree
    }

    function handleKey(key: int): bool {
        const tree = Explorer.tree;
        const here = tree.current;
        const page = Math.max(1, Math.floor(list.height / Theme.rowHeight) - 1);
        const last = tree.count - 1;
        switch (key) {
        case Qt.Key_N:
            tree.showsRecorded = !tree.showsRecorded;
            return true;
        case Qt.Key_P:
            Session.annotations.isPinned = !Session.annotations.isPinned;
            return true;
        case Qt.Key_M:
            Session.annotations.markSelection();
            return true;
        case Qt.Key_Down:
            tree.select(Math.min(last, here + 1));
            return true;
        case Qt.Key_Up:
            tree.select(Math.max(0, here - 1));
            return true;
        case Qt.Key_PageDown:
            tree.select(Math.min(last, here + page));
            return true;
        case Qt.Key_PageUp:
            tree.select(Math.max(0, here - page));
            return true;
        case Qt.Key_Home:
            tree.select(0);
            return true;
        case Qt.Key_End:
            tree.select(last);
            return true;
        case Qt.Key_Right:
            hierarchy.goIn(here);
            return true;
        case Qt.Key_Left:
            hierarchy.goOut(here);
            return true;
        case Qt.Key_Asterisk:
            tree.setSubtreeExpanded(here, true);
            return true;
        case Qt.Key_Slash:
            return false; // the search of the shell
        default:
            return false;
        }
    }

    function goIn(here: int) {
        const index = Explorer.tree.index(here, 0);
        if (!Explorer.tree.data(index, FlatTreeModel.HasChildrenRole))
            return;
        if (Explorer.tree.data(index, FlatTreeModel.IsExpandedRole))
            Explorer.tree.select(here + 1);
        else
            Explorer.tree.setExpanded(here, true);
    }

    function goOut(here: int) {
        const index = Explorer.tree.index(here, 0);
        if (Explorer.tree.data(index, FlatTreeModel.IsExpandedRole))
            Explorer.tree.setExpanded(here, false);
        else if (Explorer.tree.parentOf(here) >= 0)
            Explorer.tree.select(Explorer.tree.parentOf(here));
    }
}
