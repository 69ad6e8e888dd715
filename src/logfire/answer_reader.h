// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "query/result_table.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace mgx {

/// Reads an answer of the query API as NDJSON: {"type": "schema"}, {"type": "data", "rows"}…, {"type": "end"} or {"type": "error"},
/// which may come after rows. Fed with pieces as they come; one thread; about 5 ns a byte.
class AnswerReader
{
public:
    AnswerReader();
    ~AnswerReader();

    /// False once nothing more can be read: see problem().
    [[nodiscard]] bool consume(std::string_view piece);
    /// The bytes have ended. False unless the answer came whole.
    [[nodiscard]] bool finish();

    [[nodiscard]] std::size_t rowCount() const;
    /// The server's own words, or what is wrong with the answer; empty = nothing.
    [[nodiscard]] const std::string& problem() const;
    /// A table of what has come so far; null before the schema. O(rows).
    [[nodiscard]] std::shared_ptr<ResultTable> table() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mgx
