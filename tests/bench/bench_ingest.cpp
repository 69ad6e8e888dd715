// SPDX-License-Identifier: GPL-3.0-or-later
// bench_ingest FILE...: how fast trace files are read, from opening to the last index, as the app does it; one JSON line per
// figure. Memory is that of the process: one file per call gives that of the file. The files: make_trace.py.
#include "ingest/catalog.h"
#include "ingest/trace_file.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <sys/stat.h>

using namespace mgx;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A figure of /proc/self/status in MB.
double memoryMb(const std::string& name)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind(name + ':', 0) == 0)
            return std::stod(line.substr(name.size() + 1)) / 1e3;
    }
    return 0;
}

bool measure(const std::string& path)
{
    struct stat info = {};
    const Format* format = formatOf(path);
    if (!format || ::stat(path.c_str(), &info) != 0) {
        std::fprintf(stderr, "%s: no trace\n", path.c_str());
        return false;
    }
    const auto print = [&](const char* figure, double value, const char* unit) {
        std::printf("{\"bench\":\"ingest\",\"format\":\"%.*s\",\"figure\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}\n",
                    static_cast<int>(format->name.size()), format->name.data(), figure, value, unit);
    };
    CatalogItem item;
    item.kind = CatalogItem::Kind::TraceFile;
    item.path = path;
    ImportHooks hooks;
    const Clock::time_point start = Clock::now();
    double first = 0;
    hooks.onPartial = [&](const Imported&) { first = first == 0 ? secondsSince(start) : first; };
    const Result<Imported> imported = importItem(item, hooks);
    const double seconds = secondsSince(start);
    if (!imported) {
        std::fprintf(stderr, "%s\n", imported.error().sentence().c_str());
        return false;
    }
    const double rows = imported->snapshot->rowCount();
    print("rows", rows, "rows");
    print("first picture", first == 0 ? seconds : first, "s");
    print("fully indexed", seconds, "s");
    print("bytes per second", static_cast<double>(info.st_size) / seconds / 1e6, "MB/s");
    print("spans per second", rows / seconds, "1/s");
    print("store", static_cast<double>(imported->snapshot->byteSize()) / 1e6, "MB");
    print("bytes per span", static_cast<double>(imported->snapshot->byteSize()) / rows, "B");
    print("resident memory", memoryMb("VmRSS"), "MB");
    print("peak memory", memoryMb("VmHWM"), "MB");
    print("problems", static_cast<double>(imported->report->problems().size()), "problems");
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_ingest FILE...\n");
        return 2;
    }
    bool isGood = true;
    for (int i = 1; i < argc; ++i)
        isGood = measure(argv[i]) && isGood;
    return isGood ? 0 : 1;
}
