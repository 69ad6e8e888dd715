// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report_desk.h"

#include "analysis/report_writers.h"
#include "models/explorer.h"
#include "workspace/format.h"
#include "workspace/safe_file.h"

#include <QFileInfo>

namespace mgx {

namespace {

struct Written
{
    QString path;
    QString error; ///< empty = it is there
};

Written write(const QString& path, const TraceSnapshot& snapshot, RunId run)
{
    const Report report = makeReport(snapshot, run, analyze(snapshot, run));
    const bool isHtml = path.endsWith(QLatin1String(".html"), Qt::CaseInsensitive) || path.endsWith(QLatin1String(".htm"), Qt::CaseInsensitive);
    const Result<void> done = writeSafely(path, isHtml ? asHtml(report, snapshot) : asMarkdown(report, snapshot));
    return {path, done ? QString() : toQString(done.error().sentence())};
}

} // namespace

ReportDesk::ReportDesk(Workspace& workspace, QObject* parent) : QAbstractListModel(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::snapshotChanged, this, &ReportDesk::refresh);
    look();
}

ReportDesk* ReportDesk::create(QQmlEngine* engine, QJSEngine* scripts)
{
    return new ReportDesk(*Explorer::create(engine, scripts)->workspace()); // the engine owns it
}

/// The run of the list that is open; of a picture with several the one whose path it has.
RunId ReportDesk::openRun() const
{
    const auto& snapshot = m_workspace.snapshot();
    if (!snapshot || snapshot->runCount() == 0)
        return kNoRun;
    const int current = m_workspace.currentRun();
    const CatalogItem* item = current >= 0 && static_cast<std::size_t>(current) < m_workspace.runs().size() ? &m_workspace.runs()[static_cast<std::size_t>(current)] : nullptr;
    RunId best = kNoRun;
    for (RunId run = 0; run < snapshot->runCount(); ++run) {
        const RunFacts& facts = snapshot->runFacts(run);
        if (item && facts.path == item->path && facts.parentRun == kNoRun)
            return run;
        if (facts.parentRun == kNoRun && !facts.agents.empty() && (best == kNoRun || facts.start > snapshot->runFacts(best).start))
            best = run;
    }
    return best;
}

void ReportDesk::refresh()
{
    look();
    if (hasReport())
        read();
}

/// Looks for a report in the folder of the run.
void ReportDesk::look()
{
    const RunId run = openRun();
    const QString path = run == kNoRun ? QString() : toQString(m_workspace.snapshot()->runFacts(run).path);
    m_lookJob.start([path](const JobSlot::Run&) { return reportBeside(path); },
                    [this](const QString& found) {
                        if (found == m_found)
                            return;
                        m_found = found;
                        Q_EMIT foundChanged();
                    });
}

void ReportDesk::save(const QUrl& file)
{
    const RunId run = openRun();
    if (run == kNoRun) {
        Q_EMIT told(tr("There is no run to write about."));
        return;
    }
    m_writeJob.start([path = file.toLocalFile(), snapshot = m_workspace.snapshot(), run](const JobSlot::Run&) { return write(path, *snapshot, run); },
                     [this](const Written& written) {
                         Q_EMIT told(written.error.isEmpty() ? tr("The report is written: %1").arg(written.path) : written.error);
                         Q_EMIT changed();
                         if (written.error.isEmpty() && written.path.endsWith(QLatin1String(".md"), Qt::CaseInsensitive))
                             open(QUrl::fromLocalFile(written.path));
                     });
    Q_EMIT changed();
}

void ReportDesk::open(const QUrl& file)
{
    m_path = file.toLocalFile();
    m_read = {};
    show();
    read();
    Q_EMIT opened();
}

void ReportDesk::openFound()
{
    if (!m_found.isEmpty())
        open(QUrl::fromLocalFile(m_found));
}

void ReportDesk::close()
{
    m_job.cancel();
    m_path.clear();
    m_read = {};
    m_filter.clear();
    show();
}

void ReportDesk::read()
{
    const RunId run = openRun();
    m_isStale = m_job.isRunning();
    if (run == kNoRun || m_isStale)
        return;
    m_job.start([path = m_path, isFound = m_path == m_found, snapshot = m_workspace.snapshot(), run](const JobSlot::Run&) {
                    return std::make_pair(path, readReport(path, isFound, *snapshot, run));
                },
                [this](std::pair<QString, ReportLines> result) {
                    if (result.first == m_path) {
                        m_read = std::move(result.second);
                        show();
                        if (!m_read.error.isEmpty())
                            Q_EMIT told(m_read.error);
                    }
                    if (m_isStale || result.first != m_path)
                        read();
                });
    Q_EMIT changed();
}

void ReportDesk::setFilter(const QString& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    show();
}

void ReportDesk::show()
{
    beginResetModel();
    m_shown.clear();
    for (std::size_t i = 0; i < m_read.lines.size(); ++i) {
        const ReportLine& line = m_read.lines[i];
        bool isShown = m_filter.isEmpty();
        for (std::size_t mark = line.firstMark; mark < line.firstMark + line.markCount && !isShown; ++mark)
            isShown = m_filter == toQString(nameOf(m_read.check.marks[mark].verdict));
        if (isShown)
            m_shown.push_back(i);
    }
    endResetModel();
    Q_EMIT changed();
}

QString ReportDesk::title() const
{
    return m_path.isEmpty() ? QString() : QFileInfo(m_path).fileName();
}

int ReportDesk::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ReportDesk::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const ReportLine& line = m_read.lines[m_shown[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case NumberRole:
        return static_cast<int>(line.number);
    case Qt::DisplayRole:
    case TextRole:
        return line.text;
    case KindRole:
        return line.kind;
    case MarksRole: {
        QVariantList marks;
        for (std::size_t i = line.firstMark; i < line.firstMark + line.markCount; ++i) {
            const ReportMark& mark = m_read.check.marks[i];
            marks.append(QVariantMap{{QStringLiteral("verdict"), toQString(nameOf(mark.verdict))},
                                     {QStringLiteral("written"), toQString(mark.written).left(120)},
                                     {QStringLiteral("expected"), toQString(mark.expected).left(400)},
                                     {QStringLiteral("hasSql"), !mark.sql.empty()}});
        }
        return marks;
    }
    default:
        return {};
    }
}

QHash<int, QByteArray> ReportDesk::roleNames() const
{
    return {{NumberRole, "number"}, {TextRole, "text"}, {KindRole, "kind"}, {MarksRole, "marks"}};
}

const ReportMark* ReportDesk::markAt(int index, int mark) const
{
    if (index < 0 || index >= count() || mark < 0)
        return nullptr;
    const ReportLine& line = m_read.lines[m_shown[static_cast<std::size_t>(index)]];
    return static_cast<std::size_t>(mark) < line.markCount ? &m_read.check.marks[line.firstMark + static_cast<std::size_t>(mark)] : nullptr;
}

void ReportDesk::select(int index, int mark)
{
    const ReportMark* chosen = markAt(index, mark);
    const auto& snapshot = m_workspace.snapshot();
    if (chosen && snapshot && chosen->row < snapshot->rowCount())
        m_workspace.selection().select(chosen->row, Selection::Origin::Problems);
}

QString ReportDesk::sqlOf(int index, int mark) const
{
    const ReportMark* chosen = markAt(index, mark);
    return chosen ? toQString(chosen->sql) : QString();
}

} // namespace mgx
