// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/remote.h"

#include "base/hash.h"
#include "engine/parquet.h"
#include "logfire/links.h"
#include "logfire/project_info.h"
#include "models/query_desk.h"
#include "query/sql_catalog.h"
#include "workspace/format.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <optional>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QUrlQuery>

namespace mgx {

namespace {

Remote* theRemote = nullptr; ///< QML asks for its singletons through a static function

std::string traceOf(Workspace& workspace)
{
    const auto& snapshot = workspace.snapshot();
    if (!snapshot || snapshot->rowCount() == 0)
        return {};
    const RowId row = workspace.selection().row();
    return toHex(snapshot->trace(row != kNoRow && row < snapshot->rowCount() ? row : 0));
}

} // namespace

Remote::Remote(Parts parts, Keychain::Store store, const QString& cacheFolder, QObject* parent)
    : QObject(parent), m_workspace(parts.workspace), m_queries(parts.queries), m_keychain(store), m_connections(parts.workspace.settings(), m_keychain),
      m_desk(m_connections), m_runs(m_connections, parts.workspace, cacheFolder),
      m_ask(parts.workspace, parts.queries, parts.library, m_desk, m_keychain)
{
    theRemote = this;
    m_queries.setRemote(&m_desk);
    connect(&m_connections, &ConnectionList::changed, this, &Remote::linkChanged);
    connect(&m_connections, &ConnectionList::told, this, &Remote::told);
    connect(&m_workspace, &Workspace::snapshotChanged, this, [this] {
        selectWhenOpen();
        Q_EMIT linkChanged();
    });
}

Remote::~Remote()
{
    m_queries.setRemote(nullptr);
    if (theRemote == this)
        theRemote = nullptr;
}

Remote* Remote::create(QQmlEngine*, QJSEngine*)
{
    Q_ASSERT(theRemote);
    for (QObject* part : std::initializer_list<QObject*>{theRemote, theRemote->connections(), theRemote->desk(), theRemote->runs(), theRemote->ask()})
        QJSEngine::setObjectOwnership(part, QJSEngine::CppOwnership);
    return theRemote;
}

std::pair<QString, QString> Remote::origin() const
{
    const int run = m_workspace.currentRun();
    if (run < 0 || run >= static_cast<int>(m_workspace.runs().size()))
        return {};
    return m_runs.originOf(toQString(m_workspace.runs()[static_cast<std::size_t>(run)].path));
}

/// Where the open run comes from, else the one project that is connected.
QString Remote::linkConnection() const
{
    if (!m_workspace.snapshot() || m_connections.count() == 0)
        return {};
    if (isFetched())
        return origin().first;
    return m_connections.count() == 1 ? m_connections.idAt(0) : m_desk.engine();
}

void Remote::fetchAgain()
{
    const auto [connection, trace] = origin();
    if (!m_connections.nameOf(connection).isEmpty())
        m_runs.openTrace(connection, trace);
}

void Remote::saveParquet(const QUrl& file)
{
    if (!m_workspace.snapshot() || !file.isLocalFile())
        return;
    m_saveJob.start(
        [snapshot = m_workspace.snapshot(), path = file.toLocalFile()](const JobSlot::Run& run) {
            const Result<void> written = writeRecordsParquet({snapshot}, path.toStdString(), run.cancel);
            return written ? tr("Written to %1.").arg(path) : toQString(written.error().sentence());
        },
        [this](const QString& sentence) { Q_EMIT told(sentence); });
}

QString Remote::link(bool isWholeTrace) const
{
    const ProjectPlace place = m_connections.placeOf(linkConnection());
    const std::string trace = traceOf(m_workspace);
    if (place.project.empty() || trace.empty())
        return {};
    const RowId row = m_workspace.selection().row();
    const bool hasSpan = !isWholeTrace && row != kNoRow && row < m_workspace.snapshot()->rowCount();
    const std::string span = hasSpan ? QStringLiteral("%1").arg(m_workspace.snapshot()->spanId(row), 16, 16, QLatin1Char('0')).toStdString() : std::string();
    return toQString(traceLink(place, trace, span));
}

void Remote::copyLink(bool isWholeTrace)
{
    const QString text = link(isWholeTrace);
    if (text.isEmpty()) {
        Q_EMIT told(tr("A link needs a Logfire project: connect one in the settings, and test it."));
        return;
    }
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT told(tr("Copied %1").arg(text));
}

void Remote::openInBrowser(bool isWholeTrace)
{
    const QString text = link(isWholeTrace);
    if (text.isEmpty())
        Q_EMIT told(tr("A link needs a Logfire project: connect one in the settings, and test it."));
    else if (!QDesktopServices::openUrl(QUrl(text)))
        Q_EMIT told(tr("No browser could be started."));
}

void Remote::pasteLink()
{
    (void)openLink(QGuiApplication::clipboard()->text());
}

/// file:///…/log_x/turn_1/attempt_1?q=trace_id='…', as our own tools make it.
bool Remote::openLocalLink(const QUrl& url)
{
    QUrl file = url;
    file.setQuery(QString());
    m_workspace.open({file.toLocalFile()});
    return true;
}

/// mgx://run/TRACE/SPAN#figure, as reports have it (analysis/report.h): of a run that is open.
bool Remote::openReportLink(const QUrl& url)
{
    const QStringList parts = url.path().split(QLatin1Char('/'), Qt::SkipEmptyParts);
    const std::optional<TraceId> trace = parts.isEmpty() ? std::nullopt : parseTraceId(parts[0].toStdString());
    const std::optional<std::uint64_t> span = parts.size() < 2 ? std::nullopt : parseSpanId(parts[1].toStdString());
    const auto& snapshot = m_workspace.snapshot();
    for (RowId row = 0; snapshot && trace && row < snapshot->rowCount(); ++row) {
        if (snapshot->trace(row) != *trace || (span && snapshot->spanId(row) != *span))
            continue;
        m_workspace.selection().select(row, Selection::Origin::Search);
        return true;
    }
    Q_EMIT told(tr("The report is about a run that is not open."));
    return false;
}

bool Remote::openLink(const QString& text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (url.isLocalFile())
        return openLocalLink(url);
    if (url.scheme() == QLatin1String("mgx"))
        return openReportLink(url);
    const Result<ParsedLink> link = parseLink(text.toStdString());
    if (!link) {
        Q_EMIT told(toQString(link.error().sentence()));
        return false;
    }
    if (!link->traceId.empty() && traceOf(m_workspace) == link->traceId && (link->spanId.empty() || selectSpan(link->spanId)))
        return true; // it is open
    QString connection = m_connections.idOf(link->place);
    if (connection.isEmpty() && m_connections.count() == 1 && link->place.project.empty())
        connection = m_connections.idAt(0);
    if (connection.isEmpty()) {
        Q_EMIT told(tr("The project %1/%2 is not connected: add it in the settings, and test it.").arg(toQString(link->place.organization), toQString(link->place.project)));
        return false;
    }
    if (link->traceId.empty()) {
        m_desk.setEngine(connection);
        if (link->hasRange)
            m_desk.setRange(link->range);
        Q_EMIT queryWanted(tr("From a link"), QStringLiteral("SELECT *\nFROM records\nWHERE ") + toQString(link->condition) + QStringLiteral("\nORDER BY start_timestamp DESC\nLIMIT 100"));
        return true;
    }
    m_wantedSpan = link->spanId;
    m_runs.openTrace(connection, toQString(link->traceId));
    return true;
}

bool Remote::selectSpan(const std::string& spanId)
{
    const auto& snapshot = m_workspace.snapshot();
    const std::uint64_t wanted = QString::fromStdString(spanId).toULongLong(nullptr, 16);
    for (RowId row = 0; snapshot && row < snapshot->rowCount(); ++row) {
        if (snapshot->spanId(row) == wanted) {
            m_workspace.selection().select(row, Selection::Origin::Search);
            return true;
        }
    }
    return false;
}

void Remote::selectWhenOpen()
{
    if (!m_wantedSpan.empty() && selectSpan(m_wantedSpan))
        m_wantedSpan.clear();
}

QString Remote::exceptionsSql(const QString& file) const
{
    QString quoted = file;
    quoted.replace(QLatin1Char('\''), QLatin1String("''"));
    return QStringLiteral("SELECT created_at, message, exception_type, exception_message, exception_stacktrace, trace_id, span_id\nFROM records\n"
                          "WHERE is_exception = true AND strpos(exception_stacktrace, '%1') > 0\nORDER BY created_at DESC\nLIMIT 10").arg(quoted);
}

QString Remote::schemaText() const
{
    std::vector<RemoteTable> tables;
    for (const char* name : {"records", "metrics"}) {
        RemoteTable table{name, {}};
        for (const SqlColumn& column : findSqlTable(name)->columns)
            table.columns.push_back({std::string(column.name), std::string(column.type), true, std::string(column.sentence)});
        std::sort(table.columns.begin(), table.columns.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
        tables.push_back(std::move(table));
    }
    return toQString(mgx::schemaText(tables));
}

} // namespace mgx
