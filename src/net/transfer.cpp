// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transfer.h"

#include "base/text.h"

#include <algorithm>

namespace mgx {

namespace {

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

} // namespace

Transfer::Transfer(HttpRequest request, const Url& url, CancelToken cancel, HttpHandlers handlers)
    : m_request(std::move(request)), m_origin(url.origin()), m_cancel(std::move(cancel)), m_handlers(std::move(handlers)),
      m_handle(curl_easy_init())
{
    setUp(url);
    setLimits();
}

Transfer::~Transfer()
{
    curl_easy_cleanup(m_handle);
    curl_slist_free_all(m_headers);
}

void Transfer::setUp(const Url& url)
{
    for (const auto& [name, value] : m_request.headers)
        m_headers = curl_slist_append(m_headers, (name + ": " + value).c_str());
    if (!m_request.authorization.isEmpty())
        m_headers = curl_slist_append(m_headers, ("Authorization: " + m_request.authorization.reveal()).c_str());
    m_headers = curl_slist_append(m_headers, "Expect:"); // no second round trip before a body
    curl_easy_setopt(m_handle, CURLOPT_URL, m_request.url.c_str());
    curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, m_headers);
    curl_easy_setopt(m_handle, CURLOPT_PROTOCOLS_STR, url.isLoopback() ? "http,https" : "https");
    curl_easy_setopt(m_handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_handle, CURLOPT_ACCEPT_ENCODING, ""); // whatever libcurl can unpack
    curl_easy_setopt(m_handle, CURLOPT_USERAGENT, "massgen-explorer");
    if (url.isLoopback())
        curl_easy_setopt(m_handle, CURLOPT_PROXY, "");
    curl_easy_setopt(m_handle, CURLOPT_CUSTOMREQUEST, m_request.method.c_str());
    if (!m_request.body.empty()) {
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDS, m_request.body.data());
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
    }
    curl_easy_setopt(m_handle, CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
    curl_easy_setopt(m_handle, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_WRITEFUNCTION, &Transfer::onBody);
    curl_easy_setopt(m_handle, CURLOPT_WRITEDATA, this);
}

void Transfer::setLimits()
{
    const auto seconds = static_cast<long>((m_request.idleTimeout.count() + 999) / 1000);
    curl_easy_setopt(m_handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_request.connectTimeout.count()));
    curl_easy_setopt(m_handle, CURLOPT_TIMEOUT_MS, static_cast<long>(m_request.totalTimeout.count()));
    curl_easy_setopt(m_handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(m_handle, CURLOPT_LOW_SPEED_TIME, std::max(1L, seconds));
}

std::size_t Transfer::onHeader(char* data, std::size_t size, std::size_t count, void* self)
{
    constexpr std::size_t kMostHeaders = 200;
    auto& transfer = *static_cast<Transfer*>(self);
    const std::string_view line = trimmed(std::string_view(data, size * count));
    if (line.starts_with("HTTP/")) { // also after 100 Continue: the last head counts
        transfer.m_head = {};
        return size * count;
    }
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && transfer.m_head.headers.size() < kMostHeaders)
        transfer.m_head.headers.emplace_back(lower(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1))));
    return size * count;
}

bool Transfer::takeHead()
{
    if (m_isHeadTold)
        return true;
    m_isHeadTold = true;
    long status = 0;
    curl_easy_getinfo(m_handle, CURLINFO_RESPONSE_CODE, &status);
    m_head.status = static_cast<int>(status);
    return !m_handlers.onHead || m_handlers.onHead(m_head);
}

std::size_t Transfer::onBody(char* data, std::size_t size, std::size_t count, void* self)
{
    auto& transfer = *static_cast<Transfer*>(self);
    const std::size_t bytes = size * count;
    if (transfer.isCancelled())
        return 0;
    transfer.m_bytes += bytes;
    if (transfer.m_bytes > transfer.m_request.maxBytes) {
        transfer.m_isTooLong = true;
        return 0;
    }
    if (!transfer.takeHead() || (transfer.m_handlers.onData && !transfer.m_handlers.onData({data, bytes}))) {
        transfer.m_isEndedByHandler = true;
        return 0;
    }
    return bytes;
}

void Transfer::finish(CURLcode code, bool isCancelled)
{
    HttpOutcome outcome;
    if (code == CURLE_OK && !takeHead())
        m_isEndedByHandler = true;
    outcome.head = m_head;
    outcome.isCancelled = isCancelled;
    outcome.isDone = code == CURLE_OK && !isCancelled && !m_isEndedByHandler;
    if (!outcome.isDone)
        outcome.error = isCancelled ? Error{"cancelled", m_origin, {}} : errorOf(code);
    m_handlers.onDone(std::move(outcome));
}

Error Transfer::errorOf(CURLcode code) const
{
    if (m_isTooLong)
        return {"the answer is larger than " + std::to_string(m_request.maxBytes >> 20) + " MB", m_origin, "ask for less"};
    if (m_isEndedByHandler)
        return {"the answer could not be read", m_origin, {}};
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return {"there is no such host", m_origin, "check the address and the network"};
    case CURLE_COULDNT_RESOLVE_PROXY: return {"the proxy is not known", m_origin, "check HTTPS_PROXY"};
    case CURLE_COULDNT_CONNECT: return {"nothing answers there", m_origin, "check the address and the network"};
    case CURLE_OPERATION_TIMEDOUT: return {"no answer in time", m_origin, "try again, or ask for less"};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
        return {"the certificate of the server was not accepted", m_origin, "its authority has to be known to the system"};
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING: return {"the connection broke before the end of the answer", m_origin, "try again"};
    case CURLE_BAD_CONTENT_ENCODING: return {"the packed answer is damaged", m_origin, "try again"};
    default: return {curl_easy_strerror(code), m_origin, {}};
    }
}

} // namespace mgx
