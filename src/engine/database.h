// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/record_sources.h"

#include <cstdint>
#include <memory>
#include <string>

namespace mgx {

/// What a database may reach besides its own tables.
enum class DatabaseAccess : std::uint8_t {
    Nothing, ///< for statements of people
    Files,   ///< for statements of the application that write or read a file: short-lived, never with a text of a person
};

struct DatabaseLimits
{
    std::uint64_t memoryBytes = std::uint64_t(4) << 30; ///< of the database itself; results come on top
    int threads = 0; ///< 0 = one less than the machine has
    DatabaseAccess access = DatabaseAccess::Nothing;
};

/// An in-memory DuckDB with the tables and views of resources/sql, sealed unless DatabaseAccess says otherwise: no files, no network, no extensions, settings locked.
/// Not thread-safe: it belongs to the thread that uses it. Opening takes some ten milliseconds.
class Database
{
public:
    [[nodiscard]] static Result<Database> open(const DatabaseLimits& limits = {});

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// Runs one statement of the application on its own connection and drops the result. The error's `what` is DuckDB's message.
    [[nodiscard]] Result<void> execute(const std::string& statement);
    /// Runs a query of the application that answers with one row and one integer column (at most 64 bits).
    [[nodiscard]] Result<std::int64_t> integer(const std::string& query);

    /// What the views read; change it only while no query runs.
    [[nodiscard]] RecordSources& sources();

    /// "v1.4.4"
    [[nodiscard]] static std::string version();

    struct Handles;
    /// For the parts of the engine that speak to DuckDB themselves.
    [[nodiscard]] Handles& handles() { return *m_handles; }

private:
    explicit Database(std::unique_ptr<Handles> handles);

    std::unique_ptr<Handles> m_handles; // null only after a move
};

} // namespace mgx
