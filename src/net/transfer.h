// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http_client.h"
#include "net/url.h"

#include <curl/curl.h>

namespace mgx {

/// One request inside libcurl: its handle, its limits, and the answer on its way to the handlers. Made anywhere, then of the client's
/// thread alone.
class Transfer
{
public:
    Transfer(HttpRequest request, const Url& url, CancelToken cancel, HttpHandlers handlers);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    [[nodiscard]] CURL* handle() const { return m_handle; }
    [[nodiscard]] bool isCancelled() const { return m_cancel.isCancelled(); }
    /// Tells the handlers how it ended.
    void finish(CURLcode code, bool isCancelled);

private:
    void setUp(const Url& url);
    void setLimits();
    [[nodiscard]] bool takeHead();
    [[nodiscard]] Error errorOf(CURLcode code) const;
    static std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t onBody(char* data, std::size_t size, std::size_t count, void* self);

    HttpRequest m_request;
    std::string m_origin; ///< for sentences: without path and query
    CancelToken m_cancel;
    HttpHandlers m_handlers;
    CURL* m_handle;
    curl_slist* m_headers = nullptr;
    HttpHead m_head;
    bool m_isHeadTold = false;
    bool m_isTooLong = false;
    bool m_isEndedByHandler = false;
    std::uint64_t m_bytes = 0;
};

} // namespace mgx
