// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/connection.h"

namespace mgx {

HttpRequest apiRequest(const LogfireConnection& connection, std::string method, const std::string& path)
{
    HttpRequest request;
    request.method = std::move(method);
    request.url = connection.baseUrl + path;
    request.authorization = Secret("Bearer " + connection.token.reveal());
    return request;
}

} // namespace mgx
