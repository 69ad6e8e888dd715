// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of the store at a million spans, one JSON line each: appending, publishing 1,000 more rows, memory, frame queries.
#include "store/snapshot_builder.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

using namespace mgx;

namespace {

class Clock
{
public:
    [[nodiscard]] double ms() const
    {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

void print(const char* figure, double value, const char* unit)
{
    std::printf("{\"bench\":\"store\",\"figure\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}\n", figure, value, unit);
}

/// Forty agents; rounds of some seconds with tool calls below; children come before their parents, as exporters send them.
class Generator
{
public:
    explicit Generator(SnapshotBuilder& builder) : m_builder(builder), m_run(builder.addRun()) {}

    void append(int count)
    {
        for (int i = 0; i < count; ++i, ++m_n) {
            const std::uint64_t round = m_n / 20 * 20 + 20; // the last of each twenty is the parent of the others
            const bool isRound = m_n % 20 == 19;
            const std::uint64_t agent = m_n / 20 % 40;
            RecordDraft d;
            d.trace = {1, 1};
            d.spanId = isRound ? round : round - 19 + m_n % 20 + 1'000'000'000;
            d.parentSpanId = isRound ? 1 : round;
            d.start = TimeNs(m_n / 800 * 1'000'000'000 + (isRound ? 0 : m_n % 20 * 40'000'000));
            d.end = d.start + (isRound ? 900'000'000 : 30'000'000);
            d.run = m_run;
            m_agent = "agent_" + std::to_string(agent);
            m_attributes = R"({"massgen.agent_id":")" + m_agent + R"(","massgen.round":)" + std::to_string(round)
                + R"(,"gen_ai.usage.input_tokens":)" + std::to_string(m_n % 5000) + R"(,"tool":"read_file","ok":true})";
            d.agent = m_agent;
            d.name = isRound ? "agent.round" : "mcp.read_file";
            d.service = "massgen";
            d.attributes = m_attributes;
            m_builder.append(d);
        }
    }

private:
    SnapshotBuilder& m_builder;
    RunId m_run;
    std::uint64_t m_n = 0;
    std::string m_agent;
    std::string m_attributes;
};

double publishMs(SnapshotBuilder& builder, std::shared_ptr<const TraceSnapshot>& snapshot)
{
    const Clock clock;
    snapshot = builder.publish();
    return clock.ms();
}

} // namespace

int main(int argc, char** argv)
{
    const int rows = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    SnapshotBuilder builder;
    Generator generator(builder);
    const Clock append;
    generator.append(rows);
    print("append", append.ms(), "ms");
    std::shared_ptr<const TraceSnapshot> snapshot;
    print("first publish", publishMs(builder, snapshot), "ms");
    double worst = 0;
    for (int i = 0; i < 50; ++i) {
        const Clock clock;
        generator.append(1000);
        snapshot = builder.publish();
        worst = std::max(worst, clock.ms());
    }
    print("1000 rows appended and published, worst of 50", worst, "ms");
    worst = 0;
    for (int i = 0; i < 50; ++i) { // a repaired parent in the middle copies its chunk
        builder.setRepairedParent(static_cast<RowId>(rows / 2 + i), static_cast<RowId>(rows / 2 + 200));
        worst = std::max(worst, publishMs(builder, snapshot));
    }
    print("one row in the middle changed and published, worst of 50", worst, "ms");
    print("bytes per span", double(snapshot->byteSize()) / snapshot->rowCount(), "B");

    std::vector<LaneQuad> quads;
    std::mt19937 random(1);
    worst = 0;
    std::size_t most = 0;
    const TimeNs span = snapshot->maxTime() - snapshot->minTime();
    for (int i = 0; i < 200; ++i) {
        const TimeNs width = std::max<TimeNs>(1600, span >> (random() % 16));
        const TimeNs from = snapshot->minTime() + TimeNs(double(span - width) * (random() % 1000) / 1000.0);
        quads.clear();
        const Clock clock;
        for (const Lane& lane : snapshot->lanes())
            lane.index.spans(from, from + width, width / 1600, quads);
        worst = std::max(worst, clock.ms());
        most = std::max(most, quads.size());
    }
    print("frame query over all lanes at 1600 px, worst of 200", worst, "ms");
    print("quads of the largest frame before merging neighbours", double(most), "quads");
    return 0;
}
