// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/local_engine.h"
#include "models/query_history.h"
#include "models/query_sources.h"
#include "models/query_tabs.h"
#include "models/record_finder.h"
#include "models/result_model.h"
#include "models/saved_query_model.h"
#include "models/text_lines_model.h"
#include "query/completion.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPoint>
#include <QtQml/qqmlregistration.h>
#include <QTimer>
#include <QUrl>
#include <QVariantMap>

class QJSEngine;
class QQmlEngine;

namespace mgx {

class RemoteDesk;

/// What the SQL page does: runs statements on the local engine, on its own thread, and keeps the answer of the last. The engine is
/// made and filled when the first statement runs. One per process, made by the composition root.
class QueryDesk : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Queries)
    QML_SINGLETON
    Q_PROPERTY(mgx::ResultModel* result READ result CONSTANT)
    Q_PROPERTY(mgx::QueryTabs* tabs READ tabs CONSTANT)
    Q_PROPERTY(mgx::SavedQueryModel* saved READ saved CONSTANT)
    Q_PROPERTY(mgx::QueryHistory* history READ history CONSTANT)
    /// The cell that is shown whole, as column and row; (-1, -1) = none.
    Q_PROPERTY(QPoint valueOf READ valueOf WRITE setValueOf NOTIFY valueChanged)
    Q_PROPERTY(mgx::TextLinesModel* value READ value CONSTANT)
    Q_PROPERTY(bool isRunning READ isRunning NOTIFY stateChanged)
    /// "Running, 1.2 s", "1,204 rows in 12 ms", "1,000,000 rows, there are more".
    Q_PROPERTY(QString stateText READ stateText NOTIFY stateChanged)
    /// A remote answer comes in pages: whether there is one after the shown one, or before it.
    Q_PROPERTY(bool hasNextPage READ hasNextPage NOTIFY stateChanged)
    Q_PROPERTY(bool hasPageBefore READ hasPageBefore NOTIFY stateChanged)
    Q_PROPERTY(bool hasResult READ hasResult NOTIFY stateChanged)
    Q_PROPERTY(bool hasFailed READ hasFailed NOTIFY stateChanged)
    Q_PROPERTY(QString failure READ failure NOTIFY stateChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY stateChanged)
    /// Place of the mistake in the text of the tab, in characters from its start; -1 = not known.
    Q_PROPERTY(int failureAt READ failureAt NOTIFY stateChanged)
    /// Grows whenever more is known about the data.
    Q_PROPERTY(int dataRevision READ dataRevision NOTIFY dataChanged)
    Q_PROPERTY(bool coversAll READ coversAll WRITE setCoversAll NOTIFY sourcesChanged)
    /// "this run: 51 records"
    Q_PROPERTY(QString sourcesText READ sourcesText NOTIFY sourcesChanged)

public:
    QueryDesk(Workspace& workspace, QueryLibrary& library, QObject* parent = nullptr);
    ~QueryDesk() override;
    static QueryDesk* create(QQmlEngine* engine, QJSEngine* scripts);

    [[nodiscard]] ResultModel* result() { return &m_result; }
    [[nodiscard]] QueryTabs* tabs() { return &m_tabs; }
    [[nodiscard]] SavedQueryModel* saved() { return &m_saved; }
    [[nodiscard]] QueryHistory* history() { return &m_history; }
    [[nodiscard]] TextLinesModel* value() { return &m_value; }
    [[nodiscard]] QPoint valueOf() const { return m_valueOf; }
    void setValueOf(QPoint cell);
    /// Statements go to the engine that is chosen there; without it to the local one.
    void setRemote(RemoteDesk* remote);
    /// Made now if it was not there; null if that fails.
    [[nodiscard]] QueryEngine* localEngine();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] bool hasNextPage() const { return canTurnPage(1); }
    [[nodiscard]] bool hasPageBefore() const { return canTurnPage(-1); }
    [[nodiscard]] bool hasResult() const { return m_result.table() != nullptr; }
    [[nodiscard]] bool hasFailed() const { return !m_failure.isEmpty(); }
    [[nodiscard]] QString failure() const { return m_failure; }
    [[nodiscard]] QString hint() const { return m_hint; }
    [[nodiscard]] int failureAt() const { return m_failureAt; }
    [[nodiscard]] int dataRevision() const { return m_dataRevision; }
    [[nodiscard]] bool coversAll() const { return m_sources.coversAll(); }
    void setCoversAll(bool coversAll);
    [[nodiscard]] QString sourcesText() const;

    /// The statement of a script that the cursor is in: {text, from}.
    Q_INVOKABLE QVariant statementAt(const QString& script, int cursor) const;
    /// {text, from, to}: the text with comment marks put in front of the selected lines or taken away, and the selection then.
    Q_INVOKABLE QVariant commentToggled(const QString& text, int from, int to) const;
    /// Characters of the longest line.
    Q_INVOKABLE int longestLine(const QString& text) const;
    /// The script laid out.
    Q_INVOKABLE QString formatted(const QString& script) const;
    /// {items: [{label, detail, note, insertText, caret}], from, to}: what could stand at the cursor.
    Q_INVOKABLE QVariant completions(const QString& text, int cursor);
    /// The texts of all statements of a script.
    Q_INVOKABLE QVariantList statementsOf(const QString& script) const;
    /// {name, value, isBound, isPlaceholder} for every $parameter and [PLACEHOLDER] of a statement, with the values that the window knows.
    Q_INVOKABLE QVariant parametersOf(const QString& statement) const;
    /// Runs a statement that begins at `from` of the tab's text. `values` by name: what was asked for.
    Q_INVOKABLE void run(const QString& statement, int from = 0, const QVariantMap& values = {});
    Q_INVOKABLE void cancel();
    /// Asks for the next rows of the last answer (1), or for those before (-1).
    Q_INVOKABLE void turnPage(int step);
    /// The same for the condition of a WHERE over records_all.
    Q_INVOKABLE QVariant conditionCompletions(const QString& text, int cursor);
    /// Shows what the rows of the last answer name in the other views, and keeps showing it while data arrives.
    Q_INVOKABLE void showOnTimeline(const QString& title);
    /// Shows what the rows of a statement name, as showOnTimeline() does.
    Q_INVOKABLE void showRecords(const QString& title, const QString& statement);
    /// A statement over the last one: the rows with (or without) this value, or the rows by the values of a column.
    Q_INVOKABLE QString filteredTo(int row, int column, bool isExcluded) const;
    Q_INVOKABLE QString groupedBy(int column) const;
    /// Writes the shown rows into a file: "csv", "json", "ndjson" or "parquet" (all rows, as the engine gave them).
    Q_INVOKABLE void exportTo(const QUrl& file, const QString& format);
    /// Reads what the data holds, unless that is known already.
    Q_INVOKABLE void readData();
    /// {name, sentence, rows, columns: [{name, type, sentence, keys: [{name, type, count, examples}]}]}, for the side bar; rows is empty
    /// until the data has been read.
    Q_INVOKABLE QVariant tables() const;
    Q_INVOKABLE QVariant functions(const QString& search) const;

Q_SIGNALS:
    void stateChanged();
    void valueChanged();
    void sourcesChanged();
    void dataChanged();
    /// A file has been written, or why not.
    void exported(const QString& sentence);

private:
    [[nodiscard]] bool makeEngine();
    void begin(const QString& statement, int from, const QVariantMap& values);
    [[nodiscard]] bool canTurnPage(int step) const;
    [[nodiscard]] bool isRemote() const;
    [[nodiscard]] QString remoteStateText() const;
    void startOn(QueryRequest request, std::function<void(QueryAnswer)> done);
    [[nodiscard]] QVariant completed(CompletionRequest request, const std::string& bytes);
    void readCatalog();
    void take(const QueryAnswer& answer, std::vector<ColumnShape> shape);
    [[nodiscard]] QVariant boundValue(const QString& name) const;

    Workspace& m_workspace;
    QuerySources m_sources;
    ResultModel m_result;
    TextLinesModel m_value;
    QPoint m_valueOf{-1, -1};
    QueryTabs m_tabs;
    SavedQueryModel m_saved;
    QueryHistory m_history;
    std::shared_ptr<const DataCatalog> m_catalog; ///< null until something was completed
    JobSlot m_catalogJob;
    int m_dataRevision = 0;
    std::unique_ptr<LocalEngine> m_engine; ///< null until the first statement
    RecordFinder m_finder;
    QueryRequest m_request; ///< of the last statement
    RemoteDesk* m_remote = nullptr; ///< of the Remote, which outlives what runs
    bool m_runsRemotely = false;    ///< the statement that runs, or the last one
    CancelToken m_cancel;
    quint64 m_turn = 0; ///< answers of earlier turns are dropped
    QString m_statement;
    QVariantMap m_values;
    std::size_t m_skip = 0; ///< rows of a remote answer in front of those that are shown
    int m_from = 0;
    bool m_isRunning = false;
    QElapsedTimer m_clock;
    QTimer m_ticker; ///< while a statement runs, so that the time is seen to pass
    QString m_failure;
    QString m_hint;
    int m_failureAt = -1;
    JobSlot m_exportJob;
};

} // namespace mgx
