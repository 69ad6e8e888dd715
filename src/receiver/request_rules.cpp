// SPDX-License-Identifier: GPL-3.0-or-later
#include "receiver/request_rules.h"

#include "base/text.h"

#include <algorithm>
#include <cctype>

namespace mgx {

namespace {

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
        return std::tolower(x) == std::tolower(y);
    });
}

bool hasToken(std::string_view authorization, std::string_view token)
{
    constexpr std::string_view kBearer = "Bearer ";
    if (authorization.size() > kBearer.size() && equalsIgnoringCase(authorization.substr(0, kBearer.size()), kBearer))
        authorization.remove_prefix(kBearer.size());
    return isSameSecret(trimmed(authorization), token);
}

std::optional<OtlpSignal> signalOf(std::string_view path)
{
    if (path == "/v1/traces")
        return OtlpSignal::Traces;
    if (path == "/v1/logs")
        return OtlpSignal::Logs;
    if (path == "/v1/metrics")
        return OtlpSignal::Metrics;
    return std::nullopt;
}

std::optional<OtlpEncoding> encodingOf(std::string_view contentType)
{
    const std::string_view type = trimmed(contentType.substr(0, contentType.find(';')));
    if (equalsIgnoringCase(type, "application/x-protobuf") || equalsIgnoringCase(type, "application/protobuf"))
        return OtlpEncoding::Protobuf;
    if (equalsIgnoringCase(type, "application/json"))
        return OtlpEncoding::Json;
    return std::nullopt;
}

std::optional<BodyCoding> codingOf(std::string_view contentEncoding)
{
    const std::string_view coding = trimmed(contentEncoding);
    if (coding.empty() || equalsIgnoringCase(coding, "identity"))
        return BodyCoding::Plain;
    if (equalsIgnoringCase(coding, "gzip") || equalsIgnoringCase(coding, "x-gzip"))
        return BodyCoding::Gzip;
    if (equalsIgnoringCase(coding, "deflate"))
        return BodyCoding::Deflate;
    return std::nullopt;
}

RequestPlan refuse(RequestPlan plan, int status, std::string_view sentence)
{
    plan.kind = RequestPlan::Kind::Refuse;
    plan.status = status;
    plan.sentence = sentence;
    return plan;
}

} // namespace

bool isSameSecret(std::string_view a, std::string_view b)
{
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b.empty() ? 0 : b[i % b.size()]);
    return difference == 0;
}

RequestPlan planRequest(const RequestHead& head, std::string_view token, std::uint64_t maxSentBytes)
{
    RequestPlan plan;
    const std::optional<OtlpEncoding> encoding = encodingOf(head.contentType);
    plan.encoding = encoding.value_or(OtlpEncoding::Json);
    if (!hasToken(head.authorization, token))
        return refuse(plan, 401, "the token of this receiver is missing or wrong");
    if (head.path == "/v1/info") {
        if (head.method != "GET")
            return refuse(plan, 405, "use GET");
        plan.kind = RequestPlan::Kind::Info;
        return plan;
    }
    const std::optional<OtlpSignal> signal = signalOf(head.path);
    if (!signal)
        return refuse(plan, 404, "there is nothing here: send to /v1/traces, /v1/logs or /v1/metrics");
    if (head.method != "POST")
        return refuse(plan, 405, "use POST");
    if (!encoding)
        return refuse(plan, 415, "the content type must be application/x-protobuf or application/json");
    const std::optional<BodyCoding> coding = codingOf(head.contentEncoding);
    if (!coding)
        return refuse(plan, 415, "the content encoding must be gzip, deflate or none");
    if (head.contentLength && *head.contentLength > maxSentBytes)
        return refuse(plan, 413, "the request is too large");
    plan.kind = RequestPlan::Kind::Export;
    plan.signal = *signal;
    plan.coding = *coding;
    return plan;
}

} // namespace mgx
