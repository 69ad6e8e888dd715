// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "launch/launch_record.h"
#include "launch/stdout_protocol.h"
#include "live/live_source.h"
#include "live/output_tail.h"
#include "receiver/receiver.h"

#include <memory>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace mgx {

/// One run of MassGen from its start to its outcome: process, receiver, output, what it looks like meanwhile, and the record of it on
/// disk. The process outlives this object, which can be made again from the record and goes on where the other one ended. Everything
/// happens on the thread of the object; reading is done on the pool.
class LaunchedRun : public QObject
{
    Q_OBJECT

public:
    enum class Stage { Starting, Running, Stopping, Ending, Ended };
    Q_ENUM(Stage)

    explicit LaunchedRun(QObject* parent = nullptr);
    ~LaunchedRun() override;

    /// Makes a folder for the launch below `root`, opens a receiver where tracing asks for one, and starts the process.
    [[nodiscard]] Result<void> start(const LaunchRequest& request, const Environment& environment, const std::string& root,
                                     const std::string& plan = {}, int planItem = -1);
    /// Goes on with a run that was launched before, whether it is still there or has ended meanwhile.
    void attach(const LaunchRecord& record);
    /// SIGINT, after ten seconds SIGTERM, after five more SIGKILL; a second call goes to the next step at once.
    void stop();

    [[nodiscard]] Stage stage() const { return m_stage; }
    /// What stop() has done last: "SIGINT", "SIGTERM", "SIGKILL", or empty.
    [[nodiscard]] const std::string& stopStep() const { return m_stopStep; }
    [[nodiscard]] const LaunchRecord& record() const { return m_record; }
    [[nodiscard]] const StdoutFacts& output() const { return m_protocol.facts(); }
    [[nodiscard]] const LivePicture& picture() const { return *m_live.picture(); }
    [[nodiscard]] std::shared_ptr<const LivePicture> sharedPicture() const { return m_live.picture(); }
    /// What the receiver has counted; all zero without one.
    [[nodiscard]] ReceiverCounts received() const;
    /// Something the person should know although the run goes on; empty = nothing.
    [[nodiscard]] const std::string& notice() const { return m_notice; }

Q_SIGNALS:
    void stageChanged();
    /// Text that the process has printed, standard output or error output.
    void printed(const QByteArray& text, bool isError);
    /// The log folder is known.
    void logFolderFound();
    void published();
    void ended();

private:
    void openReceiver(std::uint16_t port, const std::string& token);
    void begin();
    void look();
    void takeOutput();
    void findLogFolder();
    void setLogFolder(const std::string& folder);
    void nextStopStep();
    void end();
    void judge();
    void setStage(Stage stage);
    [[nodiscard]] std::vector<std::string> journalFiles() const;

    LaunchRecord m_record;
    std::unique_ptr<Receiver> m_receiver;
    ReceiverCounts m_lastCounts;
    StdoutProtocol m_protocol;
    OutputTail m_output;
    OutputTail m_errors;
    LiveSource m_live;
    QTimer m_timer;
    QElapsedTimer m_sinceStop;
    Stage m_stage = Stage::Starting;
    std::string m_stopStep;
    std::string m_notice;
    bool m_isStopped = false; ///< somebody asked
    bool m_isLooping = false;
};

} // namespace mgx
