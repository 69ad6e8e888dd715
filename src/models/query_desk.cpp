// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/query_desk.h"

#include "analysis/derive_rows.h"
#include "models/remote_desk.h"
#include "engine/parquet.h"
#include "logfire/query_body.h"
#include "logfire/result_paging.h"
#include "query/result_writer.h"
#include "query/sql_catalog.h"
#include "query/sql_comments.h"
#include "query/sql_formatter.h"
#include "query/sql_script.h"
#include "query/sql_words.h"
#include "workspace/data_catalog.h"
#include "workspace/format.h"

#include <algorithm>
#include <cmath>
#include <QCoreApplication>
#include <QPointer>
#include <QQmlEngine>
#include <QSaveFile>

namespace mgx {

namespace {

constexpr int kTickMs = 100;
constexpr std::size_t kMostCompletions = 100;
constexpr std::size_t kExportPiece = 1 << 20; ///< bytes written at once

QueryDesk* theDesk = nullptr; ///< QML asks for its singletons through a static function

QString hex(std::uint64_t number)
{
    return QStringLiteral("%1").arg(number, 16, 16, QLatin1Char('0'));
}

/// A column as SQL wants it named: those of the tables are plain words, others may be anything.
QString quotedName(QString name)
{
    const std::string plain = name.toStdString();
    for (const SqlTable& table : sqlTables()) {
        for (const SqlColumn& column : table.columns) {
            if (column.name == plain)
                return name;
        }
    }
    return QLatin1Char('"') + name.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

/// The keys of a JSON column with how many records have them.
QVariantList keysOf(const DataCatalog& data, std::string_view column)
{
    QVariantList keys;
    for (const DataKey& key : data.keys) {
        if (key.column != column || !key.parent.empty())
            continue;
        QStringList examples;
        for (const std::string& example : key.examples)
            examples.append(toQString(example));
        keys.append(QVariantMap{{QStringLiteral("name"), toQString(key.name)},
                                {QStringLiteral("type"), toQString(key.type)},
                                {QStringLiteral("count"), formatCount(static_cast<qint64>(key.count))},
                                {QStringLiteral("examples"), examples.join(QStringLiteral(", "))}});
    }
    return keys;
}

/// How many rows a table has; empty where that is not known.
QString rowsOf(const DataCatalog& data, std::string_view table)
{
    const auto found = std::find_if(data.tables.begin(), data.tables.end(), [&](const DataTable& known) { return known.name == table; });
    return found == data.tables.end() ? QString() : formatCount(static_cast<qint64>(found->rows));
}

/// Without the semicolon, so that it can stand in brackets.
QString bareStatement(const QString& statement)
{
    QString bare = statement.trimmed();
    while (bare.endsWith(QLatin1Char(';')))
        bare = bare.chopped(1).trimmed();
    return bare;
}

/// A value as the kind of thing it looks like, where a person has typed it.
QueryValue typed(const QString& text)
{
    bool isNumber = false;
    if (const qlonglong whole = text.toLongLong(&isNumber); isNumber)
        return std::int64_t(whole);
    if (const double number = text.toDouble(&isNumber); isNumber && std::isfinite(number))
        return number;
    if (text == QLatin1String("true") || text == QLatin1String("false"))
        return text == QLatin1String("true");
    return text.toStdString();
}

QueryValue fromVariant(const QVariant& value)
{
    return value.userType() == QMetaType::Double ? QueryValue(value.toDouble()) : QueryValue(value.toString().toStdString());
}

/// The statement with its placeholders replaced by texts.
std::string withPlaceholders(std::string_view sql, const QVariantMap& values)
{
    struct Text
    {
        SqlVariable::Place place;
        std::string value;
    };
    std::vector<Text> texts;
    for (const SqlVariable& variable : sqlVariables(sql)) {
        const QVariant value = values.value(QString::fromStdString(variable.name));
        if (variable.kind != SqlVariable::Kind::Placeholder || !value.isValid())
            continue;
        for (const SqlVariable::Place& place : variable.places)
            texts.push_back({place, escapedSqlText(value.toString().toStdString())});
    }
    std::sort(texts.begin(), texts.end(), [](const Text& a, const Text& b) { return a.place.begin < b.place.begin; });
    std::string out;
    std::size_t done = 0;
    for (const Text& text : texts) {
        out += sql.substr(done, text.place.begin - done);
        out += text.place.isInString ? text.value : "'" + text.value + "'";
        done = text.place.end;
    }
    out += sql.substr(done);
    return out;
}

} // namespace

QueryDesk::QueryDesk(Workspace& workspace, QueryLibrary& library, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_sources(workspace), m_result(workspace), m_tabs(workspace.settings()),
      m_saved(library), m_history(workspace.settings()),
      m_finder(workspace, [this]() -> QueryEngine* { return makeEngine() ? m_engine.get() : nullptr; })
{
    theDesk = this;
    m_ticker.setInterval(kTickMs);
    connect(&m_ticker, &QTimer::timeout, this, &QueryDesk::stateChanged);
    connect(&m_sources, &QuerySources::changed, this, [this] {
        if (m_engine)
            m_engine->load(m_sources.snapshots());
        if (m_catalog || m_catalogJob.isRunning())
            readCatalog();
        Q_EMIT sourcesChanged();
    });
}

QueryDesk::~QueryDesk()
{
    m_finder.stop();
    m_engine.reset(); // its thread calls back until it has ended
    if (theDesk == this)
        theDesk = nullptr;
}

QueryDesk* QueryDesk::create(QQmlEngine*, QJSEngine*)
{
    Q_ASSERT(theDesk);
    for (QObject* part : std::initializer_list<QObject*>{theDesk, theDesk->result(), theDesk->value(), theDesk->tabs(), theDesk->saved(), theDesk->history()})
        QJSEngine::setObjectOwnership(part, QJSEngine::CppOwnership);
    return theDesk;
}

void QueryDesk::setCoversAll(bool coversAll)
{
    m_sources.setCoversAll(coversAll);
    Q_EMIT sourcesChanged();
}

QString QueryDesk::sourcesText() const
{
    if (m_sources.isReading())
        return tr("Reading all runs…");
    qint64 records = 0;
    int sources = 0;
    for (const auto& snapshot : m_sources.snapshots()) {
        if (!snapshot)
            continue;
        records += snapshot->rowCount();
        ++sources;
    }
    if (sources == 0)
        return tr("nothing is open");
    return m_sources.coversAll() ? tr("%1 runs, %2 records").arg(sources).arg(formatCount(records)) : tr("this run, %1 records").arg(formatCount(records));
}

QString QueryDesk::stateText() const
{
    if (m_runsRemotely)
        return remoteStateText();
    if (m_isRunning)
        return tr("Running, %1").arg(formatDuration(m_clock.nsecsElapsed()));
    const auto& table = m_result.table();
    if (!table)
        return {};
    const auto rows = static_cast<qint64>(table->rowCount());
    const QString time = formatDuration(static_cast<TimeNs>(table->elapsedMs() * 1e6));
    if (table->isTruncated())
        return tr("the first %1 rows of more, %2").arg(formatCount(rows), time);
    return rows == 1 ? tr("1 row, %1").arg(time) : tr("%1 rows, %2").arg(formatCount(rows), time);
}

QVariant QueryDesk::statementAt(const QString& script, int cursor) const
{
    const std::string text = script.toStdString();
    const auto statement = mgx::statementAt(text, static_cast<std::size_t>(script.left(cursor).toUtf8().size()));
    if (!statement)
        return QVariantMap{{QStringLiteral("text"), QString()}, {QStringLiteral("from"), 0}};
    return QVariantMap{{QStringLiteral("text"), toQString(statement->in(text))},
            {QStringLiteral("from"), static_cast<int>(toQString(std::string_view(text).substr(0, statement->begin)).size())}};
}

QVariant QueryDesk::commentToggled(const QString& text, int from, int to) const
{
    const std::string bytes = text.toStdString();
    const auto offset = [&](int at) { return static_cast<std::size_t>(text.left(at).toUtf8().size()); };
    const TextEdit edit = toggledComments(bytes, offset(from), offset(to));
    const std::string changed = bytes.substr(0, edit.begin) + edit.text + bytes.substr(edit.end);
    const auto characters = [&](std::size_t at) { return static_cast<int>(toQString(std::string_view(changed).substr(0, at)).size()); };
    return QVariantMap{{QStringLiteral("text"), QString::fromStdString(changed)},
            {QStringLiteral("from"), characters(edit.selectionBegin)},
            {QStringLiteral("to"), characters(edit.selectionEnd)}};
}

int QueryDesk::longestLine(const QString& text) const
{
    qsizetype longest = 0;
    for (const QStringView line : QStringView(text).split(QLatin1Char('\n')))
        longest = std::max(longest, line.size());
    return static_cast<int>(longest);
}

QString QueryDesk::formatted(const QString& script) const
{
    return QString::fromStdString(formattedSql(script.toStdString()));
}

/// Reads what the data has, in the background; until then only the schema is offered.
void QueryDesk::readCatalog()
{
    m_catalogJob.start(
        [snapshots = m_sources.snapshots()](const JobSlot::Run& run) {
            std::vector<std::shared_ptr<const TraceSnapshot>> there;
            std::copy_if(snapshots.begin(), snapshots.end(), std::back_inserter(there), [](const auto& s) { return s != nullptr; });
            return readDataCatalog(there, run.cancel);
        },
        [this](std::shared_ptr<const DataCatalog> catalog) {
            if (!catalog)
                return;
            m_catalog = std::move(catalog);
            ++m_dataRevision;
            Q_EMIT dataChanged();
        });
}

void QueryDesk::readData()
{
    if (!m_catalog && !m_catalogJob.isRunning())
        readCatalog();
}

QVariant QueryDesk::completions(const QString& text, int cursor)
{
    const std::string bytes = text.toStdString();
    CompletionRequest request;
    request.cursor = static_cast<std::size_t>(text.left(cursor).toUtf8().size());
    return completed(request, bytes);
}

QVariant QueryDesk::conditionCompletions(const QString& text, int cursor)
{
    const std::string bytes = text.toStdString();
    CompletionRequest request;
    request.cursor = static_cast<std::size_t>(text.left(cursor).toUtf8().size());
    request.conditionTable = "records_all";
    return completed(request, bytes);
}

QVariant QueryDesk::completed(CompletionRequest request, const std::string& bytes)
{
    readData();
    request.text = bytes;
    request.data = m_catalog.get();
    request.limit = kMostCompletions;
    const Completions found = complete(request);
    const auto characters = [&](std::size_t at) { return static_cast<int>(toQString(std::string_view(bytes).substr(0, at)).size()); };
    QVariantList items;
    for (const CompletionItem& item : found.items)
        items.append(QVariantMap{{QStringLiteral("label"), toQString(item.label)},
                                 {QStringLiteral("detail"), toQString(item.detail)},
                                 {QStringLiteral("note"), toQString(item.note)},
                                 {QStringLiteral("insertText"), toQString(item.insertText)},
                                 {QStringLiteral("caret"), int(toQString(std::string_view(item.insertText).substr(0, item.caret)).size())}});
    return QVariantMap{{QStringLiteral("items"), items},
                       {QStringLiteral("from"), characters(found.replaceFrom)},
                       {QStringLiteral("to"), characters(found.replaceTo)}};
}

void QueryDesk::showOnTimeline(const QString& title)
{
    if (!m_request.sql.empty())
        m_finder.showRows(title, m_request);
}

void QueryDesk::showRecords(const QString& title, const QString& statement)
{
    QueryRequest request;
    request.sql = statement.toStdString();
    m_finder.showRows(title, std::move(request));
}

QString QueryDesk::filteredTo(int row, int column, bool isExcluded) const
{
    const QString name = quotedName(m_result.columnName(column));
    const QString literal = m_result.literal(row, column);
    const bool isNull = literal == QLatin1String("NULL");
    const QString condition = isNull ? name + (isExcluded ? QStringLiteral(" IS NOT NULL") : QStringLiteral(" IS NULL"))
                                     : name + (isExcluded ? QStringLiteral(" <> ") : QStringLiteral(" = ")) + literal;
    return QStringLiteral("SELECT *\nFROM (\n%1\n) AS answer\nWHERE %2").arg(bareStatement(m_statement), condition);
}

QString QueryDesk::groupedBy(int column) const
{
    const QString name = quotedName(m_result.columnName(column));
    return QStringLiteral("SELECT %1, count(*) AS n\nFROM (\n%2\n) AS answer\nGROUP BY %1\nORDER BY n DESC").arg(name, bareStatement(m_statement));
}

void QueryDesk::setValueOf(QPoint cell)
{
    m_valueOf = cell;
    m_value.setText(cell.x() < 0 ? QString() : m_result.wholeValue(cell.y(), cell.x()));
    Q_EMIT valueChanged();
}

QVariantList QueryDesk::statementsOf(const QString& script) const
{
    const std::string text = script.toStdString();
    QVariantList list;
    for (const SqlStatement& statement : sqlStatements(text))
        list.append(toQString(statement.in(text)));
    return list;
}

QVariant QueryDesk::boundValue(const QString& name) const
{
    const auto& snapshot = m_workspace.snapshot();
    if (!snapshot)
        return {};
    const RowId row = m_workspace.selection().row();
    const bool isSelected = row != kNoRow && row < snapshot->rowCount();
    const RowId any = isSelected ? row : 0;
    const QString lower = name.toLower();
    if ((lower == QLatin1String("trace") || lower.contains(QLatin1String("trace_id"))) && snapshot->rowCount() > 0)
        return toQString(toHex(snapshot->trace(any)));
    if (lower == QLatin1String("run"))
        return snapshot->runCount() > 0 ? toQString(snapshot->runFacts(0).name) : QVariant();
    if (lower == QLatin1String("agent"))
        return isSelected && !snapshot->agent(row).empty() ? toQString(snapshot->agent(row)) : QVariant();
    if (lower == QLatin1String("selection") || lower.contains(QLatin1String("span_id")))
        return isSelected ? hex(snapshot->spanId(row)) : QVariant();
    const ViewRange& view = m_workspace.view();
    if (lower == QLatin1String("t0"))
        return toQString(formatIsoUtc(m_workspace.origin() + view.from()));
    if (lower == QLatin1String("t1"))
        return toQString(formatIsoUtc(m_workspace.origin() + view.to()));
    return {};
}

QVariant QueryDesk::parametersOf(const QString& statement) const
{
    QVariantList list;
    const std::string text = statement.toStdString();
    for (const SqlVariable& variable : sqlVariables(text)) {
        const QString name = QString::fromStdString(variable.name);
        const QVariant value = boundValue(name);
        list.append(QVariantMap{{QStringLiteral("name"), name},
                                {QStringLiteral("value"), value.toString()},
                                {QStringLiteral("isBound"), value.isValid()},
                                {QStringLiteral("isPlaceholder"), variable.kind == SqlVariable::Kind::Placeholder}});
    }
    return list;
}

bool QueryDesk::makeEngine()
{
    if (m_engine)
        return true;
    auto engine = LocalEngine::create({.load = {.derive = deriveRows}});
    if (!engine) {
        m_failure = toQString(engine.error().sentence());
        return false;
    }
    m_engine = std::move(*engine);
    m_engine->load(m_sources.snapshots());
    return true;
}

void QueryDesk::run(const QString& statement, int from, const QVariantMap& values)
{
    m_skip = 0;
    m_values = values;
    begin(statement, from, values);
}

void QueryDesk::begin(const QString& statement, int from, const QVariantMap& values)
{
    cancel();
    m_failure.clear();
    m_hint.clear();
    m_failureAt = -1;
    m_statement = statement;
    m_from = from;
    if (statement.trimmed().isEmpty()) {
        m_failure = tr("There is no statement to run.");
        Q_EMIT stateChanged();
        return;
    }
    m_runsRemotely = isRemote();
    if (!m_runsRemotely && !makeEngine()) {
        Q_EMIT stateChanged();
        return;
    }
    QVariantMap all = values;
    QueryRequest request;
    const QVariantList parameters = parametersOf(statement).toList();
    for (const QVariant& entry : parameters) {
        const QVariantMap parameter = entry.toMap();
        const QString name = parameter.value(QStringLiteral("name")).toString();
        if (!all.contains(name) && parameter.value(QStringLiteral("isBound")).toBool())
            all.insert(name, boundValue(name));
        if (all.contains(name) && !parameter.value(QStringLiteral("isPlaceholder")).toBool())
            request.parameters[name.toStdString()] = values.contains(name) ? typed(values.value(name).toString()) : fromVariant(all.value(name));
    }
    request.sql = withPlaceholders(statement.toStdString(), all);
    m_request = request;
    m_cancel = CancelToken();
    m_isRunning = true;
    m_clock.start();
    m_ticker.start();
    const quint64 turn = ++m_turn;
    if (m_skip > 0)
        request.sql = pageSql(request.sql, m_skip, kMostRemoteRows).value_or(request.sql);
    startOn(std::move(request), [self = QPointer(this), turn](QueryAnswer answer) {
        auto shape = answer ? shapeOf(**answer) : std::vector<ColumnShape>();
        QMetaObject::invokeMethod(
            qApp,
            [self, turn, answer = std::move(answer), shape = std::move(shape)]() mutable {
                if (self && turn == self->m_turn)
                    self->take(answer, std::move(shape));
            },
            Qt::QueuedConnection);
    });
    Q_EMIT stateChanged();
}

void QueryDesk::take(const QueryAnswer& answer, std::vector<ColumnShape> shape)
{
    m_isRunning = false;
    m_ticker.stop();
    QueryHistory::Entry entry{m_statement, QDateTime::currentDateTime(), {}, !answer};
    if (answer) {
        m_result.setTable(*answer, std::move(shape));
        entry.outcome = stateText();
    } else {
        const QueryFailure& failure = answer.error();
        m_failure = toQString(failure.message);
        m_hint = toQString(failure.hint);
        if (failure.line > 0)
            m_failureAt = m_from + static_cast<int>(QString::fromUtf8(m_statement.toUtf8().left(static_cast<qsizetype>(failure.offset))).size());
        entry.outcome = m_failure;
    }
    m_history.add(std::move(entry));
    Q_EMIT stateChanged();
}

QueryEngine* QueryDesk::localEngine()
{
    return makeEngine() ? m_engine.get() : nullptr;
}

/// The window is free at once; the engine ends in its own time.
void QueryDesk::cancel()
{
    if (!m_isRunning)
        return;
    ++m_turn;
    if (m_runsRemotely && m_remote)
        m_remote->stop(m_cancel);
    else
        m_engine->stop(m_cancel);
    m_isRunning = false;
    m_ticker.stop();
    m_failure = tr("Stopped.");
    Q_EMIT stateChanged();
}

void QueryDesk::exportTo(const QUrl& file, const QString& format)
{
    const auto table = m_result.table();
    if (!table || !file.isLocalFile())
        return;
    if (format == QLatin1String("parquet")) {
        m_exportJob.start(
            [table, path = file.toLocalFile()](const JobSlot::Run&) {
                const Result<void> written = writeResultParquet(*table, path.toStdString());
                return written ? tr("Written to %1.").arg(path) : toQString(written.error().sentence());
            },
            [this](const QString& sentence) { Q_EMIT exported(sentence); });
        return;
    }
    const ResultFormat kind = format == QLatin1String("csv") ? ResultFormat::Csv
        : format == QLatin1String("json")                    ? ResultFormat::Json
                                                             : ResultFormat::Ndjson;
    m_exportJob.start(
        [table, kind, path = file.toLocalFile(), order = m_result.order()](const JobSlot::Run& run) {
            QSaveFile out(path);
            if (!out.open(QIODevice::WriteOnly))
                return tr("%1 cannot be written: %2").arg(path, out.errorString());
            std::string text;
            ResultWriter writer(*table, kind, text);
            writer.begin();
            for (const std::uint32_t row : orderedRows(*table, order, run.cancel)) {
                writer.row(row);
                if (text.size() >= kExportPiece) {
                    out.write(text.data(), static_cast<qint64>(text.size()));
                    text.clear();
                }
            }
            writer.end();
            out.write(text.data(), static_cast<qint64>(text.size()));
            return out.commit() ? tr("Written to %1.").arg(path) : tr("%1 cannot be written: %2").arg(path, out.errorString());
        },
        [this](const QString& sentence) { Q_EMIT exported(sentence); });
}

QVariant QueryDesk::tables() const
{
    QVariantList list;
    for (const SqlTable& table : sqlTables()) {
        QVariantList columns;
        for (const SqlColumn& column : table.columns)
            columns.append(QVariantMap{{QStringLiteral("name"), toQString(column.name)},
                                       {QStringLiteral("type"), toQString(column.type)},
                                       {QStringLiteral("sentence"), toQString(column.sentence)},
                                       {QStringLiteral("keys"), m_catalog ? keysOf(*m_catalog, column.name) : QVariantList()}});
        list.append(QVariantMap{{QStringLiteral("name"), toQString(table.name)},
                                {QStringLiteral("sentence"), toQString(table.sentence)},
                                {QStringLiteral("rows"), m_catalog ? rowsOf(*m_catalog, table.name) : QString()},
                                {QStringLiteral("columns"), columns}});
    }
    return list;
}

QVariant QueryDesk::functions(const QString& search) const
{
    QVariantList list;
    for (const SqlFunction& function : sqlFunctions()) {
        const QString signature = toQString(function.signature);
        const QString sentence = toQString(function.sentence);
        if (search.isEmpty() || signature.contains(search, Qt::CaseInsensitive) || sentence.contains(search, Qt::CaseInsensitive))
            list.append(QVariantMap{{QStringLiteral("signature"), signature},
                                    {QStringLiteral("group"), toQString(function.group)},
                                    {QStringLiteral("sentence"), sentence},
                                    {QStringLiteral("example"), toQString(function.example)}});
    }
    return list;
}

} // namespace mgx
