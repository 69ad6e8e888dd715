// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/url.h"

#include <algorithm>
#include <charconv>

namespace mgx {

namespace {

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Takes host and port apart. False if it is neither.
bool takeAuthority(std::string_view authority, Url& url)
{
    std::string_view port;
    if (authority.starts_with('[')) {
        const std::size_t end = authority.find(']');
        if (end == std::string_view::npos)
            return false;
        url.host = lower(authority.substr(1, end - 1));
        port = authority.substr(end + 1);
    } else {
        const std::size_t colon = authority.rfind(':');
        url.host = lower(authority.substr(0, colon));
        port = colon == std::string_view::npos ? std::string_view() : authority.substr(colon);
    }
    if (url.host.empty() || (!port.empty() && port[0] != ':'))
        return false;
    if (port.size() > 1) {
        const auto end = std::from_chars(port.data() + 1, port.data() + port.size(), url.port);
        return end.ec == std::errc() && end.ptr == port.data() + port.size() && url.port > 0 && url.port < 65536;
    }
    return std::none_of(url.host.begin(), url.host.end(), [](char c) { return c <= ' ' || c == '"' || c == '<' || c == '\\'; });
}

} // namespace

bool Url::isLoopback() const
{
    if (host == "localhost" || host == "::1")
        return true;
    // Only a whole address of four numbers: 127.0.0.1.example.com belongs to somebody.
    return host.starts_with("127.") && std::count(host.begin(), host.end(), '.') == 3 &&
           std::all_of(host.begin(), host.end(), [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

std::string Url::origin() const
{
    const bool isAddress = host.find(':') != std::string::npos;
    return scheme + "://" + (isAddress ? "[" + host + "]" : host) + (port > 0 ? ":" + std::to_string(port) : "");
}

Result<Url> parseUrl(std::string_view text)
{
    const std::string shown(text.substr(0, 200));
    const std::size_t slashes = text.find("://");
    if (slashes == std::string_view::npos)
        return failure("this is no address", shown, "write it as https://host");
    Url url;
    url.scheme = lower(text.substr(0, slashes));
    if (url.scheme != "https" && url.scheme != "http")
        return failure("only https addresses can be used", shown);
    const std::string_view rest = text.substr(slashes + 3);
    const std::size_t end = std::min({rest.find('/'), rest.find('?'), rest.find('#'), rest.size()});
    const std::string_view authority = rest.substr(0, end);
    if (authority.find('@') != std::string_view::npos)
        return failure("an address with a name or password in it is refused", {}, "give the key in its own field");
    if (!takeAuthority(authority, url))
        return failure("this is no address", shown, "write it as https://host");
    const std::string_view tail = rest.substr(end, rest.find('#', end) - end);
    const std::size_t question = tail.find('?');
    url.path = tail.substr(0, question);
    if (question != std::string_view::npos)
        url.query = tail.substr(question + 1);
    return url;
}

Result<Url> parseSafeUrl(std::string_view text)
{
    Result<Url> url = parseUrl(text);
    if (url && url->scheme == "http" && !url->isLoopback())
        return failure("http sends everything in the clear", url->origin(), "use https; http is only for this machine itself");
    return url;
}

std::string percentEncoded(std::string_view text)
{
    constexpr char kDigits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (isPlain(c)) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
        }
    }
    return out;
}

std::string percentDecoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isEscape = text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 2]) >= 0;
        if (isEscape) {
            out += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

std::string queryValue(std::string_view query, std::string_view name)
{
    while (!query.empty()) {
        const std::string_view member = query.substr(0, query.find('&'));
        const std::size_t equals = member.find('=');
        if (equals != std::string_view::npos && percentDecoded(member.substr(0, equals)) == name)
            return percentDecoded(member.substr(equals + 1));
        query.remove_prefix(std::min(query.size(), member.size() + 1));
    }
    return {};
}

} // namespace mgx
