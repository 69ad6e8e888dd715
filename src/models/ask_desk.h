// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/line_diff.h"
#include "assist/query_match.h"
#include "assist/sql_writer.h"
#include "base/job.h"
#include "net/keychain.h"
#include "query/data_catalog.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>
#include <QVariantList>

namespace mgx {

class QueryDesk;
class QueryLibrary;
class RemoteDesk;
class Workspace;

/// Questions in words: answered by a language model that the person has set up, and always by the saved queries that fit best. Nothing
/// is sent before the person has seen what, and nothing that comes of it runs by itself. GUI thread.
class AskDesk : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Remote")
    Q_PROPERTY(QString url READ url NOTIFY endpointChanged)
    Q_PROPERTY(QString model READ model NOTIFY endpointChanged)
    Q_PROPERTY(bool hasEndpoint READ hasEndpoint NOTIFY endpointChanged)
    Q_PROPERTY(QString keyText READ keyText NOTIFY endpointChanged)
    /// The person has seen what is sent.
    Q_PROPERTY(bool hasConsent READ hasConsent WRITE setConsent NOTIFY endpointChanged)
    /// Values from the data go along with the names of keys.
    Q_PROPERTY(bool sendsValues READ sendsValues WRITE setSendsValues NOTIFY endpointChanged)
    Q_PROPERTY(bool isRunning READ isRunning NOTIFY changed)
    Q_PROPERTY(QString stateText READ stateText NOTIFY changed)
    Q_PROPERTY(bool hasFailed READ hasFailed NOTIFY changed)
    /// What the model says, while it says it.
    Q_PROPERTY(QString answer READ answer NOTIFY changed)
    /// The statement that came of it; empty = none.
    Q_PROPERTY(QString sql READ sql NOTIFY changed)
    /// [{kind: "same" | "added" | "removed", text}] against the statement before.
    Q_PROPERTY(QVariantList diff READ diff NOTIFY changed)
    /// Saved queries that fit: [{title, sentence, sql, values}].
    Q_PROPERTY(QVariantList matches READ matches NOTIFY changed)

public:
    AskDesk(Workspace& workspace, QueryDesk& queries, QueryLibrary& library, RemoteDesk& remote, Keychain& keychain, QObject* parent = nullptr);
    ~AskDesk() override;

    [[nodiscard]] QString url() const;
    [[nodiscard]] QString model() const;
    [[nodiscard]] bool hasEndpoint() const { return !url().isEmpty(); }
    [[nodiscard]] QString keyText() const { return QString::fromStdString(m_key.masked()); }
    [[nodiscard]] bool hasConsent() const;
    void setConsent(bool hasConsent);
    [[nodiscard]] bool sendsValues() const;
    void setSendsValues(bool sendsValues);
    [[nodiscard]] bool isRunning() const { return m_job.isRunning(); }
    [[nodiscard]] QString stateText() const { return m_state; }
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }
    [[nodiscard]] QString answer() const { return m_answer; }
    [[nodiscard]] QString sql() const { return m_sql; }
    [[nodiscard]] QVariantList diff() const { return m_diff; }
    [[nodiscard]] QVariantList matches() const { return m_matches; }

    /// Sets the model up; an empty key keeps the one that is there, an empty address takes everything away. A sentence if the address
    /// cannot be used.
    Q_INVOKABLE QString setEndpoint(const QString& url, const QString& model, const QString& key);
    /// The saved queries for the question, at once.
    Q_INVOKABLE void match(const QString& question);
    /// Asks the model. `current` is the statement to change; empty = a new one.
    Q_INVOKABLE void ask(const QString& question, const QString& current);
    Q_INVOKABLE void cancel();
    /// Everything that ask() would send.
    Q_INVOKABLE QString whatIsSent(const QString& question, const QString& current);
    Q_INVOKABLE void clear();

Q_SIGNALS:
    void endpointChanged();
    void changed();

private:
    [[nodiscard]] SqlQuestion questionOf(const QString& question, const QString& current) const;
    [[nodiscard]] SqlWriter::Check makeCheck(const CancelToken& cancel) const;
    void readKeys();
    void take(const QString& before, const Result<WrittenSql>& written);
    void setState(const QString& state, bool hasFailed = false);

    Workspace& m_workspace;
    QueryDesk& m_queries;
    QueryLibrary& m_library;
    RemoteDesk& m_remote;
    Keychain& m_keychain;
    std::shared_ptr<HttpClient> m_client = std::make_shared<HttpClient>();
    Secret m_key;
    std::shared_ptr<const DataCatalog> m_catalog;
    QString m_state;
    bool m_hasFailed = false;
    QString m_answer;
    QString m_sql;
    QVariantList m_diff;
    QVariantList m_matches;
    CancelToken m_cancel;
    JobSlot m_job;
    JobSlot m_catalogJob;
};

} // namespace mgx
