// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logfire/answer_reader.h"
#include "logfire/api_error.h"
#include "logfire/logfire_engine.h"

#include <chrono>
#include <string>

namespace mgx {

/// One request of a query while it runs: gathers the answer on the client's thread and says what became of it.
class RemoteAnswer
{
public:
    explicit RemoteAnswer(const RemoteQuery& query) : m_query(query) {}

    /// Sends and waits. Failures carry how long to wait where that helps.
    [[nodiscard]] tl::expected<std::shared_ptr<ResultTable>, ApiError> ask(HttpClient& client, HttpRequest request, const std::string& sql,
                                                                         const CancelToken& cancel);

private:
    [[nodiscard]] bool take(std::string_view data);
    [[nodiscard]] tl::expected<std::shared_ptr<ResultTable>, ApiError> resultOf(const HttpOutcome& outcome, const std::string& sql);

    const RemoteQuery& m_query;
    AnswerReader m_reader;
    int m_status = 0;
    std::string m_errorBody;
    std::uint64_t m_bytes = 0;
    std::chrono::steady_clock::time_point m_told{};
};

} // namespace mgx
