// SPDX-License-Identifier: GPL-3.0-or-later
#include "receiver/receiver.h"

#include "receiver/http_server.h"
#include "receiver/otlp_reply.h"

#include <mutex>
#include <sys/random.h>

namespace mgx {

std::string randomToken()
{
    std::array<unsigned char, 20> bytes{};
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t got = ::getrandom(bytes.data() + done, bytes.size() - done, 0);
        done += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    std::string text;
    for (const unsigned char byte : bytes) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

class Receiver::Impl
{
public:
    Impl(ReceiverOptions options, OtlpJudge judge, OnReceived onReceived)
        : m_options(std::move(options)), m_judge(std::move(judge)), m_onReceived(std::move(onReceived)), m_server(rules())
    {
        if (m_options.token.empty())
            m_options.token = randomToken();
    }

    Result<void> start()
    {
        if (!m_options.journalFolder.empty()) {
            if (const Result<void> opened = m_journal.open(m_options.journalFolder); !opened)
                return opened;
        }
        const Result<std::uint16_t> port = m_server.start(m_options.port);
        if (!port)
            return tl::unexpected(port.error());
        m_options.port = *port;
        return {};
    }

    void stop()
    {
        m_server.stop();
        m_journal.close();
    }

    [[nodiscard]] const ReceiverOptions& options() const { return m_options; }
    [[nodiscard]] const HttpServer& server() const { return m_server; }

    [[nodiscard]] ReceiverCounts counts() const
    {
        const std::lock_guard lock(m_mutex);
        return m_counts;
    }

private:
    HttpRules rules()
    {
        HttpRules rules;
        rules.plan = [this](const RequestHead& head) { return planRequest(head, m_options.token, m_options.maxSentBytes); };
        rules.answer = [this](const RequestPlan& plan, const std::string& body) { return answer(plan, body); };
        rules.refused = [this](const RequestPlan&, int status) { countRefused(status); };
        rules.maxSentBytes = m_options.maxSentBytes;
        rules.maxBytes = m_options.maxBytes;
        rules.maxBytesAtOnce = m_options.maxBytesAtOnce;
        rules.limits = m_options.limits;
        return rules;
    }

    HttpReply answer(const RequestPlan& plan, const std::string& body)
    {
        if (plan.kind == RequestPlan::Kind::Refuse)
            return refusal(plan, plan.status, plan.sentence);
        if (plan.kind == RequestPlan::Kind::Info)
            return {200, R"({"project_name":"local","project_url":"http://127.0.0.1:)" + std::to_string(m_options.port) + "/\"}"};
        return take(plan, body);
    }

    static HttpReply refusal(const RequestPlan& plan, int status, std::string_view sentence)
    {
        return {status, statusReply(plan.encoding, sentence), contentType(plan.encoding)};
    }

    HttpReply take(const RequestPlan& plan, const std::string& body)
    {
        const OtlpJudgement judgement = m_judge(plan.signal, plan.encoding, body);
        if (!judgement.isGood)
            return refusal(plan, 400, judgement.sentence);
        {
            const std::lock_guard lock(m_mutex);
            if (plan.signal != OtlpSignal::Metrics) {
                if (const Result<void> kept = m_journal.append(plan.signal, plan.encoding, body); !kept)
                    return refusal(plan, 503, kept.error().sentence());
            }
            count(plan.signal, judgement.records, body.size());
        }
        m_onReceived();
        return {200, exportReply(plan.encoding, judgement.rejected, judgement.sentence), contentType(plan.encoding)};
    }

    void count(OtlpSignal signal, std::uint64_t records, std::size_t bytes)
    {
        ++m_counts.requests;
        m_counts.bytes += bytes;
        switch (signal) {
        case OtlpSignal::Traces: m_counts.spans += records; break;
        case OtlpSignal::Logs: m_counts.logs += records; break;
        case OtlpSignal::Metrics: m_counts.metrics += records; break;
        }
    }

    void countRefused(int status)
    {
        const std::lock_guard lock(m_mutex);
        switch (status) {
        case 0: ++m_counts.tooSlow; break;
        case 400: ++m_counts.malformed; break;
        case 401: ++m_counts.unauthorised; break;
        case 413: ++m_counts.tooLarge; break;
        case 503: ++m_counts.turnedAway; break;
        default: ++m_counts.other; break;
        }
    }

    ReceiverOptions m_options;
    OtlpJudge m_judge;
    OnReceived m_onReceived;
    mutable std::mutex m_mutex; ///< journal and counts
    Journal m_journal;
    ReceiverCounts m_counts;
    HttpServer m_server; ///< last: its threads use the rest
};

Receiver::Receiver(ReceiverOptions options, OtlpJudge judge, OnReceived onReceived)
    : m_impl(std::make_unique<Impl>(std::move(options), std::move(judge), std::move(onReceived)))
{}

Receiver::~Receiver()
{
    m_impl->stop();
}

Result<void> Receiver::start()
{
    return m_impl->start();
}

void Receiver::stop()
{
    m_impl->stop();
}

std::uint16_t Receiver::port() const
{
    return m_impl->options().port;
}

const std::string& Receiver::token() const
{
    return m_impl->options().token;
}

std::string Receiver::url() const
{
    return "http://127.0.0.1:" + std::to_string(port());
}

bool Receiver::hasIpv6() const
{
    return m_impl->server().hasIpv6();
}

ReceiverCounts Receiver::counts() const
{
    return m_impl->counts();
}

} // namespace mgx
