// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/listener.h"

#include "live/otlp_judge.h"

namespace mgx {

Listener::Listener(QObject* parent) : QObject(parent)
{
    connect(&m_live, &LiveSource::published, this, &Listener::published);
}

Listener::~Listener()
{
    m_receiver.reset(); // its threads call this object
}

Result<void> Listener::start(const std::string& folder, std::uint16_t port)
{
    stop();
    ReceiverOptions options;
    options.port = port;
    options.journalFolder = folder;
    auto receiver = std::make_unique<Receiver>(std::move(options), judgeOtlp, [this] {
        QMetaObject::invokeMethod(&m_live, &LiveSource::touch, Qt::QueuedConnection);
    });
    if (Result<void> started = receiver->start(); !started)
        return started;
    m_receiver = std::move(receiver);
    m_tracePath = folder + "/traces.otlp.pb";
    m_live.follow({}, {m_tracePath, folder + "/traces.otlp.json", folder + "/logs.otlp.pb", folder + "/logs.otlp.json"});
    Q_EMIT changed();
    return {};
}

void Listener::stop()
{
    if (!m_receiver)
        return;
    m_receiver->stop();
    m_lastCounts = m_receiver->counts();
    m_receiver.reset();
    m_live.finish();
    Q_EMIT changed();
}

std::string Listener::linesToPaste() const
{
    if (!m_receiver)
        return {};
    return "export OTEL_EXPORTER_OTLP_ENDPOINT=" + m_receiver->url() + "\nexport OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\n"
           "export OTEL_EXPORTER_OTLP_HEADERS=Authorization=" + m_receiver->token() + "\n# Logfire's SDK:\nexport LOGFIRE_BASE_URL="
           + m_receiver->url() + "\nexport LOGFIRE_TOKEN=" + m_receiver->token() + '\n';
}

} // namespace mgx
