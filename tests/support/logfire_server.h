// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/local_engine.h"
#include "support/answer_format.h"
#include "support/http_server.h"

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace mgx::testing {

/// Logfire's query API on this machine, with the rules of the real one: tokens and their kinds, `min_timestamp` required and with an
/// offset, limits (100 unless said, 10,000 at most), NDJSON, JSON and CSV, gzip, streaming, errors with their bodies, one project. The
/// answers come from the local engine over given records, of which it shows only those between the two timestamps.
class LogfireServer
{
public:
    static constexpr const char* kReadToken = "pylf_v1_us_R3adTokenOfTheTestServer0123456789abc";
    static constexpr const char* kWriteToken = "pylf_v1_us_Wr1teTokenOfTheTestServer0123456789ab";
    static constexpr const char* kBlockedToken = "pylf_v1_us_Bl0ckedTokenOfTheTestServer0123456789";
    static constexpr const char* kScopelessToken = "pylf_v1_us_Sc0pelessTokenOfTheTestServer01234567";

    /// `ndjson`: lines of the table records. `now` is what now() answers; kNoTime = the clock.
    explicit LogfireServer(std::string ndjson, TimeNs now = kNoTime, int port = 0);
    ~LogfireServer();

    [[nodiscard]] std::string url() const { return m_http->url(); }
    [[nodiscard]] const HttpServer& http() const { return *m_http; }

    /// An answer that one of the next queries gets instead of its own, in order.
    struct Scripted
    {
        int status = 500;
        std::string body;
        Responder::Headers headers;
        std::string errorAfterRows; ///< status 200: rows, then this error line
        bool breaksOff = false;     ///< status 200: rows, then the connection ends
    };
    void script(Scripted answer);
    /// Rows are sent in pieces with pauses between them.
    void setPace(std::size_t rowsAPiece, int pauseMs);

private:
    void handle(const ServedRequest& request, Responder& responder);
    void query(const ServedRequest& request, Responder& responder);
    void stream(const ResultTable& table, AnswerFormat format, const Scripted* script, Responder& responder);
    [[nodiscard]] QueryAnswer answer(const std::string& sql, TimeNs from, TimeNs to, std::size_t limit);
    [[nodiscard]] bool takeScript(Scripted& script);

    std::string m_ndjson;
    TimeNs m_now;
    std::mutex m_mutex; ///< of the engine and of what follows
    std::unique_ptr<LocalEngine> m_engine;
    std::vector<std::shared_ptr<const TraceSnapshot>> m_snapshots; ///< the last one counts
    std::pair<TimeNs, TimeNs> m_loaded{kNoTime, kNoTime};
    std::deque<Scripted> m_scripts;
    std::size_t m_rowsAPiece = 500;
    int m_pauseMs = 0;
    std::unique_ptr<HttpServer> m_http; ///< last: it uses the rest
};

} // namespace mgx::testing
