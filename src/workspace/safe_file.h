// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <string_view>

namespace mgx {

/// Puts `bytes` in the place of a file so that at every moment, also after a crash or a cut of power, the old or the new content
/// is there as a whole: written to a file beside it, flushed to disk, renamed, the folder flushed. Makes the folder if needed,
/// keeps the permissions of the file that was there (a new one is for its owner alone) and writes through a symbolic link. Blocks for
/// the time of two flushes; any thread.
[[nodiscard]] Result<void> writeSafely(const QString& path, std::string_view bytes);

} // namespace mgx
