// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_sources.h"

#include "analysis/run_sql.h"
#include "engine/record_sources.h"
#include "workspace/format.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr std::size_t kMostOthers = 100; ///< runs that are read besides the open one, the newest first

QString titleOf(const RunFacts& facts)
{
    QString title = toQString(facts.name.empty() ? facts.path : facts.name);
    if (facts.turn > 0)
        title += QStringLiteral(" · ") + ChartSources::tr("turn %1").arg(facts.turn);
    if (facts.attempt > 0)
        title += QStringLiteral(" · ") + ChartSources::tr("attempt %1").arg(facts.attempt);
    return title;
}

ChartRun chartRun(const RunFacts& facts, std::int64_t id)
{
    ChartRun run{id, titleOf(facts), facts.start, {}};
    for (const AgentFact& agent : facts.agents)
        run.agents.push_back(agent.id);
    return run;
}

} // namespace

ChartSources::ChartSources(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace)
{
    const auto follow = [this] {
        if (m_isWanted)
            read();
    };
    connect(&workspace, &Workspace::runsChanged, this, follow);
    connect(&workspace, &Workspace::shownChanged, this, follow);
    connect(&workspace, &Workspace::snapshotChanged, this, follow);
}

void ChartSources::setWanted(bool isWanted)
{
    if (isWanted == m_isWanted)
        return;
    m_isWanted = isWanted;
    if (isWanted)
        read();
}

void ChartSources::read()
{
    std::vector<CatalogItem> missing;
    m_order.clear();
    const auto& runs = m_workspace.runs();
    for (std::size_t i = 0; i < runs.size() && m_order.size() < kMostOthers; ++i) {
        if (runs[i].kind != CatalogItem::Kind::MassgenRun || runs[i].isSuperseded || m_workspace.isShown(static_cast<int>(i)))
            continue;
        m_order.push_back(runs[i].path);
        if (m_others.find(runs[i].path) == m_others.end())
            missing.push_back(runs[i]);
    }
    std::erase_if(m_others, [&](const auto& entry) { return std::find(m_order.begin(), m_order.end(), entry.first) == m_order.end(); });
    Q_EMIT changed();
    if (missing.empty())
        return m_job.cancel();
    m_job.start(
        [missing = std::move(missing), import = m_workspace.reader().import](const JobSlot::Run& run) {
            std::map<std::string, std::shared_ptr<const TraceSnapshot>> found;
            for (const CatalogItem& item : missing) {
                if (run.cancel.isCancelled())
                    break;
                ImportHooks hooks;
                hooks.cancel = run.cancel;
                const Result<Imported> imported = import(item, hooks);
                found[item.path] = imported ? imported->snapshot : nullptr; // what cannot be read is not tried again
            }
            return found;
        },
        [this](std::map<std::string, std::shared_ptr<const TraceSnapshot>> found) {
            m_others.merge(found);
            Q_EMIT changed();
        });
}

SnapshotList ChartSources::snapshots() const
{
    SnapshotList list{m_workspace.snapshot()};
    for (const std::string& path : m_order) {
        const auto found = m_others.find(path);
        list.push_back(found == m_others.end() ? nullptr : found->second);
    }
    return list;
}

std::vector<ChartRun> ChartSources::runs() const
{
    std::vector<ChartRun> runs;
    const SnapshotList list = snapshots();
    for (std::size_t source = 0; source < list.size(); ++source) {
        for (RunId run = 0; list[source] && run < list[source]->runCount(); ++run) {
            const RunFacts& facts = list[source]->runFacts(run);
            if (facts.parentRun == kNoRun && !facts.agents.empty())
                runs.push_back(chartRun(facts, RecordSources::runId(source, run)));
        }
    }
    return runs;
}

RunId ChartSources::currentRun() const
{
    const auto& snapshot = m_workspace.snapshot();
    if (!snapshot || snapshot->runCount() == 0)
        return kNoRun;
    const RowId row = m_workspace.selection().row();
    RunId run = row != kNoRow && row < snapshot->rowCount() ? snapshot->run(row) : kNoRun;
    for (RunId steps = 0; run != kNoRun && snapshot->runFacts(run).parentRun != kNoRun && steps < snapshot->runCount(); ++steps)
        run = snapshot->runFacts(run).parentRun;
    if (run != kNoRun && !snapshot->runFacts(run).agents.empty())
        return run;
    RunId best = kNoRun;
    for (RunId r = 0; r < snapshot->runCount(); ++r) {
        const RunFacts& facts = snapshot->runFacts(r);
        if (facts.parentRun == kNoRun && !facts.agents.empty() && (best == kNoRun || facts.rounds.size() > snapshot->runFacts(best).rounds.size()))
            best = r;
    }
    return best;
}

std::int64_t ChartSources::current() const
{
    const RunId run = currentRun();
    return run == kNoRun ? -1 : RecordSources::runId(0, run);
}

std::string ChartSources::currentCondition() const
{
    const RunId run = currentRun();
    return run == kNoRun ? "false" : sqlOfRun(m_workspace.snapshot()->runFacts(run));
}

int ChartSources::listed(std::int64_t run) const
{
    const auto source = static_cast<std::size_t>(run / RecordSources::runId(1, 0));
    if (run < 0 || source == 0 || source > m_order.size())
        return -1;
    const auto& runs = m_workspace.runs();
    const auto found = std::find_if(runs.begin(), runs.end(), [&](const CatalogItem& item) { return item.path == m_order[source - 1]; });
    return found == runs.end() ? -1 : static_cast<int>(found - runs.begin());
}

} // namespace mgx
