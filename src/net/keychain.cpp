// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keychain.h"

#include <QTimer>
#include <qt6keychain/keychain.h>

namespace mgx {

namespace {

QString service()
{
    return QStringLiteral("massgen-explorer");
}

} // namespace

Keychain::Keychain(Store store, QObject* parent) : QObject(parent), m_isLasting(store == Store::System) {}

void Keychain::setLasting(bool isLasting)
{
    if (std::exchange(m_isLasting, isLasting) != isLasting)
        Q_EMIT isLastingChanged();
}

void Keychain::read(const QString& name, std::function<void(Secret)> done)
{
    const auto found = m_session.find(name);
    if (found != m_session.end() || !m_isLasting) {
        const Secret secret = found == m_session.end() ? Secret() : found->second;
        QTimer::singleShot(0, this, [secret, done = std::move(done)] { done(secret); });
        return;
    }
    auto* job = new QKeychain::ReadPasswordJob(service(), this); // deletes itself
    job->setInsecureFallback(false);
    job->setKey(name);
    connect(job, &QKeychain::Job::finished, this, [this, job, done = std::move(done)] {
        if (job->error() != QKeychain::NoError && job->error() != QKeychain::EntryNotFound)
            setLasting(false);
        done(job->error() == QKeychain::NoError ? Secret(job->textData().toStdString()) : Secret());
    });
    job->start();
}

void Keychain::write(const QString& name, const Secret& secret, std::function<void(bool)> done)
{
    m_session[name] = secret; // until the system has said that it keeps it
    if (!m_isLasting) {
        QTimer::singleShot(0, this, [done = std::move(done)] { done(false); });
        return;
    }
    auto* job = new QKeychain::WritePasswordJob(service(), this);
    job->setInsecureFallback(false);
    job->setKey(name);
    job->setTextData(QString::fromStdString(secret.reveal()));
    connect(job, &QKeychain::Job::finished, this, [this, job, name, done = std::move(done)] {
        const bool isKept = job->error() == QKeychain::NoError;
        if (!isKept)
            setLasting(false);
        done(isKept);
    });
    job->start();
}

void Keychain::remove(const QString& name)
{
    m_session.erase(name);
    if (!m_isLasting)
        return;
    auto* job = new QKeychain::DeletePasswordJob(service(), this);
    job->setInsecureFallback(false);
    job->setKey(name);
    job->start();
}

} // namespace mgx
