// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

// What reads bytes from outside, as functions of those bytes. libFuzzer calls one of them with bytes that it makes up,
// the unit test calls all of them with the committed corpus. A broken promise ends the process, which both notice.

namespace mgx::fuzz {

void jsonRepair(std::string_view bytes);
void lineSplitter(std::string_view bytes);
void recordLines(std::string_view bytes);
void recordsNdjson(std::string_view bytes);
void massgenFiles(std::string_view bytes);
void massgenRun(std::string_view bytes);
void sqlDialect(std::string_view bytes);
void otlpJson(std::string_view bytes);
void otlpProtobuf(std::string_view bytes);
void spanObjects(std::string_view bytes);
void jaegerTraces(std::string_view bytes);
void chromeTrace(std::string_view bytes);
void logfireRows(std::string_view bytes);
void archives(std::string_view bytes);
void fusion(std::string_view bytes);

inline void promise(bool isKept, const char* what)
{
    if (isKept)
        return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

} // namespace mgx::fuzz
