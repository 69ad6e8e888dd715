// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/catalog.h"

#include <string>

namespace mgx {

/// An import as indented text: every run with its facts, the tree of its records, and what was wrong. Times are seconds
/// since the start of the first run; paths are relative to `root`.
[[nodiscard]] std::string pictureOf(const Imported& imported, const std::string& root);

/// A catalog as text, one line for each item.
[[nodiscard]] std::string pictureOf(const Catalog& catalog, const std::string& root);

} // namespace mgx
