// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/secret.h"

#include <string>
#include <string_view>

namespace mgx {

/// "us" of pylf_v1_us_…; empty where the token tells of none.
[[nodiscard]] std::string regionOf(const Secret& token);
/// The address of a region's API; empty for a region that is not known.
[[nodiscard]] std::string regionUrl(std::string_view region);

/// Where requests with this token go: the address that a person has typed, else the token's region. An old token without a region is
/// one of the US. Fails on an address that is not https (or this machine), and on a region that is not known.
[[nodiscard]] Result<std::string> baseUrlFor(const Secret& token, std::string_view typedUrl);

/// What `.logfire/read_token.json` of the Logfire CLI holds. Its `base_url` is told, never used: a file inside a project must not
/// say where a token is sent.
struct TokenFile
{
    Secret token;
    std::string organization;
    std::string project;
    std::string baseUrl;
    std::string expiresAt;
};

/// Reads the file, or the one below a project folder.
[[nodiscard]] Result<TokenFile> readTokenFile(const std::string& path);

} // namespace mgx
