// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http_client.h"
#include "query/query_engine.h"

#include <optional>
#include <string_view>

namespace mgx {

/// What an answer other than 200 means: a sentence, what to do, and whether asking again helps.
struct ApiError
{
    QueryFailure failure;
    std::optional<int> retryAfterSeconds; ///< the server will answer then; nothing = asking again would not help
};

/// Reads status, headers and the beginning of the body (JSON with "detail", or plain text). `sql` finds the place of an error.
[[nodiscard]] ApiError apiErrorOf(const HttpHead& head, std::string_view body, std::string_view sql);
/// A sentence of the engine as a failure, at its place in the statement where it names one.
[[nodiscard]] QueryFailure failureAt(std::string_view message, std::string_view sql);
/// What became of a request without an answer.
[[nodiscard]] QueryFailure failureOf(const HttpOutcome& outcome);

} // namespace mgx
