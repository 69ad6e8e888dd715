// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "logfire/logfire_engine.h"
#include "logfire/project_info.h"
#include "net/keychain.h"
#include "workspace/settings.h"

#include <functional>
#include <memory>
#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <QUrl>
#include <vector>

namespace mgx {

/// The Logfire projects that a person has connected. What is not secret is in the settings, tokens are in the keychain; requests are
/// sent only when somebody asks for something. GUI thread.
class ConnectionList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Remote")
    Q_PROPERTY(int count READ count NOTIFY changed)
    /// Tokens outlive the app.
    Q_PROPERTY(bool isLasting READ isLasting NOTIFY isLastingChanged)
    /// LOGFIRE_READ_TOKEN is set.
    Q_PROPERTY(bool hasEnvironmentToken READ hasEnvironmentToken CONSTANT)

public:
    enum Role { NameRole = Qt::UserRole + 1, UrlRole, TokenRole, StateRole, IsTestingRole, HasFailedRole, IdRole };
    Q_ENUM(Role)

    ConnectionList(Settings& settings, Keychain& keychain, QObject* parent = nullptr);
    ~ConnectionList() override;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_entries.size()); }
    [[nodiscard]] bool isLasting() const { return m_keychain.isLasting(); }
    [[nodiscard]] bool hasEnvironmentToken() const;

    /// Keeps a token and tests it. `url` is only for servers of one's own. False, with a sentence, if it cannot be used.
    Q_INVOKABLE bool add(const QString& token, const QString& url);
    Q_INVOKABLE void addFromEnvironment();
    /// `.logfire/read_token.json`, or a folder that holds it.
    Q_INVOKABLE void importFile(const QUrl& file);
    Q_INVOKABLE void remove(int row);
    /// Asks Logfire whose token it is.
    Q_INVOKABLE void test(int row);
    Q_INVOKABLE QString idAt(int row) const;
    Q_INVOKABLE QString nameOf(const QString& id) const;

    /// Hands over the engine of a connection once its token has been read; null, with a sentence, if there is none.
    using EngineTaker = std::function<void(const std::shared_ptr<LogfireEngine>&, QString problem)>;
    void withEngine(const QString& id, EngineTaker done);
    /// Where its pages are; members are empty until it has been tested.
    [[nodiscard]] ProjectPlace placeOf(const QString& id) const;
    /// Of the project with this address; empty if none is connected.
    [[nodiscard]] QString idOf(const ProjectPlace& place) const;

Q_SIGNALS:
    void changed();
    void isLastingChanged();
    void told(const QString& sentence);

private:
    struct Entry
    {
        QString id;
        QString url;
        QString organization;
        QString project;
        QString plan;
        QString expires;
        QString masked;
        QString problem;
        bool isTesting = false;
        std::shared_ptr<LogfireEngine> engine;
    };
    void read();
    void save();
    void refresh(const QString& id);
    void take(const QString& id, const Result<ProjectInfo>& info);
    [[nodiscard]] Entry* find(const QString& id);
    [[nodiscard]] const Entry* find(const QString& id) const;
    [[nodiscard]] static QString nameOf(const Entry& entry);
    [[nodiscard]] QString stateOf(const Entry& entry) const;
    void makeEngine(Entry& entry, const Secret& token);

    Settings& m_settings;
    Keychain& m_keychain;
    std::shared_ptr<HttpClient> m_client = std::make_shared<HttpClient>(); ///< outlives its engines
    std::vector<Entry> m_entries;
    JobSlot m_testJob;
};

} // namespace mgx
