// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/secret_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace mgx {

namespace {

constexpr std::size_t kLongRun = 24; ///< letters and digits without a break
constexpr int kRunDigits = 4;        ///< of them at least, so that long words do not count

constexpr std::array<std::string_view, 26> kBeginnings = {
    "sk-", "pk-", "rk_", "sk_", "pk_live", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "xoxa-",
    "xoxs-", "AKIA", "ASIA", "AIza", "hf_", "gsk_", "npm_", "pypi-", "pylf_", "eyJ", "ya29."};
constexpr std::array<std::string_view, 4> kAnywhere = {"bearer ", "basic ", "-----begin", "password="};
constexpr std::array<std::string_view, 14> kNames = {"apikey", "secret", "password", "passwd", "passphrase", "authorization", "credential",
                                                     "cookie", "privatekey", "accesskey", "sessionkey", "connectionstring", "bearer", "signature"};

bool isAlnum(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    return lower;
}

bool hasLongRun(std::string_view value)
{
    std::size_t length = 0;
    int digits = 0;
    for (const char c : value) {
        length = isAlnum(c) ? length + 1 : 0;
        digits = !isAlnum(c) ? 0 : digits + (std::isdigit(static_cast<unsigned char>(c)) != 0 ? 1 : 0);
        if (length >= kLongRun && digits >= kRunDigits)
            return true;
    }
    return false;
}

/// One of the beginnings at the front of a word, with enough behind it.
bool hasKnownBeginning(std::string_view value)
{
    constexpr std::size_t kLeastRest = 8;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (i > 0 && isAlnum(value[i - 1]))
            continue;
        const std::string_view rest = value.substr(i);
        const bool isKnown = std::any_of(kBeginnings.begin(), kBeginnings.end(), [rest](std::string_view beginning) {
            return rest.starts_with(beginning) && rest.size() >= beginning.size() + kLeastRest;
        });
        if (isKnown)
            return true;
    }
    return false;
}

/// https://user:password@host
bool hasCredentials(std::string_view value)
{
    const std::size_t scheme = value.find("://");
    if (scheme == std::string_view::npos)
        return false;
    const std::string_view host = value.substr(scheme + 3, value.find_first_of("/ ?#", scheme + 3) - scheme - 3);
    return host.find('@') != std::string_view::npos;
}

} // namespace

bool isSecretText(std::string_view value)
{
    const std::string lower = lowered(value);
    const bool isMarked = std::any_of(kAnywhere.begin(), kAnywhere.end(),
                                      [&](std::string_view mark) { return lower.find(mark) != std::string::npos; });
    return isMarked || hasKnownBeginning(value) || hasCredentials(value) || hasLongRun(value);
}

bool isSecretName(std::string_view name)
{
    const std::string lower = lowered(name);
    std::string letters;
    std::copy_if(lower.begin(), lower.end(), std::back_inserter(letters), isAlnum);
    if (std::any_of(kNames.begin(), kNames.end(), [&](std::string_view word) { return letters.find(word) != std::string::npos; }))
        return true;
    for (std::size_t at = lower.find("token"); at != std::string::npos; at = lower.find("token", at + 1)) {
        const std::size_t end = at + 5;
        if ((at == 0 || !isAlnum(lower[at - 1])) && (end == lower.size() || !isAlnum(lower[end])) && lower.find("count") == std::string::npos)
            return true;
    }
    return false;
}

} // namespace mgx
