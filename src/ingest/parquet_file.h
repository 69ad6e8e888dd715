// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/importer.h"

#include <functional>
#include <string>
#include <string_view>

namespace mgx {

/// Reads a Parquet file as lines of JSON, some at a time; the sink answers false to stop.
using ParquetReader = std::function<Result<void>(const std::string& path, const CancelToken& cancel, const std::function<bool(std::string_view)>& sink)>;

/// Who reads Parquet: the database, which this layer does not know. Set once, before the first import; without it Parquet files
/// are recognised and refused.
void setParquetReader(ParquetReader reader);

/// Parquet: its rows are read like the same rows as NDJSON, whichever format those are.
[[nodiscard]] const Format& parquetFormat();

} // namespace mgx
