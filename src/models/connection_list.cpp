// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connection_list.h"

#include "logfire/token.h"

#include <algorithm>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QUuid>

namespace mgx {

namespace {

const QString kSetting = QStringLiteral("logfireConnections");
constexpr int kWarnDays = 7;

QString keyOf(const QString& id)
{
    return QStringLiteral("logfire/") + id;
}

} // namespace

ConnectionList::ConnectionList(Settings& settings, Keychain& keychain, QObject* parent)
    : QAbstractListModel(parent), m_settings(settings), m_keychain(keychain)
{
    connect(&keychain, &Keychain::isLastingChanged, this, &ConnectionList::isLastingChanged);
    read();
}

ConnectionList::~ConnectionList() = default;

void ConnectionList::read()
{
    const QJsonArray list = QJsonDocument::fromJson(m_settings.layout(kSetting, QString()).toString().toUtf8()).array();
    for (const QJsonValue& value : list) {
        const QJsonObject object = value.toObject();
        Entry entry;
        entry.id = object.value(QLatin1String("id")).toString();
        entry.url = object.value(QLatin1String("url")).toString();
        entry.organization = object.value(QLatin1String("organization")).toString();
        entry.project = object.value(QLatin1String("project")).toString();
        entry.plan = object.value(QLatin1String("plan")).toString();
        entry.expires = object.value(QLatin1String("expires")).toString();
        if (!entry.id.isEmpty() && !entry.url.isEmpty())
            m_entries.push_back(std::move(entry));
    }
}

void ConnectionList::save()
{
    QJsonArray list;
    for (const Entry& entry : m_entries) {
        list.append(QJsonObject{{QStringLiteral("id"), entry.id}, {QStringLiteral("url"), entry.url},
                                {QStringLiteral("organization"), entry.organization}, {QStringLiteral("project"), entry.project},
                                {QStringLiteral("plan"), entry.plan}, {QStringLiteral("expires"), entry.expires}});
    }
    m_settings.setLayout(kSetting, QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact)));
}

int ConnectionList::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> ConnectionList::roleNames() const
{
    return {{NameRole, "name"}, {UrlRole, "url"}, {TokenRole, "token"}, {StateRole, "state"}, {IsTestingRole, "isTesting"},
            {HasFailedRole, "hasFailed"}, {IdRole, "connection"}};
}

QString ConnectionList::nameOf(const Entry& entry)
{
    return entry.project.isEmpty() ? QUrl(entry.url).host() : entry.organization + QLatin1Char('/') + entry.project;
}

QString ConnectionList::stateOf(const Entry& entry) const
{
    if (entry.isTesting)
        return tr("Asking…");
    if (!entry.problem.isEmpty())
        return entry.problem;
    if (entry.project.isEmpty())
        return tr("Not tested yet.");
    const QString plan = entry.plan.isEmpty() ? QString() : tr("Plan: %1.").arg(entry.plan) + QLatin1Char(' ');
    const QDateTime expires = QDateTime::fromString(entry.expires, Qt::ISODate);
    if (!expires.isValid())
        return plan + tr("The token does not expire.");
    const qint64 days = QDateTime::currentDateTimeUtc().daysTo(expires);
    if (days < 0)
        return plan + tr("The token has expired.");
    const QString date = expires.date().toString(Qt::ISODate);
    return plan + (days <= kWarnDays ? tr("The token expires soon, on %1.").arg(date) : tr("The token expires on %1.").arg(date));
}

QVariant ConnectionList::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case NameRole: return nameOf(entry);
    case UrlRole: return entry.url;
    case TokenRole: return entry.masked.isEmpty() ? tr("in the keychain") : entry.masked;
    case StateRole: return stateOf(entry);
    case IsTestingRole: return entry.isTesting;
    case HasFailedRole: return !entry.problem.isEmpty();
    case IdRole: return entry.id;
    default: return {};
    }
}

bool ConnectionList::hasEnvironmentToken() const
{
    return qEnvironmentVariableIsSet("LOGFIRE_READ_TOKEN");
}

bool ConnectionList::add(const QString& typedToken, const QString& url)
{
    const Secret token(typedToken.trimmed().toStdString());
    if (token.isEmpty()) {
        Q_EMIT told(tr("A connection needs a read token."));
        return false;
    }
    const Result<std::string> base = baseUrlFor(token, url.trimmed().toStdString());
    if (!base) {
        Q_EMIT told(QString::fromStdString(base.error().sentence()));
        return false;
    }
    Entry entry;
    entry.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    entry.url = QString::fromStdString(*base);
    makeEngine(entry, token);
    m_keychain.write(keyOf(entry.id), token, [](bool) {});
    beginInsertRows({}, count(), count());
    m_entries.push_back(std::move(entry));
    endInsertRows();
    save();
    Q_EMIT changed();
    test(count() - 1);
    return true;
}

void ConnectionList::addFromEnvironment()
{
    (void)add(qEnvironmentVariable("LOGFIRE_READ_TOKEN"), qEnvironmentVariable("LOGFIRE_BASE_URL"));
}

void ConnectionList::importFile(const QUrl& file)
{
    const Result<TokenFile> read = readTokenFile(file.toLocalFile().toStdString());
    if (!read) {
        Q_EMIT told(QString::fromStdString(read.error().sentence()));
        return;
    }
    const QString token = QString::fromStdString(read->token.reveal());
    if (!add(token, {}))
        return;
    const QString url = m_entries.back().url;
    if (!read->baseUrl.empty() && QUrl(QString::fromStdString(read->baseUrl)).host() != QUrl(url).host())
        Q_EMIT told(tr("The file names the server %1. A file does not decide where a token goes: if the server is yours, add the token "
                       "with this address.").arg(QString::fromStdString(read->baseUrl)));
}

void ConnectionList::remove(int row)
{
    if (row < 0 || row >= count())
        return;
    m_testJob.cancel();
    m_keychain.remove(keyOf(m_entries[static_cast<std::size_t>(row)].id));
    beginRemoveRows({}, row, row);
    m_entries.erase(m_entries.begin() + row);
    endRemoveRows();
    save();
    Q_EMIT changed();
}

QString ConnectionList::idAt(int row) const
{
    return row >= 0 && row < count() ? m_entries[static_cast<std::size_t>(row)].id : QString();
}

QString ConnectionList::nameOf(const QString& id) const
{
    const Entry* entry = find(id);
    return entry ? nameOf(*entry) : QString();
}

ConnectionList::Entry* ConnectionList::find(const QString& id)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.id == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

const ConnectionList::Entry* ConnectionList::find(const QString& id) const
{
    return const_cast<ConnectionList*>(this)->find(id); // NOLINT: the same search
}

void ConnectionList::refresh(const QString& id)
{
    for (int row = 0; row < count(); ++row) {
        if (m_entries[static_cast<std::size_t>(row)].id == id)
            Q_EMIT dataChanged(index(row), index(row));
    }
    Q_EMIT changed();
}

void ConnectionList::makeEngine(Entry& entry, const Secret& token)
{
    LogfireConnection connection{entry.id.toStdString(), nameOf(entry).toStdString(), entry.url.toStdString(), token};
    entry.masked = QString::fromStdString(token.masked());
    entry.engine = std::shared_ptr<LogfireEngine>(new LogfireEngine(std::move(connection), *m_client), [client = m_client](LogfireEngine* engine) { delete engine; });
}

void ConnectionList::withEngine(const QString& id, EngineTaker done)
{
    const Entry* entry = find(id);
    if (!entry) {
        done(nullptr, tr("This connection is not there any more."));
    } else if (entry->engine) {
        done(entry->engine, {});
    } else {
        m_keychain.read(keyOf(id), [self = QPointer(this), id, done = std::move(done)](const Secret& token) {
            Entry* found = self ? self->find(id) : nullptr;
            if (!found)
                return;
            if (token.isEmpty()) {
                done(nullptr, tr("The keychain has no token for %1: add the connection again.").arg(nameOf(*found)));
                return;
            }
            self->makeEngine(*found, token);
            done(found->engine, {});
        });
    }
}

void ConnectionList::test(int row)
{
    const QString id = idAt(row);
    if (Entry* entry = find(id)) {
        entry->isTesting = true;
        refresh(id);
    }
    withEngine(id, [this, id](const std::shared_ptr<LogfireEngine>& engine, const QString& problem) {
        if (!engine) {
            take(id, failure(problem.toStdString()));
            return;
        }
        m_testJob.start([connection = engine->connection(), client = m_client](
                            const JobSlot::Run& run) { return readProjectInfo(connection, *client, run.cancel); },
                        [this, id](const Result<ProjectInfo>& info) { take(id, info); });
    });
}

void ConnectionList::take(const QString& id, const Result<ProjectInfo>& info)
{
    Entry* entry = find(id);
    if (!entry)
        return;
    entry->isTesting = false;
    entry->problem = info ? QString() : QString::fromStdString(info.error().sentence());
    if (info) {
        entry->organization = QString::fromStdString(info->organization);
        entry->project = QString::fromStdString(info->project);
        entry->plan = QString::fromStdString(info->plan);
        entry->expires = QString::fromStdString(info->expiresAt);
        save();
    }
    refresh(id);
}

ProjectPlace ConnectionList::placeOf(const QString& id) const
{
    const Entry* entry = find(id);
    if (!entry)
        return {};
    return {entry->url.toStdString(), entry->organization.toStdString(), entry->project.toStdString()};
}

QString ConnectionList::idOf(const ProjectPlace& place) const
{
    for (const Entry& entry : m_entries) {
        const ProjectPlace known = placeOf(entry.id);
        if (known.baseUrl == place.baseUrl && known.organization == place.organization && known.project == place.project)
            return entry.id;
    }
    return {};
}

} // namespace mgx
