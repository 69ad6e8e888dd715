// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_desk.h"

#include "analysis/derive_rows.h"
#include "analysis/run_sql.h"
#include "charts/chart_texts.h"
#include "query/result_writer.h"
#include "workspace/format.h"

#include <algorithm>
#include <QCoreApplication>
#include <QPointer>
#include <QQmlEngine>
#include <QSaveFile>
#include <unordered_set>

namespace mgx {

namespace {

constexpr int kPauseMs = 60; ///< several changes at once are one
constexpr std::size_t kMostChartRows = 200'000;

ChartDesk* theDesk = nullptr; ///< QML asks for its singletons through a static function

QString sentenceOf(const QueryFailure& failure)
{
    const QString message = toQString(failure.message);
    return failure.hint.empty() ? message : message + QStringLiteral(" (") + toQString(failure.hint) + QLatin1Char(')');
}

/// Rows of these spans, by place; spans before what else has their id.
std::vector<RowId> rowsOf(const TraceSnapshot& snapshot, const std::vector<std::uint64_t>& spans, const CancelToken& cancel)
{
    const std::unordered_set<std::uint64_t> wanted(spans.begin(), spans.end());
    std::vector<RowId> rows;
    for (RowId row = 0; row < snapshot.rowCount(); ++row) {
        if ((row & 0xFFFF) == 0 && cancel.isCancelled())
            return {};
        if (wanted.count(snapshot.spanId(row)) != 0)
            rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [&](RowId a, RowId b) { return snapshot.kind(a) == RecordKind::Span && snapshot.kind(b) != RecordKind::Span; });
    return rows;
}

} // namespace

ChartDesk::ChartDesk(Workspace& workspace, QueryLibrary& library, std::function<QueryEngine*()> records, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_library(library), m_records(std::move(records)), m_sources(workspace)
{
    theDesk = this;
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ChartDesk::refresh);
    connect(&m_sources, &ChartSources::changed, this, &ChartDesk::refreshSoon);
    connect(&library, &QueryLibrary::changed, this, [this] {
        refreshCustom();
        refreshSoon();
    });
    const auto follow = [this] {
        if (m_isLinked)
            refreshSoon();
    };
    connect(&workspace.view(), &ViewRange::changed, this, follow);
    connect(&workspace.range(), &TimeSelection::changed, this, follow);
    connect(&workspace.selection(), &Selection::changed, this, [this] {
        if (m_sources.current() != m_current)
            refreshSoon();
    });
    refreshCustom();
}

ChartDesk::~ChartDesk()
{
    stopAsking();
    m_engine.reset(); // its thread calls back until it has ended
    if (theDesk == this)
        theDesk = nullptr;
}

ChartDesk* ChartDesk::create(QQmlEngine*, QJSEngine*)
{
    Q_ASSERT(theDesk);
    for (QObject* part : std::initializer_list<QObject*>{theDesk, theDesk->list()})
        QJSEngine::setObjectOwnership(part, QJSEngine::CppOwnership);
    for (const auto& chart : theDesk->m_list.charts())
        QJSEngine::setObjectOwnership(chart.get(), QJSEngine::CppOwnership);
    return theDesk;
}

QVariantList ChartDesk::tiles() const
{
    QVariantList list;
    for (const ChartTile& tile : m_tiles)
        list.append(QVariantMap{{QStringLiteral("label"), tile.label}, {QStringLiteral("value"), tile.value},
                                {QStringLiteral("detail"), tile.detail}, {QStringLiteral("versus"), tile.versus}});
    return list;
}

void ChartDesk::setShown(bool isShown)
{
    if (isShown == m_isShown)
        return;
    m_isShown = isShown;
    m_sources.setWanted(isShown);
    if (isShown && m_isStale)
        refreshSoon();
    Q_EMIT scopeChanged();
}

void ChartDesk::setLinked(bool isLinked)
{
    if (isLinked == m_isLinked)
        return;
    m_isLinked = isLinked;
    refreshSoon();
    Q_EMIT scopeChanged();
}

void ChartDesk::setCoversAll(bool coversAll)
{
    if (coversAll == m_coversAll)
        return;
    m_coversAll = coversAll;
    refreshSoon();
    Q_EMIT scopeChanged();
}

void ChartDesk::refreshCustom()
{
    std::vector<ChartSpec> specs;
    for (const SavedQuery& query : m_library.all()) {
        if (!query.isReadOnly() && isChart(query))
            specs.push_back(chartOf(query));
    }
    m_list.setCustom(std::move(specs));
}

void ChartDesk::refreshSoon()
{
    m_isStale = true;
    if (m_isShown && !m_soon.isActive()) {
        m_soon.start(kPauseMs);
        Q_EMIT busyChanged();
    }
}

ChartScope ChartDesk::scope(bool isOverRuns) const
{
    ChartScope scope;
    if (isOverRuns)
        return scope;
    if (!m_coversAll)
        scope.run = m_sources.currentCondition();
    if (!m_isLinked || m_coversAll)
        return scope;
    const TimeSelection& range = m_workspace.range();
    const ViewRange& view = m_workspace.view();
    scope.from = m_workspace.origin() + (range.isEmpty() ? view.from() : range.stretch().fromNs);
    scope.to = m_workspace.origin() + (range.isEmpty() ? view.to() : range.stretch().toNs);
    return scope;
}

void ChartDesk::stopAsking()
{
    ++m_turn;
    m_asked = 0;
    if (m_engine)
        m_engine->stop(m_cancel);
    if (QueryEngine* records = m_list.count() > static_cast<int>(shippedCharts().size()) && m_isShown ? m_records() : nullptr)
        records->stop(m_cancel);
    m_cancel = CancelToken();
}

void ChartDesk::refresh()
{
    stopAsking();
    m_isStale = false;
    m_runs = m_sources.runs();
    m_current = m_sources.current();
    Q_EMIT scopeChanged();
    if (!m_workspace.snapshot()) {
        m_tiles.clear();
        Q_EMIT tilesChanged();
        Q_EMIT busyChanged();
        return;
    }
    if (!m_engine) {
        Result<std::unique_ptr<LocalEngine>> engine = LocalEngine::create({.load = {.derive = deriveRows, .hasRecords = false}});
        if (!engine)
            return;
        m_engine = std::move(*engine);
    }
    if (SnapshotList snapshots = m_sources.snapshots(); snapshots != m_loaded) {
        m_loaded = std::move(snapshots);
        m_engine->load(m_loaded);
    }
    askTiles();
    for (const auto& chart : m_list.charts()) {
        if (!chart->isOverRuns() || m_runs.size() > 1)
            ask(*chart, scope(chart->isOverRuns()));
    }
    Q_EMIT busyChanged();
}

QueryEngine* ChartDesk::engineFor(const ChartSpec& chart)
{
    return chart.needsRecords ? m_records ? m_records() : nullptr : m_engine.get();
}

void ChartDesk::ask(Chart& chart, const ChartScope& scope)
{
    const std::string statement = statementOf(chart.spec(), scope);
    chart.setStatement(toQString(statement));
    QueryEngine* engine = engineFor(chart.spec());
    if (!engine)
        return chart.fail(tr("There is no engine for SQL."));
    // Only the run that is wanted: a condition may hold for an attempt of it, too.
    std::vector<ChartRun> runs = m_runs;
    if (!m_coversAll && !chart.isOverRuns() && !chart.isCustom())
        std::erase_if(runs, [&](const ChartRun& run) { return run.id != m_current; });
    ++m_asked;
    QueryRequest request;
    request.sql = statement;
    request.rowLimit = kMostChartRows;
    engine->start(std::move(request), m_cancel,
        [self = QPointer(this), chart = QPointer(&chart), turn = m_turn, spec = chart.spec(), runs = std::move(runs)](QueryAnswer answer) {
            auto data = answer ? std::make_shared<const ChartData>(readChart(spec, **answer, runs)) : nullptr;
            QMetaObject::invokeMethod(
                qApp,
                [self, chart, turn, answer = std::move(answer), data = std::move(data)] {
                    if (!self || turn != self->m_turn)
                        return;
                    if (chart && answer)
                        chart->take(*answer, data);
                    else if (chart)
                        chart->fail(sentenceOf(answer.error()));
                    self->answered();
                },
                Qt::QueuedConnection);
        });
}

void ChartDesk::askTiles()
{
    ++m_asked;
    QueryRequest request;
    request.sql = std::string(tilesText());
    m_engine->start(std::move(request), m_cancel, [self = QPointer(this), turn = m_turn, current = m_current](QueryAnswer answer) {
        std::vector<ChartTile> tiles = answer ? readTiles(**answer, current) : std::vector<ChartTile>();
        QMetaObject::invokeMethod(
            qApp,
            [self, turn, tiles = std::move(tiles)] {
                if (!self || turn != self->m_turn)
                    return;
                self->m_tiles = tiles;
                Q_EMIT self->tilesChanged();
                self->answered();
            },
            Qt::QueuedConnection);
    });
}

void ChartDesk::answered()
{
    if (--m_asked == 0)
        Q_EMIT busyChanged();
}

void ChartDesk::choose(const QString& name, int panel, int row, int mark)
{
    const Chart* chart = m_list.named(name);
    const MarkPlace place{panel, row, mark};
    const ChartMark* chosen = chart && chart->data() ? markAt(*chart->data(), place) : nullptr;
    if (!chosen)
        return;
    const ChartPanel& picture = chart->data()->panels[static_cast<std::size_t>(panel)];
    const std::int64_t run = picture.run >= 0 ? picture.run : picture.rows[static_cast<std::size_t>(row)].run;
    const MarkWords words = wordsFor(*chart->data(), place);
    const QString title = words.title + QStringLiteral(" · ") + words.text.section(QLatin1Char('\n'), 0, 0);
    if (const int listed = m_sources.listed(run); listed >= 0) {
        m_workspace.openRun(listed);
        m_chosenText = tr("%1: its run is open now").arg(title);
        Q_EMIT chosenChanged();
        return;
    }
    select(chosen->spans, title);
}

void ChartDesk::select(const std::vector<std::uint64_t>& spans, const QString& words)
{
    const auto snapshot = m_workspace.snapshot();
    if (!snapshot)
        return;
    m_findJob.start([snapshot, spans](const JobSlot::Run& run) { return rowsOf(*snapshot, spans, run.cancel); },
        [this, snapshot, words, lineage = m_workspace.lineage()](const std::vector<RowId>& rows) {
            if (lineage != m_workspace.lineage())
                return;
            m_chosenText = rows.empty() ? tr("%1: no record stands behind it").arg(words) : tr("%1 (%n record(s))", nullptr, static_cast<int>(rows.size())).arg(words);
            if (!rows.empty())
                m_workspace.selection().select(rows.front(), Selection::Origin::Search);
            if (rows.size() > 1)
                Q_EMIT rowsWanted(words, QStringLiteral("SELECT trace_id, span_id, kind FROM records_all WHERE ") + toQString(sqlOfRows(*snapshot, rows)));
            Q_EMIT chosenChanged();
        });
}

void ChartDesk::tellWritten(const QUrl& file, bool isWritten)
{
    Q_EMIT told(isWritten ? tr("Written to %1.").arg(file.toLocalFile()) : tr("%1 cannot be written.").arg(file.toLocalFile()));
}

void ChartDesk::exportText(const QByteArray& text, const QUrl& file)
{
    QSaveFile out(file.toLocalFile());
    tellWritten(file, file.isLocalFile() && out.open(QIODevice::WriteOnly) && out.write(text) == text.size() && out.commit());
}

void ChartDesk::exportRows(const QString& name, const QUrl& file)
{
    const Chart* chart = m_list.named(name);
    if (!chart || !chart->table())
        return;
    m_exportJob.start(
        [table = chart->table()](const JobSlot::Run&) {
            std::string text;
            ResultWriter writer(*table, ResultFormat::Csv, text);
            writer.begin();
            for (std::size_t row = 0; row < table->rowCount(); ++row)
                writer.row(row);
            writer.end();
            return QByteArray::fromStdString(text);
        },
        [this, file](const QByteArray& text) { exportText(text, file); });
}

} // namespace mgx
