// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace mgx {

/// Names that a statement leaves open as text literals that are only a name in brackets, as in `trace_id = '[YOUR_TRACE_ID]'`.
/// Each once, in order. Comments and quoted identifiers are not looked into. O(n).
[[nodiscard]] QStringList placeholdersOf(const QString& sql);

/// The statement with these values in place of their placeholders, as text literals; names in any case.
[[nodiscard]] QString fillPlaceholders(const QString& sql, const QMap<QString, QString>& values);

} // namespace mgx
