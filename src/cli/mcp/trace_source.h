// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "base/result.h"
#include "query/query_engine.h"

#include <string>

namespace mgx::cli {

/// Where the tools get their answers: the runs of local paths, or a Logfire project. Thread-safe.
class TraceSource
{
public:
    virtual ~TraceSource() = default;

    /// The answer over what began in the last `ageMinutes`.
    [[nodiscard]] virtual QueryAnswer query(const std::string& sql, std::int64_t ageMinutes, const CancelToken& cancel) = 0;
    /// CREATE TABLE statements.
    [[nodiscard]] virtual Result<std::string> schema(const CancelToken& cancel) = 0;
    /// Where a person looks at a trace.
    [[nodiscard]] virtual Result<std::string> link(const std::string& traceId, const CancelToken& cancel) = 0;
    /// Why an answer has no rows, if the age is to blame; else empty.
    [[nodiscard]] virtual std::string noteOnAge(std::int64_t ageMinutes) = 0;
    /// Minutes that can be asked for at most.
    [[nodiscard]] virtual std::int64_t mostMinutes() const = 0;
};

} // namespace mgx::cli
