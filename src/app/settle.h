// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickWindow>
#include <QString>

namespace mgx {

class Workspace;

/// Runs the event loop until the workspace has read everything it was asked for. The first failure, or empty.
[[nodiscard]] QString waitUntilRead(Workspace& workspace);

/// Runs the event loop until the window has drawn its last change, and grabs it.
[[nodiscard]] QImage grabSettled(QQuickWindow& window);

} // namespace mgx
