// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/database.h"
#include "engine/duck.h"

namespace mgx {

/// Order matters: connections close before the database, which ends before what its functions read.
struct Database::Handles
{
    RecordSources sources;
    duck::Database database;
    duck::Connection loader; ///< the application's own statements
    duck::Connection user;   ///< statements of people; has the prelude
};

/// One statement of the application.
[[nodiscard]] Result<void> runStatement(duckdb_connection connection, const std::string& statement, duck::QueryResult& result);

} // namespace mgx
