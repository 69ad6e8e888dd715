// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/record_finder.h"

#include "workspace/format.h"

#include <QCoreApplication>
#include <QPointer>

namespace mgx {

namespace {

constexpr int kTypingPauseMs = 150;
constexpr std::size_t kMostRows = 20'000'000;
constexpr char kConditionHead[] = "SELECT trace_id, span_id, kind FROM records_all WHERE (";

/// The line break keeps a comment at the end of the condition from taking the bracket with it.
std::string conditionStatement(const QString& condition)
{
    return kConditionHead + condition.toStdString() + "\n)";
}

QString sentenceOf(const QueryFailure& failure, std::size_t before)
{
    QString sentence = toQString(failure.message);
    if (failure.line > 0 && failure.offset >= before)
        sentence = RecordFinder::tr("at character %1: %2").arg(failure.offset - before + 1).arg(sentence);
    return failure.hint.empty() ? sentence : sentence + QStringLiteral(" (") + toQString(failure.hint) + QLatin1Char(')');
}

} // namespace

RecordFinder::RecordFinder(Workspace& workspace, std::function<QueryEngine*()> engine, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_engine(std::move(engine))
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &RecordFinder::find);
    connect(&workspace.search(), &Search::recordsWanted, this, [this] {
        stop();
        // After the event loop has turned: then everybody has heard of the new snapshot, the engine too.
        m_soon.start(m_workspace.search().rowsTitle().isEmpty() ? kTypingPauseMs : 0);
    });
}

void RecordFinder::stop()
{
    ++m_turn;
    m_soon.stop();
    if (m_running)
        m_running->stop(m_cancel);
    m_running = nullptr;
}

void RecordFinder::showRows(const QString& title, QueryRequest request)
{
    m_rows = std::move(request);
    m_rows.rowLimit = kMostRows;
    m_workspace.search().showRows(title);
}

void RecordFinder::find()
{
    Search& search = m_workspace.search();
    const bool isRows = !search.rowsTitle().isEmpty();
    const auto snapshot = m_workspace.snapshot();
    if (!snapshot || (!isRows && (!search.isCondition() || search.text().trimmed().isEmpty())))
        return;
    QueryEngine* engine = m_engine();
    if (!engine) {
        search.fail(tr("There is no engine for SQL."));
        return;
    }
    QueryRequest request = m_rows;
    if (!isRows) {
        request = {};
        request.sql = conditionStatement(search.text());
        request.rowLimit = kMostRows;
    }
    const std::size_t before = isRows ? 0 : sizeof(kConditionHead) - 1;
    m_cancel = CancelToken();
    m_running = engine;
    const quint64 turn = ++m_turn;
    engine->start(std::move(request), m_cancel, [self = QPointer(this), turn, snapshot, before, cancel = m_cancel](QueryAnswer answer) {
        NamedRecords found = answer ? namedRecords(*snapshot, **answer, cancel) : NamedRecords();
        QMetaObject::invokeMethod(
            qApp,
            [self, turn, before, answer = std::move(answer), found = std::move(found)]() mutable {
                if (self && turn == self->m_turn)
                    self->take(answer, std::move(found), before);
            },
            Qt::QueuedConnection);
    });
}

void RecordFinder::take(const QueryAnswer& answer, NamedRecords found, std::size_t before)
{
    m_running = nullptr;
    if (answer)
        m_workspace.search().take(std::move(found));
    else
        m_workspace.search().fail(sentenceOf(answer.error(), before));
}

} // namespace mgx
