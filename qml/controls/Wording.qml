// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton

import QtQuick

// Sentences put together for those who hear the window.
QtObject {
    function joined(parts: var): string {
        return parts.filter(part => part.length > 0).join(", ");
    }

    function lines(parts: var): string {
        return parts.filter(part => part.length > 0).join("\n");
    }
}
