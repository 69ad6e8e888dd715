// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/live_source.h"
#include "receiver/receiver.h"

#include <memory>
#include <QObject>

namespace mgx {

/// Receives from any OpenTelemetry program until it is stopped, and shows what came as one growing trace. Thread of the object.
class Listener : public QObject
{
    Q_OBJECT

public:
    explicit Listener(QObject* parent = nullptr);
    ~Listener() override;

    /// What came is kept below `folder`. `port` 0 = any free one.
    [[nodiscard]] Result<void> start(const std::string& folder, std::uint16_t port = 0);
    void stop();
    [[nodiscard]] bool isListening() const { return m_receiver != nullptr; }
    [[nodiscard]] ReceiverCounts counts() const { return m_receiver ? m_receiver->counts() : m_lastCounts; }
    /// Lines for a shell that make a program of any language send here.
    [[nodiscard]] std::string linesToPaste() const;
    [[nodiscard]] std::string url() const { return m_receiver ? m_receiver->url() : std::string(); }
    [[nodiscard]] const LivePicture& picture() const { return *m_live.picture(); }
    /// The file that is shown first.
    [[nodiscard]] const std::string& tracePath() const { return m_tracePath; }

Q_SIGNALS:
    void changed();
    void published();

private:
    std::unique_ptr<Receiver> m_receiver;
    ReceiverCounts m_lastCounts;
    LiveSource m_live;
    std::string m_tracePath;
};

} // namespace mgx
