// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/time_format.h"

#include <cstdio>
#include <ctime>
#include <locale.h>

namespace mgx {

namespace {

/// The fraction of a second where `rest` begins with f, 3f, .f, .3f …; the characters read, 0 = it is something else.
std::size_t fraction(std::string_view rest, long long micros, std::string& out)
{
    std::size_t at = rest.starts_with('.') ? 1 : 0;
    const bool hasPoint = at == 1;
    int digits = 0;
    if (at < rest.size() && (rest[at] == '3' || rest[at] == '6' || rest[at] == '9'))
        digits = rest[at++] - '0';
    if (at >= rest.size() || rest[at] != 'f')
        return 0;
    char text[16];
    std::snprintf(text, sizeof text, "%06lld000", micros);
    std::string shown(text);
    if (digits > 0)
        shown.resize(static_cast<std::size_t>(digits));
    else if (hasPoint) // as few of 0, 3, 6 as tell it
        shown.resize(micros == 0 ? 0 : micros % 1000 == 0 ? 3 : 6);
    if (!shown.empty())
        out += (hasPoint ? "." : "") + shown;
    return at + 1;
}

} // namespace

std::string formatTime(long long microseconds, std::string_view format)
{
    static const locale_t kLocale = newlocale(LC_ALL_MASK, "C", nullptr);
    long long seconds = microseconds / 1'000'000;
    long long micros = microseconds % 1'000'000;
    if (micros < 0) {
        micros += 1'000'000;
        --seconds;
    }
    const std::time_t time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    gmtime_r(&time, &parts);
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%' || i + 1 == format.size()) {
            out += format[i];
            continue;
        }
        if (const std::size_t read = fraction(format.substr(i + 1), micros, out)) {
            i += read;
            continue;
        }
        if (format.substr(i + 1).starts_with(":z")) {
            out += "+00:00";
            i += 2;
            continue;
        }
        std::string one = "%";
        one += format[++i];
        if ((one[1] == '-' || one[1] == '_' || one[1] == '0') && i + 1 < format.size())
            one += format[++i];
        if (one == "%s") {
            out += std::to_string(seconds); // glibc would take the parts for local time
            continue;
        }
        char buffer[128];
        out.append(buffer, strftime_l(buffer, sizeof buffer, one.c_str(), &parts, kLocale));
    }
    return out;
}

} // namespace mgx
