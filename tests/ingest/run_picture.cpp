// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/run_picture.h"

#include <array>
#include <cstdio>
#include <map>
#include <utility>

namespace mgx {

namespace {

std::string relative(const std::string& path, const std::string& root)
{
    return path.starts_with(root) ? '.' + path.substr(root.size()) : path;
}

std::string stateName(RunState state)
{
    static constexpr std::array<const char*, 4> kNames{"complete", "running", "incomplete", "failed"};
    return kNames[static_cast<std::size_t>(state)];
}

std::string qualityName(TimeQuality quality)
{
    static constexpr std::array<const char*, 5> kNames{"exact", "local", "approx", "inferred", "open"};
    return kNames[static_cast<std::size_t>(quality)];
}

std::string money(double usd)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "$%.6f", usd);
    return text.data();
}

std::string usageText(const std::optional<Usage>& usage)
{
    if (!usage)
        return "no usage";
    return "in " + std::to_string(usage->inputTokens) + " out " + std::to_string(usage->outputTokens) + " reasoning "
           + std::to_string(usage->reasoningTokens) + " cached " + std::to_string(usage->cachedInputTokens) + ' '
           + money(usage->costUsd);
}

std::string joined(const std::vector<std::string>& texts)
{
    std::string text;
    for (const std::string& part : texts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

class Painter
{
public:
    Painter(const TraceSnapshot& snapshot, const std::string& root) : m_snapshot(snapshot), m_root(root)
    {
        m_zero = snapshot.runCount() > 0 ? snapshot.runFacts(0).start : snapshot.minTime();
    }

    std::string paint()
    {
        for (RunId run = 0; run < m_snapshot.runCount(); ++run)
            paintRun(m_snapshot.runFacts(run));
        m_out += "records\n";
        paintChildren(kNoRow, 1);
        return std::move(m_out);
    }

private:
    void line(int depth, const std::string& text) { m_out += std::string(static_cast<std::size_t>(depth) * 2, ' ') + text + '\n'; }

    std::string at(TimeNs time) const
    {
        if (time == kNoTime)
            return "?";
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "%.3f", static_cast<double>(time - m_zero) / 1e9);
        return text.data();
    }

    std::string agent(const RunFacts& facts, int index) const
    {
        return index < 0 ? "?" : facts.agents[static_cast<std::size_t>(index)].id;
    }

    /// The full arguments, and how long the result is.
    std::string payload(RowId row) const
    {
        const std::string_view attributes = m_snapshot.attributes(row);
        const std::size_t input = attributes.find("\"tool.input\":");
        const std::size_t output = attributes.find("\"tool.output\":");
        if (input == std::string_view::npos)
            return output == std::string_view::npos ? "" : ", result " + std::to_string(attributes.size() - output - 17) + " bytes";
        return ", arguments " + std::string(attributes.substr(input + 13, std::min(output, attributes.size()) - input - 14))
               + (output == std::string_view::npos ? "" : ", result " + std::to_string(attributes.size() - output - 17) + " bytes");
    }

    void paintRun(const RunFacts& facts)
    {
        line(0, "run " + relative(facts.path, m_root));
        line(1, facts.generation + " version " + facts.massgenVersion + " name " + facts.name + " turn " + std::to_string(facts.turn)
                    + " attempt " + std::to_string(facts.attempt) + (facts.isSuperseded ? " superseded" : "")
                    + (facts.parentRun == kNoRun ? "" : " parent " + std::to_string(facts.parentRun)));
        line(1, "question " + facts.question);
        line(1, stateName(facts.state) + (facts.stateReason.empty() ? "" : ": " + facts.stateReason));
        line(1, "start " + formatIsoUtc(facts.start) + " end " + at(facts.end));
        line(1, "winner " + (facts.winner.empty() ? "none" : facts.winner + ' ' + facts.winnerLabel) + ", final answer "
                    + std::to_string(facts.finalAnswer.size()) + " bytes");
        line(1, "usage " + usageText(facts.usage));
        for (const AgentFact& fact : facts.agents)
            line(1, "agent " + fact.id + ' ' + fact.backend + ' ' + fact.model + ", " + usageText(fact.usage) + ", tool errors "
                        + std::to_string(fact.toolErrors) + (fact.error.empty() ? "" : ", error: " + fact.error));
        for (const RoundFact& fact : facts.rounds)
            line(1, "round " + agent(facts, fact.agent) + ' ' + std::to_string(fact.number) + " [" + at(fact.start) + ' ' + at(fact.end)
                        + "] " + fact.type + " -> " + fact.outcome + ' ' + fact.answerLabel + fact.votedForLabel + " context "
                        + std::to_string(fact.contextAnswers) + " (" + joined(fact.contextLabels) + "), " + usageText(fact.usage));
        for (const AnswerFact& fact : facts.answers)
            line(1, "answer " + fact.label + " of " + agent(facts, fact.agent) + " at " + at(fact.time) + ' ' + fact.path);
        for (const VoteFact& fact : facts.votes)
            line(1, "vote " + agent(facts, fact.agent) + " -> " + fact.forLabel + " of " + agent(facts, fact.forAgent) + " at "
                        + at(fact.time) + ": " + fact.reason);
        for (const ToolCallFact& fact : facts.toolCalls)
            line(1, "tool " + fact.name + ' ' + fact.type + " of " + agent(facts, fact.agent) + " in round " + std::to_string(fact.round)
                        + " [" + at(fact.start) + ' ' + at(fact.end) + "] "
                        + (!fact.success ? "cut off" : *fact.success ? "ok" : "failed: " + fact.error) + payload(fact.row));
        for (const Problem& problem : facts.problems)
            line(1, "problem " + problem.file + ' ' + problem.where + ": " + problem.sentence
                        + (problem.count > 1 ? " (" + std::to_string(problem.count) + " times)" : ""));
    }

    void paintChildren(RowId parent, int depth)
    {
        for (const RowId row : m_snapshot.children(parent)) {
            const SourceRef ref = m_snapshot.sourceRef(row);
            const bool isLog = m_snapshot.kind(row) == RecordKind::Log;
            const std::string place = ref.line > 0 ? ':' + std::to_string(ref.line) : '#' + std::string(ref.pointer);
            const std::string times = isLog ? at(m_snapshot.start(row))
                                            : at(m_snapshot.start(row)) + ' '
                                                  + (m_snapshot.isOpen(row) ? "open" : at(m_snapshot.end(row)));
            std::string flags;
            for (const auto& [flag, word] : {std::pair{kIsOrphan, " ORPHAN"}, std::pair{kHasDuplicateId, " DUPLICATE"},
                                             std::pair{kIsCycleCut, " CYCLE"}, std::pair{kHasBadTimes, " TIMES"}})
                flags += m_snapshot.hasFlag(row, flag) ? word : "";
            line(depth, std::string(isLog ? "* " : "- ") + std::string(m_snapshot.name(row)) + " [" + times + "] "
                            + qualityName(m_snapshot.timeQuality(row)) + (m_snapshot.isError(row) ? " ERROR" : "") + flags + ' '
                            + relative(std::string(ref.file), m_root) + place);
            paintChildren(row, depth + 1);
        }
    }

    const TraceSnapshot& m_snapshot;
    const std::string& m_root;
    std::string m_out;
    TimeNs m_zero = 0;
};

} // namespace

std::string pictureOf(const Imported& imported, const std::string& root)
{
    std::string out = Painter(*imported.snapshot, root).paint();
    if (imported.snapshot->runCount() > 0) // the problems of a run are among its facts
        return out;
    for (const Problem& problem : imported.report->problems())
        out += "problem " + relative(problem.file, root) + ' ' + problem.where + ": " + problem.sentence
             + (problem.count > 1 ? " (" + std::to_string(problem.count) + " times)" : "") + '\n';
    return out;
}

std::string pictureOf(const Catalog& catalog, const std::string& root)
{
    std::string out;
    for (const CatalogItem& item : catalog.items) {
        out += relative(item.path, root) + ' ' + item.name + " turn " + std::to_string(item.turn) + " attempt "
               + std::to_string(item.attempt) + (item.isSuperseded ? " superseded" : "") + ' '
               + (item.kind == CatalogItem::Kind::TraceFile ? "trace" : item.generation + ' ' + stateName(item.state)) + " winner "
               + (item.winner.empty() ? "none" : item.winner) + ' ' + (item.costUsd ? money(*item.costUsd) : "no cost") + '\n';
    }
    return out + "aborted " + std::to_string(catalog.abortedFolders) + '\n';
}

} // namespace mgx
