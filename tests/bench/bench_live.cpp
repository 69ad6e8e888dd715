// SPDX-License-Identifier: GPL-3.0-or-later
// bench_live LOG_FOLDER [JOURNAL]: how long a change of a run that is followed takes until its picture is published.
#include "live/live_source.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

using namespace mgx;

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    if (argc < 2)
        return 2;
    const QTemporaryDir folder;
    const std::string copy = folder.filePath("log_20260101_000000_000000").toStdString();
    std::filesystem::copy(argv[1], copy, std::filesystem::copy_options::recursive | std::filesystem::copy_options::copy_symlinks);
    std::string events;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(copy)) {
        if (entry.path().filename() == "events.jsonl")
            events = entry.path().string();
    }
    LiveSource source;
    QEventLoop loop;
    QObject::connect(&source, &LiveSource::published, &loop, &QEventLoop::quit);
    source.follow(copy, argc > 2 ? std::vector<std::string>{argv[2]} : std::vector<std::string>());
    loop.exec();
    std::vector<double> times;
    std::vector<double> reading;
    constexpr int kChanges = 100;
    for (int i = 0; i < kChanges; ++i) {
        QTimer::singleShot(100 + i % 7 * 40, &loop, &QEventLoop::quit); // at another moment each time
        loop.exec();
        QElapsedTimer timer;
        timer.start();
        std::ofstream(events, std::ios::app)
            << R"({"timestamp": "2026-11-23T06:36:40.000000", "event_type": "system_status", "agent_id": null, "round_number": 0, "data": {"message": "x"}})"
            << std::endl;
        loop.exec();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
        reading.push_back(source.picture()->seconds * 1e3);
    }
    std::sort(times.begin(), times.end());
    std::sort(reading.begin(), reading.end());
    std::printf("{\"bench\":\"live\",\"changes\":%d,\"p50_ms\":%.1f,\"p95_ms\":%.1f,\"max_ms\":%.1f,\"reading_p50_ms\":%.1f,\"records\":%u}\n", kChanges,
                times[kChanges / 2], times[kChanges * 95 / 100], times.back(), reading[kChanges / 2],
                source.picture()->imported.snapshot ? source.picture()->imported.snapshot->rowCount() : 0);
    return 0;
}
