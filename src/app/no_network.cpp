// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/no_network.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace mgx {

namespace {

class RefusedReply : public QNetworkReply
{
    Q_OBJECT

public:
    RefusedReply(const QNetworkRequest& request, QNetworkAccessManager::Operation operation, QObject* parent)
        : QNetworkReply(parent)
    {
        setRequest(request);
        setUrl(request.url());
        setOperation(operation);
        setError(OperationCanceledError, tr("This app makes no requests."));
        setFinished(true);
        open(ReadOnly);
        QMetaObject::invokeMethod(this, &QNetworkReply::finished, Qt::QueuedConnection);
    }

    void abort() override {}

protected:
    qint64 readData(char*, qint64) override { return -1; }
};

class NoNetworkManager : public QNetworkAccessManager
{
    Q_OBJECT

public:
    using QNetworkAccessManager::QNetworkAccessManager;

protected:
    QNetworkReply* createRequest(Operation operation, const QNetworkRequest& request, QIODevice*) override
    {
        return new RefusedReply(request, operation, this);
    }
};

} // namespace

QNetworkAccessManager* NoNetworkFactory::create(QObject* parent)
{
    return new NoNetworkManager(parent);
}

} // namespace mgx

#include "no_network.moc"
