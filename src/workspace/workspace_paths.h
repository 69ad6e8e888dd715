// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mgx {

/// How a path stands in a workspace file in `folder`: relative where it lies below it or at most two folders above and aside, so that
/// both can be moved together; else as it is.
[[nodiscard]] QString pathInFile(const QString& path, const QString& folder);

/// The absolute, clean path that a workspace file in `folder` means; empty for anything that is no path of an ordinary file or
/// folder: addresses, resources of the program, devices, pipes, control characters. What does not exist is kept.
[[nodiscard]] QString pathFromFile(const QString& text, const QString& folder);

} // namespace mgx
