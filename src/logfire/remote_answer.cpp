// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/remote_answer.h"

#include <future>

namespace mgx {

namespace {

constexpr std::size_t kMostErrorBody = 64 * 1024;
constexpr std::chrono::milliseconds kTellEvery{200};

} // namespace

bool RemoteAnswer::take(std::string_view data)
{
    m_bytes += data.size();
    if (m_status != 200) {
        m_errorBody.append(data.substr(0, kMostErrorBody - std::min(kMostErrorBody, m_errorBody.size())));
        return true;
    }
    if (!m_reader.consume(data))
        return false;
    const auto now = std::chrono::steady_clock::now();
    if (m_query.onProgress && now - m_told >= kTellEvery) {
        m_told = now;
        m_query.onProgress({m_reader.rowCount(), m_bytes, 0, m_reader.rowCount() > 0 ? m_reader.table() : nullptr});
    }
    return true;
}

tl::expected<std::shared_ptr<ResultTable>, ApiError> RemoteAnswer::ask(HttpClient& client, HttpRequest request, const std::string& sql,
                                                                     const CancelToken& cancel)
{
    std::promise<HttpOutcome> promise;
    HttpHandlers handlers;
    handlers.onHead = [this](const HttpHead& head) {
        m_status = head.status;
        return true;
    };
    handlers.onData = [this](std::string_view data) { return take(data); };
    handlers.onDone = [&](HttpOutcome outcome) { promise.set_value(std::move(outcome)); };
    client.start(std::move(request), cancel, std::move(handlers));
    return resultOf(promise.get_future().get(), sql);
}

tl::expected<std::shared_ptr<ResultTable>, ApiError> RemoteAnswer::resultOf(const HttpOutcome& outcome, const std::string& sql)
{
    if (outcome.isCancelled)
        return tl::unexpected(ApiError{failureOf(outcome), {}});
    if (!m_reader.problem().empty()) // the server's own words count more than that we hung up on it
        return tl::unexpected(ApiError{failureAt(m_reader.problem(), sql), {}});
    if (!outcome.isDone)
        return tl::unexpected(ApiError{failureOf(outcome), {}});
    if (m_status != 200)
        return tl::unexpected(apiErrorOf(outcome.head, m_errorBody, sql));
    if (!m_reader.finish())
        return tl::unexpected(ApiError{failureAt(m_reader.problem(), sql), {}});
    auto table = m_reader.table();
    if (!table)
        return tl::unexpected(ApiError{failureAt("the answer has no schema", sql), {}});
    return table;
}

} // namespace mgx
