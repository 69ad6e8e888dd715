// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>

namespace mgx {

/// An in-memory DuckDB with one connection. It cannot reach files, the network or extensions outside its own library.
/// Not thread-safe: it belongs to the thread that uses it. Opening takes some milliseconds.
class Database
{
public:
    [[nodiscard]] static Result<Database> openInMemory();

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// Runs one statement and drops its result. The error's `what` is DuckDB's own message.
    [[nodiscard]] Result<void> execute(const std::string& statement);

    /// Runs a query that answers with one row and one integer column (at most 64 bits).
    [[nodiscard]] Result<std::int64_t> integer(const std::string& query);

    /// "v1.4.4"
    [[nodiscard]] static std::string version();

private:
    struct Handles;
    explicit Database(std::unique_ptr<Handles> handles);

    std::unique_ptr<Handles> m_handles; // null only after a move
};

} // namespace mgx
