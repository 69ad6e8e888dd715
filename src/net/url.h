// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace mgx {

/// An http or https address taken apart, as far as requests and links need it.
struct Url
{
    std::string scheme; ///< lower case
    std::string host;   ///< lower case; IPv6 without brackets
    int port = 0;       ///< 0 = the usual one of the scheme
    std::string path;   ///< with its slash, or empty
    std::string query;  ///< without '?'

    /// 127.0.0.0/8, ::1 and localhost.
    [[nodiscard]] bool isLoopback() const;
    /// scheme://host[:port] without a slash behind it.
    [[nodiscard]] std::string origin() const;
};

/// Fails with a sentence on anything but http and https addresses with a host. Name and password in an address are refused.
[[nodiscard]] Result<Url> parseUrl(std::string_view text);
/// As parseUrl(), and refuses http unless the host is this machine: what is sent there would be read on the way.
[[nodiscard]] Result<Url> parseSafeUrl(std::string_view text);

/// Everything but letters, digits and "-._~" as %XX.
[[nodiscard]] std::string percentEncoded(std::string_view text);
/// '+' is a blank, as in a query.
[[nodiscard]] std::string percentDecoded(std::string_view text);
/// The decoded value of the first member of a query with this name; empty if there is none.
[[nodiscard]] std::string queryValue(std::string_view query, std::string_view name);

} // namespace mgx
