// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/remote_desk.h"

#include "logfire/dialect_check.h"
#include "workspace/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QPointer>

namespace mgx {

RemoteDesk::RemoteDesk(ConnectionList& connections, QObject* parent) : QObject(parent), m_connections(connections)
{
    connect(&connections, &ConnectionList::changed, this, [this] {
        if (!m_engine.isEmpty() && m_connections.nameOf(m_engine).isEmpty())
            m_engine.clear(); // it has been removed
        Q_EMIT changed();
    });
}

RemoteDesk::~RemoteDesk() = default;

void RemoteDesk::setEngine(const QString& id)
{
    if (id == m_engine)
        return;
    m_engine = id;
    setNote({});
    Q_EMIT changed();
}

QString RemoteDesk::engineName() const
{
    return isRemote() ? m_connections.nameOf(m_engine) : tr("This computer");
}

QVariantList RemoteDesk::engines() const
{
    const auto entry = [](const QString& id, const QString& label) {
        return QVariantMap{{QStringLiteral("id"), id}, {QStringLiteral("label"), label}};
    };
    QVariantList list{entry({}, tr("This computer"))};
    for (int row = 0; row < m_connections.count(); ++row) {
        const QString id = m_connections.idAt(row);
        list.append(entry(id, tr("Logfire: %1").arg(m_connections.nameOf(id))));
    }
    return list;
}

QVariantList RemoteDesk::ranges() const
{
    const auto entry = [](int seconds, const QString& label) {
        return QVariantMap{{QStringLiteral("seconds"), seconds}, {QStringLiteral("label"), label}};
    };
    return {entry(300, tr("Last 5 minutes")), entry(900, tr("Last 15 minutes")), entry(3600, tr("Last hour")),
            entry(6 * 3600, tr("Last 6 hours")), entry(86400, tr("Last day")), entry(7 * 86400, tr("Last 7 days")),
            entry(14 * 86400, tr("Last 14 days"))};
}

QString RemoteDesk::rangeText() const
{
    if (m_range.isRelative()) {
        const QVariantList list = ranges();
        for (const QVariant& entry : list) {
            const QVariantMap range = entry.toMap();
            if (range.value(QStringLiteral("seconds")).toLongLong() == m_range.lastSeconds)
                return range.value(QStringLiteral("label")).toString();
        }
        return tr("Last %1 s").arg(m_range.lastSeconds);
    }
    const auto shorter = [](const std::string& iso) { return QString::fromStdString(iso).left(16).replace(QLatin1Char('T'), QLatin1Char(' ')); };
    const QString to = m_range.to == kNoTime ? tr("now") : shorter(m_range.toText());
    return tr("%1 to %2 UTC").arg(shorter(m_range.fromText(0)), to);
}

void RemoteDesk::setFresh(bool isFresh)
{
    m_isFresh = isFresh;
    Q_EMIT changed();
}

void RemoteDesk::setLast(int seconds)
{
    TimeRange range;
    range.lastSeconds = seconds;
    setRange(range);
}

void RemoteDesk::setRange(const TimeRange& range)
{
    m_range = range;
    Q_EMIT changed();
}

QString RemoteDesk::setBetween(const QString& from, const QString& to)
{
    const auto begin = parseIsoTime(from.trimmed().toStdString());
    const auto end = parseIsoTime(to.trimmed().toStdString());
    if (!begin || (!to.trimmed().isEmpty() && !end))
        return tr("Write a time as 2026-03-02 12:00 or 2026-03-02T12:00:00+01:00.");
    TimeRange range;
    range.from = begin->ns;
    range.to = end ? end->ns : kNoTime;
    if (range.to != kNoTime && range.to <= range.from)
        return tr("The end is not after the beginning.");
    setRange(range);
    return {};
}

QVariant RemoteDesk::warningsFor(const QString& statement) const
{
    QVariantList list;
    const QByteArray bytes = statement.toUtf8();
    const auto characters = [&](std::size_t from, std::size_t count) {
        return static_cast<int>(QString::fromUtf8(bytes.mid(static_cast<qsizetype>(from), static_cast<qsizetype>(count))).size());
    };
    for (const DialectWarning& warning : checkForLogfire({bytes.constData(), static_cast<std::size_t>(bytes.size())})) {
        list.append(QVariantMap{{QStringLiteral("sentence"), QString::fromStdString(warning.sentence)},
                                {QStringLiteral("from"), characters(0, warning.offset)},
                                {QStringLiteral("length"), characters(warning.offset, warning.length)}});
    }
    return list;
}

void RemoteDesk::setNote(const QString& note)
{
    if (std::exchange(m_note, note) != note)
        Q_EMIT noteChanged();
}

void RemoteDesk::takeProgress(quint64 turn, const RemoteProgress& progress)
{
    if (turn != m_turn)
        return;
    if (progress.waitSeconds > 0)
        setNote(tr("Logfire answers again in %1 s").arg(progress.waitSeconds));
    else
        setNote(tr("%1 rows so far").arg(formatCount(static_cast<qint64>(progress.rows))));
    if (progress.partial)
        Q_EMIT partialCame(progress.partial);
}

void RemoteDesk::start(QueryRequest request, CancelToken cancel, std::function<void(QueryAnswer)> done)
{
    const quint64 turn = ++m_turn;
    setNote({});
    RemoteQuery query;
    query.request = std::move(request);
    query.request.rowLimit = std::min<std::size_t>(query.request.rowLimit, 10'000);
    query.range = m_range;
    query.isFresh = m_isFresh;
    const auto toHere = [self = QPointer(this)](auto function) {
        QMetaObject::invokeMethod(
            qApp, [self, function = std::move(function)] { if (self) function(*self); }, Qt::QueuedConnection);
    };
    const auto finished = [toHere, turn, done = std::move(done)](QueryAnswer answer) {
        toHere([turn](RemoteDesk& desk) {
            if (turn == desk.m_turn && !desk.m_isKnown)
                desk.setNote({});
        });
        done(std::move(answer));
    };
    m_isKnown = false;
    query.onProgress = [toHere, turn](const RemoteProgress& progress) {
        toHere([turn, progress](RemoteDesk& desk) { desk.takeProgress(turn, progress); });
    };
    query.onCached = [toHere, turn](TimeNs at) {
        toHere([turn, at](RemoteDesk& desk) {
            const qint64 seconds = QDateTime::currentSecsSinceEpoch() - at / kNsPerSecond;
            if (turn != desk.m_turn)
                return;
            desk.m_isKnown = true;
            desk.setNote(tr("known since %1 s").arg(std::max<qint64>(0, seconds)));
        });
    };
    m_connections.withEngine(m_engine, [query = std::move(query), cancel = std::move(cancel), done = finished](const std::shared_ptr<LogfireEngine>& engine, const QString& problem) {
        if (engine) {
            engine->start(query, cancel, done);
            return;
        }
        QueryFailure failure;
        failure.message = problem.toStdString();
        done(tl::unexpected(failure));
    });
}

void RemoteDesk::stop(const CancelToken& cancel)
{
    ++m_turn;
    setNote({});
    cancel.cancel();
    m_connections.withEngine(m_engine, [cancel](const std::shared_ptr<LogfireEngine>& engine, const QString&) {
        if (engine)
            engine->stop(cancel);
    });
}

} // namespace mgx
