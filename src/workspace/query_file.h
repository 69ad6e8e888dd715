// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/json_file.h"
#include "workspace/saved_query.h"

namespace mgx {

/// The queries of a file, and what of it could not be used.
struct QueryFile
{
    static constexpr int kVersion = 1;
    static constexpr std::size_t kMaxQueries = 10'000;
    static constexpr qsizetype kMaxSql = 1 << 20;

    std::vector<SavedQuery> queries; ///< with different ids
    QStringList problems;            ///< one sentence each: the entry, and what is wrong with it
    bool isNewer = false;            ///< written by a later version: writing it again would lose something
};

/// Reads `{"format": "massgen-explorer-queries", "version": 1, "queries": [...]}`. A damaged entry is named and left out, the rest
/// is kept. Fails if nothing can be read.
[[nodiscard]] Result<QueryFile> parseQueryFile(std::string_view bytes, SavedQuery::Shelf shelf);
[[nodiscard]] std::string queryFileText(const std::vector<SavedQuery>& queries);

/// The member `queries` of an object, here and in workspace files.
[[nodiscard]] std::vector<SavedQuery> readQueries(JsonReader& reader, SavedQuery::Shelf shelf, QStringList& problems);
[[nodiscard]] OrderedJson queriesAsJson(const std::vector<SavedQuery>& queries);

} // namespace mgx
