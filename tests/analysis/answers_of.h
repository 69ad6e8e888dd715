// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/local_engine.h"

#include <future>
#include <string>

namespace mgx {

/// The local engine over one snapshot, asked one statement after the other.
class EngineUnderTest
{
public:
    explicit EngineUnderTest(std::shared_ptr<const TraceSnapshot> snapshot) : m_engine(std::move(*LocalEngine::create({}))) { m_engine->load({std::move(snapshot)}); }

    /// Number of rows, or -1 with the message in `error`.
    int rowsOf(const std::string& sql)
    {
        std::promise<QueryAnswer> promise;
        QueryRequest request;
        request.sql = sql;
        m_engine->start(std::move(request), {}, [&](QueryAnswer answer) { promise.set_value(std::move(answer)); });
        const QueryAnswer answer = promise.get_future().get();
        error = answer ? std::string() : answer.error().message;
        return answer ? int((*answer)->rowCount()) : -1;
    }
    std::string error;

private:
    std::unique_ptr<LocalEngine> m_engine;
};

} // namespace mgx
