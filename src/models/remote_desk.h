// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connection_list.h"

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace mgx {

/// Which engine the SQL page asks, and about which stretch of time. GUI thread.
class RemoteDesk : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Remote")
    /// Id of a connection; empty = the local engine.
    Q_PROPERTY(QString engine READ engine WRITE setEngine NOTIFY changed)
    Q_PROPERTY(QString engineName READ engineName NOTIFY changed)
    Q_PROPERTY(bool isRemote READ isRemote NOTIFY changed)
    /// [{id, label}], the local one first.
    Q_PROPERTY(QVariantList engines READ engines NOTIFY changed)
    /// [{seconds, label}]
    Q_PROPERTY(QVariantList ranges READ ranges CONSTANT)
    Q_PROPERTY(QString rangeText READ rangeText NOTIFY changed)
    /// "4,000 rows so far", "Logfire answers again in 12 s", "known since 40 s"; empty = nothing to say.
    Q_PROPERTY(QString note READ note NOTIFY noteChanged)
    /// Answers that are known already are asked for again.
    Q_PROPERTY(bool isFresh READ isFresh WRITE setFresh NOTIFY changed)

public:
    explicit RemoteDesk(ConnectionList& connections, QObject* parent = nullptr);
    ~RemoteDesk() override;

    [[nodiscard]] QString engine() const { return m_engine; }
    void setEngine(const QString& id);
    [[nodiscard]] QString engineName() const;
    [[nodiscard]] bool isRemote() const { return !m_engine.isEmpty(); }
    [[nodiscard]] QVariantList engines() const;
    [[nodiscard]] QVariantList ranges() const;
    [[nodiscard]] QString rangeText() const;
    [[nodiscard]] const TimeRange& range() const { return m_range; }
    [[nodiscard]] QString note() const { return m_note; }
    [[nodiscard]] bool isFresh() const { return m_isFresh; }
    void setFresh(bool isFresh);

    Q_INVOKABLE void setLast(int seconds);
    /// Two moments in ISO 8601, in UTC unless they say otherwise; an empty second one is now. A sentence if they cannot be read.
    Q_INVOKABLE QString setBetween(const QString& from, const QString& to);
    void setRange(const TimeRange& range);
    /// [{sentence, from, length}]: what of the statement only the local engine understands; places in characters.
    Q_INVOKABLE QVariant warningsFor(const QString& statement) const;

    /// Asks the chosen connection. `done` is called on a thread of the engine, or here if it could not be asked.
    void start(QueryRequest request, CancelToken cancel, std::function<void(QueryAnswer)> done);
    void stop(const CancelToken& cancel);

Q_SIGNALS:
    void changed();
    void noteChanged();
    /// The first rows, while the rest is on its way.
    void partialCame(const std::shared_ptr<const mgx::ResultTable>& table);

private:
    void setNote(const QString& note);
    void takeProgress(quint64 turn, const RemoteProgress& progress);

    ConnectionList& m_connections;
    QString m_engine;
    TimeRange m_range;
    QString m_note;
    bool m_isFresh = false;
    bool m_isKnown = false; ///< the note is about an answer that was known
    quint64 m_turn = 0;
};

} // namespace mgx
