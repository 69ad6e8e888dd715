// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "base/time.h"
#include "query/result_table.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <variant>

namespace mgx {

/// The value of a $parameter.
using QueryValue = std::variant<std::string, std::int64_t, double, bool>;

struct QueryRequest
{
    std::string sql; ///< one statement, as the user typed it
    std::map<std::string, QueryValue> parameters; ///< by name, without the $
    std::size_t rowLimit = 1'000'000; ///< rows that are kept; ResultTable::isTruncated says when there were more
    TimeNs now = kNoTime;             ///< what now() answers; kNoTime = the clock
};

/// Why a query has no answer, for the place in the text where it shows.
struct QueryFailure
{
    enum class Kind : std::uint8_t { Error, Refused, Cancelled };
    Kind kind = Kind::Error;
    std::string message;
    int line = 0;   ///< 1-based; 0 = no place is known
    int column = 0; ///< 1-based, in code points
    std::size_t offset = 0; ///< bytes; valid when line is not 0
    std::string hint; ///< what to write instead; empty = not known
};

using QueryAnswer = tl::expected<std::shared_ptr<const ResultTable>, QueryFailure>;

/// Something that answers SQL over the open sources. Thread-safe.
class QueryEngine
{
public:
    virtual ~QueryEngine() = default;

    /// Runs a query after those that wait already. `done` is called once, on the engine's thread, also after `cancel` was
    /// raised (which stops a running query, too: see stop()).
    virtual void start(QueryRequest request, CancelToken cancel, std::function<void(QueryAnswer)> done) = 0;
    /// Raises the token and ends the query if it runs. Returns at once.
    virtual void stop(const CancelToken& cancel) = 0;
};

} // namespace mgx
