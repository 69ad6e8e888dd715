// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http_client.h"

#include <string>

namespace mgx {

/// One Logfire project as a source of answers. The token is read where a request is made and nowhere else.
struct LogfireConnection
{
    std::string id;      ///< of our own, names the token in the keychain
    std::string name;    ///< as people call it: "acme/agents"
    std::string baseUrl; ///< without a slash at the end; https, or this machine
    Secret token;
};

/// A request to `path` of the API, with the token.
[[nodiscard]] HttpRequest apiRequest(const LogfireConnection& connection, std::string method, const std::string& path);

} // namespace mgx
