// SPDX-License-Identifier: GPL-3.0-or-later
// bench_receiver [SECONDS [SPANS_PER_SECOND]]: sends spans to a receiver with judge and journal, as exporters do (protobuf, gzip,
// one connection each), and prints what arrived, what it cost, and how large the process became. Nothing may be lost.
#include "live/otlp_judge.h"
#include "receiver/http_client.h"
#include "receiver/receiver.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <QTemporaryDir>
#include <string>
#include <sys/resource.h>
#include <thread>

using namespace mgx;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int kSpansPerRequest = 500;

void appendVarint(std::string& out, std::uint64_t value)
{
    for (; value > 0x7F; value >>= 7)
        out += char(value | 0x80);
    out += char(value);
}

void appendField(std::string& out, int number, std::string_view bytes)
{
    appendVarint(out, std::uint64_t(number) << 3 | 2);
    appendVarint(out, bytes.size());
    out += bytes;
}

void appendFixed(std::string& out, int number, std::uint64_t value)
{
    appendVarint(out, std::uint64_t(number) << 3 | 1);
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::string attribute(const std::string& key, const std::string& text)
{
    std::string value;
    appendField(value, 1, text);
    std::string pair;
    appendField(pair, 1, key);
    appendField(pair, 2, value);
    return pair;
}

/// An export request with spans of a few attributes each.
std::string request(std::uint64_t first)
{
    std::string spans;
    for (std::uint64_t i = first; i < first + kSpansPerRequest; ++i) {
        std::string trace(16, '\1');
        std::string id(8, '\1');
        std::memcpy(id.data(), &i, sizeof i);
        id[7] = 1;
        std::string span;
        appendField(span, 1, trace);
        appendField(span, 2, id);
        appendField(span, 5, "GET /items/" + std::to_string(i % 100));
        appendFixed(span, 7, 1'700'000'000'000'000'000ull + i * 1000);
        appendFixed(span, 8, 1'700'000'000'000'050'000ull + i * 1000);
        for (int a = 0; a < 6; ++a)
            appendField(span, 9, attribute("attribute." + std::to_string(a), "value " + std::to_string(i * 31 % 1000)));
        appendField(spans, 2, span);
    }
    std::string resource;
    appendField(resource, 2, spans);
    std::string all;
    appendField(all, 1, resource);
    return all;
}

double secondsOf(const rusage& usage)
{
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

double cpuSeconds(int who)
{
    rusage usage{};
    ::getrusage(who, &usage);
    return secondsOf(usage);
}

long residentKb()
{
    std::ifstream file("/proc/self/statm");
    long pages = 0;
    file >> pages >> pages;
    return pages * 4;
}

} // namespace

int main(int argc, char** argv)
{
    const int seconds = argc > 1 ? std::atoi(argv[1]) : 20;
    const int rate = argc > 2 ? std::atoi(argv[2]) : 10'000;
    const QTemporaryDir folder;
    ReceiverOptions options;
    options.journalFolder = folder.path().toStdString();
    Receiver receiver(options, judgeOtlp, [] {});
    if (const Result<void> started = receiver.start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().sentence().c_str());
        return 1;
    }
    const std::string packed = gzipped(request(1));
    const std::string message = httpRequest("POST", "/v1/traces",
                                            {{"Authorization", receiver.token()}, {"Content-Type", "application/x-protobuf"}, {"Content-Encoding", "gzip"}}, packed);
    RawConnection connection(receiver.port());
    const Clock::time_point begin = Clock::now();
    const long before = residentKb();
    long most = before;
    double slowest = 0;
    std::uint64_t sent = 0;
    for (std::uint64_t i = 0; Clock::now() - begin < std::chrono::seconds(seconds); ++i) {
        if (rate > 0)
            std::this_thread::sleep_until(begin + std::chrono::nanoseconds(i * kSpansPerRequest * 1'000'000'000ull / std::uint64_t(rate)));
        const Clock::time_point at = Clock::now();
        if (!connection.send(message) || statusOf(connection.receive(20'000)) != 200) {
            std::fprintf(stderr, "request %llu was not taken\n", static_cast<unsigned long long>(i));
            return 1;
        }
        slowest = std::max(slowest, std::chrono::duration<double, std::milli>(Clock::now() - at).count());
        sent += kSpansPerRequest;
        if (i % 16 == 0)
            most = std::max(most, residentKb());
    }
    const double wall = std::chrono::duration<double>(Clock::now() - begin).count();
    const double cpu = cpuSeconds(RUSAGE_SELF) - cpuSeconds(RUSAGE_THREAD);
    const ReceiverCounts counts = receiver.counts();
    std::printf("{\"bench\":\"receiver\",\"seconds\":%.1f,\"spans_per_second\":%.0f,\"sent\":%llu,\"received\":%llu,\"lost\":%lld,\"bytes\":%llu,"
                "\"core_share\":%.3f,\"slowest_ms\":%.1f,\"resident_before_kb\":%ld,\"resident_most_kb\":%ld}\n",
                wall, double(sent) / wall, static_cast<unsigned long long>(sent), static_cast<unsigned long long>(counts.spans),
                static_cast<long long>(sent - counts.spans), static_cast<unsigned long long>(counts.bytes), cpu / wall, slowest, before, most);
    return sent == counts.spans ? 0 : 1;
}
