// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace mgx {

/// `massgen-explorer render PATH… --view explore --out F.png`: draws what the window would show into a file. Blocks until
/// the paths are read and the picture has settled. Exit codes as for every subcommand.
[[nodiscard]] int render(const QStringList& arguments);

} // namespace mgx
