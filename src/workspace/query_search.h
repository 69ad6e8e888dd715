// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/saved_query.h"

namespace mgx {

/// Queries that hold every word of `text`, without regard to case: those with all words in the title first, then those with all in
/// title, sentence, group or tags, then those that need their SQL for it; otherwise in the given order. All for an empty text.
[[nodiscard]] std::vector<SavedQuery> findQueries(const std::vector<SavedQuery>& queries, const QString& text);

/// The `count` titles that are most like `name`: those that hold it or a word of it, then by the number of letters to change.
[[nodiscard]] QStringList mostAlike(const QStringList& titles, const QString& name, int count);

} // namespace mgx
