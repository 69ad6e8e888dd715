// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/data_catalog.h"

#include "workspace/key_counts.h"
#include "workspace/value_counts.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace mgx {

namespace {

constexpr std::size_t kMostKeys = 5000;
constexpr std::size_t kMostResourceKeys = 500;
constexpr std::size_t kMostValues = 200;
constexpr std::size_t kExamples = 5;
constexpr RowId kRowsBetweenLooks = 1024; ///< at the cancel token
constexpr std::uint64_t kSampledRows = 40'000;
constexpr std::uint32_t kFirstOfName = 32;          ///< records of each span name that are read in any case
constexpr std::uint64_t kMostReadRows = 120'000;
constexpr std::uint64_t kMostReadBytes = 128 << 20;
constexpr std::size_t kLargestRow = 1 << 20;        ///< attributes beyond it are read only if there is time for all
constexpr std::size_t kMostResources = 2000;

struct LevelName
{
    std::uint8_t level;
    std::string_view name;
};
constexpr std::array<LevelName, 7> kLevels = {{{1, "trace"}, {5, "debug"}, {9, "info"}, {10, "notice"}, {13, "warn"}, {17, "error"}, {21, "fatal"}}};
constexpr std::array<std::string_view, 4> kKinds = {"span", "log", "span_event", "pending_span"};

class Reader
{
public:
    explicit Reader(const CancelToken& cancel) : m_cancel(cancel) {}

    std::shared_ptr<const DataCatalog> run(std::span<const std::shared_ptr<const TraceSnapshot>> snapshots)
    {
        std::uint64_t rows = 0;
        for (const auto& snapshot : snapshots)
            rows += snapshot ? snapshot->rowCount() : 0;
        m_stride = std::max<std::uint64_t>(1, rows / kSampledRows);
        for (const auto& snapshot : snapshots) {
            if (snapshot && !readRows(*snapshot))
                return nullptr;
        }
        for (const auto& snapshot : snapshots) {
            for (RunId run = 0; snapshot && run < snapshot->runCount(); ++run)
                readRun(snapshot->runFacts(run));
        }
        if (m_cancel.isCancelled())
            return nullptr;
        finish();
        return std::make_shared<const DataCatalog>(std::move(m_catalog));
    }

private:
    bool readRows(const TraceSnapshot& s)
    {
        std::vector<std::uint32_t> seen; // records so far, by name
        std::unordered_map<const char*, std::pair<std::string_view, std::uint64_t>> resources;
        for (RowId row = 0; row < s.rowCount(); ++row) {
            if (row % kRowsBetweenLooks == 0 && m_cancel.isCancelled())
                return false;
            const StringId name = s.nameId(row);
            if (name >= seen.size())
                seen.resize(std::max<std::size_t>(name + 1, seen.size() * 2), 0);
            const std::uint32_t nth = seen[name]++;
            readColumns(s, row);
            readAttributes(s.attributes(row), nth);
            if (const std::string_view resource = s.resource(row); !resource.empty()) {
                if (resources.size() < kMostResources || resources.contains(resource.data()))
                    ++(resources[resource.data()] = {resource, resources[resource.data()].second}).second;
            }
        }
        for (const auto& [place, resource] : resources)
            m_resourceKeys.add(resource.first, resource.second);
        for (StringId name = 0; name < seen.size(); ++name) {
            if (seen[name] > 0)
                m_values["span_name"].add(s.string(name), seen[name]);
        }
        return true;
    }

    void readColumns(const TraceSnapshot& s, RowId row)
    {
        m_agents.add(s.agent(row));
        m_services.add(s.service(row));
        m_scopes.add(s.scope(row));
        ++m_levels[s.level(row)];
        ++m_kinds[static_cast<std::size_t>(s.kind(row)) % kKinds.size()];
    }

    /// `nth` of its name. A record that stands for others of its name counts for them.
    void readAttributes(std::string_view attributes, std::uint32_t nth)
    {
        const bool isFirst = nth < kFirstOfName;
        if (attributes.empty() || (!isFirst && nth % m_stride != 0))
            return;
        const bool isTooMuch = m_readRows >= kMostReadRows || m_readBytes + attributes.size() > kMostReadBytes
            || (m_stride > 1 && attributes.size() > kLargestRow);
        if (isTooMuch) {
            m_catalog.isSampled = true;
            return;
        }
        ++m_readRows;
        m_readBytes += attributes.size();
        m_keys.add(attributes, isFirst ? 1 : m_stride);
    }

    void readRun(const RunFacts& run)
    {
        for (const AgentFact& agent : run.agents) {
            m_agents.add(agent.id);
            m_values["model"].add(agent.model);
            m_values["backend"].add(agent.backend);
        }
        for (const ModelCallFact& call : run.modelCalls)
            m_values["model"].add(call.model);
        for (const RoundFact& round : run.rounds) {
            m_values["round_type"].add(round.type);
            m_values["outcome"].add(round.outcome);
        }
        for (const ToolCallFact& call : run.toolCalls) {
            m_values["tool_name"].add(call.name);
            m_values["tool_type"].add(call.type);
        }
        for (const AnswerFact& answer : run.answers)
            m_values["label"].add(answer.label);
        if (!run.trace.isNull() && m_traces.values.size() < kMostValues)
            m_traces.values.push_back({toHex(run.trace), 0, offeredText(run.name)});
        ++m_tables["runs"];
        m_tables["agents"] += run.agents.size();
        m_tables["rounds"] += run.rounds.size();
        m_tables["llm_calls"] += run.modelCalls.size();
        m_tables["tool_calls"] += run.toolCalls.size();
        m_tables["answers"] += run.answers.size();
        m_tables["votes"] += run.votes.size();
    }

    void addColumn(DataColumn column)
    {
        if (!column.values.empty())
            m_catalog.columns.push_back(std::move(column));
    }

    void finish()
    {
        m_catalog.isSampled |= m_stride > 1;
        m_keys.appendTo(m_catalog.keys, kMostKeys - kMostResourceKeys, kExamples, m_catalog.isTruncated);
        m_resourceKeys.appendTo(m_catalog.keys, kMostResourceKeys, kExamples, m_catalog.isTruncated);
        for (const auto& [name, counts] : m_values)
            addColumn(counts.column(name, kMostValues, m_catalog.isTruncated));
        addColumn(m_agents.column("agent_id", kMostValues, m_catalog.isTruncated));
        addColumn(m_services.column("service_name", kMostValues, m_catalog.isTruncated));
        addColumn(m_scopes.column("otel_scope_name", kMostValues, m_catalog.isTruncated));
        DataColumn levels{"level", {}};
        for (const LevelName& level : kLevels) {
            if (m_levels[level.level] > 0)
                levels.values.push_back({std::string(level.name), m_levels[level.level], {}});
        }
        addColumn(std::move(levels));
        DataColumn kinds{"kind", {}};
        std::uint64_t all = 0;
        for (std::size_t kind = 0; kind < kKinds.size(); ++kind) {
            all += m_kinds[kind];
            if (m_kinds[kind] > 0)
                kinds.values.push_back({std::string(kKinds[kind]), m_kinds[kind], {}});
        }
        addColumn(std::move(kinds));
        addColumn(std::move(m_traces));
        const auto count = [this](RecordKind kind) { return m_kinds[static_cast<std::size_t>(kind)]; };
        m_tables["records_all"] = all;
        m_tables["records"] = all - count(RecordKind::PendingSpan);
        m_tables["events"] = count(RecordKind::Log) + count(RecordKind::SpanEvent);
        m_tables["metrics"] = 0;
        for (const auto& [name, rows] : m_tables)
            m_catalog.tables.push_back({name, rows});
    }

    const CancelToken& m_cancel;
    std::uint64_t m_stride = 1;
    std::uint64_t m_readRows = 0;
    std::uint64_t m_readBytes = 0;
    KeyCounts m_keys{"attributes"};
    KeyCounts m_resourceKeys{"otel_resource_attributes"};
    ValueCounts m_agents, m_services, m_scopes;
    std::map<std::string, ValueCounts> m_values;
    std::map<std::string, std::uint64_t> m_tables;
    std::array<std::uint64_t, 256> m_levels{};
    std::array<std::uint64_t, kKinds.size()> m_kinds{};
    DataColumn m_traces{"trace_id", {}};
    DataCatalog m_catalog;
};

} // namespace

std::shared_ptr<const DataCatalog> readDataCatalog(std::span<const std::shared_ptr<const TraceSnapshot>> snapshots,
                                                   const CancelToken& cancel)
{
    return Reader(cancel).run(snapshots);
}

} // namespace mgx
