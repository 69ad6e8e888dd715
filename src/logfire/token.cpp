// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/token.h"

#include "net/url.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace mgx {

namespace {

constexpr std::uintmax_t kMostBytes = 64 * 1024; ///< such a file has a few hundred

std::string textOf(const nlohmann::json& document, const char* key)
{
    const auto found = document.find(key);
    return found != document.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

std::string regionOf(const Secret& token)
{
    // ^pylf_v[0-9]+_(region: [a-z]+)_
    const std::string_view text = token.reveal();
    if (!text.starts_with("pylf_v"))
        return {};
    std::size_t at = 6;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9')
        ++at;
    if (at == 6 || at >= text.size() || text[at] != '_')
        return {};
    const std::size_t end = text.find('_', at + 1);
    if (end == std::string_view::npos || end == at + 1)
        return {};
    const std::string_view region = text.substr(at + 1, end - at - 1);
    const bool isWord = std::all_of(region.begin(), region.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return isWord ? std::string(region) : std::string();
}

std::string regionUrl(std::string_view region)
{
    if (region == "us" || region == "eu")
        return "https://logfire-" + std::string(region) + ".pydantic.dev";
    if (region == "stagingus" || region == "stagingeu")
        return "https://logfire-" + std::string(region.substr(7)) + ".pydantic.info";
    return {};
}

Result<std::string> baseUrlFor(const Secret& token, std::string_view typedUrl)
{
    if (!typedUrl.empty()) {
        const Result<Url> url = parseSafeUrl(typedUrl);
        if (!url)
            return tl::unexpected(url.error());
        std::string path = url->path;
        while (path.ends_with('/'))
            path.pop_back();
        return url->origin() + path;
    }
    const std::string region = regionOf(token);
    const std::string url = regionUrl(region.empty() ? "us" : region);
    if (url.empty())
        return failure("the token is of a region that is not known: " + region, {}, "type the address of the server");
    return url;
}

Result<TokenFile> readTokenFile(const std::string& path)
{
    namespace fs = std::filesystem;
    std::error_code error;
    fs::path file(path);
    for (const char* inside : {".logfire/read_token.json", "read_token.json"}) {
        if (fs::is_directory(path, error) && fs::is_regular_file(fs::path(path) / inside, error)) {
            file = fs::path(path) / inside;
            break;
        }
    }
    const std::uintmax_t size = fs::is_regular_file(file, error) ? fs::file_size(file, error) : 0;
    if (size == 0 || error)
        return failure("there is no read token", path, "`logfire read-tokens create --save` makes one");
    if (size > kMostBytes)
        return failure("this is no token file: too large", file.string());
    std::ifstream in(file, std::ios::binary);
    const auto document = nlohmann::json::parse(in, nullptr, false);
    TokenFile read;
    if (document.is_object()) {
        read.token = Secret(textOf(document, "token"));
        read.organization = textOf(document, "organization");
        read.project = textOf(document, "project_name");
        read.baseUrl = textOf(document, "base_url");
        read.expiresAt = textOf(document, "expires_at");
    }
    if (read.token.isEmpty())
        return failure("the file holds no token", file.string());
    return read;
}

} // namespace mgx
