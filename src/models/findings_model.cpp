// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings_model.h"

#include "analysis/findings.h"
#include "analysis/plain_text.h"
#include "analysis/run_sql.h"
#include "models/explorer.h"
#include "workspace/format.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr int kMostRuns = 20; ///< shown together: nobody reads the findings of more

QString topicWord(Finding::Topic topic)
{
    switch (topic) {
    case Finding::Topic::Time:
        return FindingsModel::tr("Time");
    case Finding::Topic::Waiting:
        return FindingsModel::tr("Waiting");
    case Finding::Topic::Tools:
        return FindingsModel::tr("Tools");
    case Finding::Topic::Errors:
        return FindingsModel::tr("Errors");
    case Finding::Topic::Repeats:
        return FindingsModel::tr("Repeated");
    case Finding::Topic::Votes:
        return FindingsModel::tr("Votes");
    case Finding::Topic::Cost:
        return FindingsModel::tr("Cost");
    case Finding::Topic::Data:
        return FindingsModel::tr("Data");
    }
    return {};
}

/// What tells runs apart that are shown together.
QString prefixOf(const RunFacts& facts)
{
    QString name = toQString(facts.name);
    if (facts.turn > 0)
        name += QStringLiteral(" %1.%2").arg(facts.turn).arg(facts.attempt);
    return name + QStringLiteral(": ");
}

} // namespace

FindingsModel::FindingsModel(Workspace& workspace, QObject* parent) : QAbstractListModel(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::snapshotChanged, this, &FindingsModel::refresh);
    refresh();
}

FindingsModel* FindingsModel::create(QQmlEngine* engine, QJSEngine* scripts)
{
    return new FindingsModel(*Explorer::create(engine, scripts)->workspace()); // the engine owns it
}

void FindingsModel::refresh()
{
    const auto snapshot = m_workspace.snapshot();
    if (!snapshot) {
        m_job.cancel();
        take({});
        return;
    }
    m_isStale = m_job.isRunning();
    if (m_isStale)
        return; // a run that goes on brings pictures faster than they can be looked through
    m_job.start([snapshot](const JobSlot::Run& run) { return find(*snapshot, run.cancel); },
                [this](Found found) {
                    if (m_workspace.snapshot())
                        take(std::move(found));
                    if (m_isStale)
                        refresh();
                });
    Q_EMIT busyChanged();
}

FindingsModel::Found FindingsModel::find(const TraceSnapshot& snapshot, const CancelToken& cancel)
{
    std::vector<RunId> runs;
    for (RunId run = 0; run < snapshot.runCount() && runs.size() < kMostRuns; ++run) {
        const RunFacts& facts = snapshot.runFacts(run);
        if (facts.parentRun == kNoRun && !facts.agents.empty())
            runs.push_back(run);
    }
    Found found;
    std::vector<Entry> failed;
    for (const RunId run : runs) {
        if (!cancel.isCancelled())
            findOf(snapshot, run, runs.size() > 1 ? prefixOf(snapshot.runFacts(run)) : QString(), found, failed);
    }
    std::stable_sort(found.entries.begin(), found.entries.end(), [](const Entry& a, const Entry& b) { return a.share > b.share; });
    found.findingCount = static_cast<int>(found.entries.size());
    std::move(failed.begin(), failed.end(), std::back_inserter(found.entries));
    return found;
}

void FindingsModel::findOf(const TraceSnapshot& snapshot, RunId run, const QString& prefix, Found& found, std::vector<Entry>& failed)
{
    const RunFacts& facts = snapshot.runFacts(run);
    const RunAnalysis analysis = analyze(snapshot, run);
    for (const Finding& finding : findings(snapshot, run, analysis)) {
        Entry entry;
        entry.topic = topicWord(finding.topic);
        entry.sentence = prefix + toQString(finding.sentence);
        entry.severity = finding.topic == Finding::Topic::Errors ? QStringLiteral("error") : finding.weight >= 0.2 ? QStringLiteral("warning") : QStringLiteral("info");
        entry.sql = toQString(finding.sql);
        entry.share = finding.weight;
        entry.rows = finding.rows;
        found.entries.push_back(std::move(entry));
    }
    for (const FailureGroup& group : analysis.failures) {
        Entry entry;
        entry.isFailure = true;
        entry.topic = toQString(shortened(group.what, 80));
        entry.sentence = prefix + toQString(group.message);
        if (group.hidden > 0)
            entry.sentence += tr(" (recorded as success: %1)").arg(group.hidden);
        entry.severity = group.cause == FailureGroup::Cause::Cancelled ? QStringLiteral("warning") : QStringLiteral("error");
        entry.place = formatDuration(group.first - snapshot.minTime());
        entry.sql = toQString(sqlOfRecords(snapshot, facts, group.rows));
        entry.rows = group.rows;
        failed.push_back(std::move(entry));
    }
}

void FindingsModel::take(Found found)
{
    beginResetModel();
    m_entries = std::move(found.entries);
    m_findingCount = found.findingCount;
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT busyChanged();
}

int FindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const Entry& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case SectionRole:
        return entry.isFailure ? tr("What failed, by message") : tr("Findings");
    case TopicRole:
        return entry.topic;
    case Qt::DisplayRole:
    case SentenceRole:
        return entry.sentence;
    case SeverityRole:
        return entry.severity;
    case ShareRole:
        return entry.share;
    case TimesRole:
        return static_cast<int>(entry.rows.size());
    case PlaceRole:
        return entry.place;
    case IsFirstRole: // of its section
        return index.row() == 0 || index.row() == m_findingCount;
    default:
        return {};
    }
}

QHash<int, QByteArray> FindingsModel::roleNames() const
{
    return {{SectionRole, "section"}, {TopicRole, "topic"}, {SentenceRole, "sentence"}, {SeverityRole, "severity"},
            {ShareRole, "share"},     {TimesRole, "times"}, {PlaceRole, "place"},       {IsFirstRole, "isFirst"}};
}

void FindingsModel::select(int index, int step)
{
    if (index < 0 || index >= count())
        return;
    const std::vector<RowId>& rows = m_entries[static_cast<std::size_t>(index)].rows;
    const auto& snapshot = m_workspace.snapshot();
    if (rows.empty() || !snapshot)
        return;
    const auto size = static_cast<std::ptrdiff_t>(rows.size());
    const auto selected = std::find(rows.begin(), rows.end(), m_workspace.selection().row());
    const std::ptrdiff_t next = selected == rows.end() ? 0 : (selected - rows.begin() + step + size) % size;
    const RowId row = rows[static_cast<std::size_t>(next)];
    if (row < snapshot->rowCount())
        m_workspace.selection().select(row, Selection::Origin::Problems);
}

QString FindingsModel::sqlOf(int index) const
{
    return index >= 0 && index < count() ? m_entries[static_cast<std::size_t>(index)].sql : QString();
}

QString FindingsModel::titleOf(int index) const
{
    return index >= 0 && index < count() ? m_entries[static_cast<std::size_t>(index)].topic : QString();
}

} // namespace mgx
