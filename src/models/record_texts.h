// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/attribute_model.h"
#include "store/trace_snapshot.h"

#include <QString>
#include <vector>

namespace mgx {

/// One text that belongs to a record and is worth reading in full.
struct RecordText
{
    QString title;
    QString text; ///< empty where it has to be read from `file`
    QString file; ///< absolute path, inside the run's folder; empty = none
};

/// The texts of a record: what the run's facts say about it (question, answer, reason of a vote, final answer, tool error),
/// its message where that is more than a name, then every attribute with much text, arguments and results first.
[[nodiscard]] std::vector<RecordText> textsOf(const TraceSnapshot& snapshot, RowId row,
                                              const std::vector<AttributeModel::Entry>& attributes);

/// A file below the folder of the run, or why not: a path from a log may not lead out of it.
[[nodiscard]] QString readRunFile(const QString& file, const QString& runFolder);

} // namespace mgx
