// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "launch/config_check.h"
#include "live/experiment.h"
#include "live/listener.h"
#include "models/agent_progress_model.h"
#include "models/config_list_model.h"
#include "models/launch_history_model.h"
#include "models/text_lines_model.h"

#include <optional>
#include <QElapsedTimer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>
#include <QUrl>
#include <QVariantList>

class QJSEngine;
class QQmlEngine;

namespace mgx {

class Workspace;

/// Where launching looks and keeps things. Tests pass folders of their own.
struct LaunchPlaces
{
    Environment environment;
    std::string launchFolder; ///< records of launches; plans lie beside it
    std::string workFolder;   ///< what the form begins with
};

/// The launch page as QML sees it: configs, form, the run that is going on, history, and the receiver for other programs. One per
/// process. Slow things happen on the pool; nothing is launched but by launch() and resumePlan().
class LaunchDesk : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Launcher)
    QML_SINGLETON
    Q_PROPERTY(mgx::ConfigListModel* configs READ configs CONSTANT)
    Q_PROPERTY(mgx::AgentProgressModel* agents READ agents CONSTANT)
    Q_PROPERTY(mgx::LaunchHistoryModel* history READ history CONSTANT)
    Q_PROPERTY(mgx::TextLinesModel* output READ output CONSTANT)
    // The form.
    Q_PROPERTY(QString question MEMBER m_question NOTIFY formChanged)
    Q_PROPERTY(QString workFolder MEMBER m_workFolder NOTIFY formChanged)
    Q_PROPERTY(QString flags MEMBER m_flags NOTIFY formChanged)
    Q_PROPERTY(QString python MEMBER m_python NOTIFY formChanged)
    /// NAME=value, as in a shell; in addition to the own environment.
    Q_PROPERTY(QString variables MEMBER m_variables NOTIFY formChanged)
    Q_PROPERTY(int repeats MEMBER m_repeats NOTIFY formChanged)
    Q_PROPERTY(int atOnce MEMBER m_atOnce NOTIFY formChanged)
    Q_PROPERTY(double budget MEMBER m_budget NOTIFY formChanged)
    /// After so many failed runs no further one is begun; 0 = no limit.
    Q_PROPERTY(int mostFailures MEMBER m_mostFailures NOTIFY formChanged)
    /// 0 here, 1 here and Logfire, 2 nowhere.
    Q_PROPERTY(int tracing MEMBER m_tracing NOTIFY formChanged)
    Q_PROPERTY(QString configTitle READ configTitle NOTIFY configChanged)
    Q_PROPERTY(QString yaml READ yaml NOTIFY configChanged)
    /// Maps of severity ("good", "warning", "error") and text.
    Q_PROPERTY(QVariantList checks READ checks NOTIFY checksChanged)
    /// MassGen itself is being asked about the config.
    Q_PROPERTY(bool isValidating READ isValidating NOTIFY checksChanged)
    Q_PROPERTY(QString commandLine READ commandLine NOTIFY checksChanged)
    Q_PROPERTY(bool canLaunch READ canLaunch NOTIFY checksChanged)
    /// How many runs launch() would begin.
    Q_PROPERTY(int plannedRuns READ plannedRuns NOTIFY checksChanged)
    // The run.
    Q_PROPERTY(bool hasRun READ hasRun NOTIFY runChanged)
    Q_PROPERTY(bool isRunning READ isRunning NOTIFY runChanged)
    Q_PROPERTY(QString runState READ runState NOTIFY runChanged)
    Q_PROPERTY(QString phase READ phase NOTIFY runChanged)
    Q_PROPERTY(int percent READ percent NOTIFY runChanged)
    Q_PROPERTY(QString timesText READ timesText NOTIFY runChanged)
    Q_PROPERTY(QString figuresText READ figuresText NOTIFY runChanged)
    Q_PROPERTY(QString outcomeText READ outcomeText NOTIFY runChanged)
    Q_PROPERTY(QString finalAnswer READ finalAnswer NOTIFY runChanged)
    Q_PROPERTY(QStringList alarms READ alarms NOTIFY runChanged)
    Q_PROPERTY(bool isOpened READ isOpened NOTIFY runChanged)
    Q_PROPERTY(QString planText READ planText NOTIFY runChanged)
    Q_PROPERTY(QStringList planLines READ planLines NOTIFY runChanged)
    Q_PROPERTY(bool canResume READ canResume NOTIFY runChanged)
    Q_PROPERTY(QString outputSearch READ outputSearch WRITE setOutputSearch NOTIFY outputChanged)
    Q_PROPERTY(bool isFollowing READ isFollowing NOTIFY followingChanged)
    Q_PROPERTY(bool isListening READ isListening NOTIFY listeningChanged)
    Q_PROPERTY(QString listenText READ listenText NOTIFY listeningChanged)
    Q_PROPERTY(QString receiverText READ receiverText NOTIFY listeningChanged)

public:
    LaunchDesk(Workspace& workspace, LaunchPlaces places, QObject* parent = nullptr);
    ~LaunchDesk() override;
    static LaunchDesk* create(QQmlEngine* engine, QJSEngine* scripts);
    /// The places of the person who runs the app.
    [[nodiscard]] static LaunchPlaces usualPlaces();

    [[nodiscard]] ConfigListModel* configs() { return &m_configs; }
    [[nodiscard]] AgentProgressModel* agents() { return &m_agents; }
    [[nodiscard]] LaunchHistoryModel* history() { return &m_history; }
    [[nodiscard]] TextLinesModel* output() { return &m_output; }

    [[nodiscard]] QString configTitle() const;
    [[nodiscard]] QString yaml() const { return m_yaml; }
    [[nodiscard]] QVariantList checks() const { return m_checks; }
    [[nodiscard]] bool isValidating() const { return m_validateJob.isRunning(); }
    [[nodiscard]] QString commandLine() const;
    [[nodiscard]] bool canLaunch() const;
    [[nodiscard]] int plannedRuns() const;

    [[nodiscard]] bool hasRun() const { return m_run != nullptr; }
    [[nodiscard]] bool isRunning() const { return m_run && m_run->stage() != LaunchedRun::Stage::Ended; }
    [[nodiscard]] QString runState() const;
    [[nodiscard]] QString phase() const;
    [[nodiscard]] int percent() const;
    [[nodiscard]] QString timesText() const;
    [[nodiscard]] QString figuresText() const;
    [[nodiscard]] QString outcomeText() const;
    [[nodiscard]] QString finalAnswer() const;
    [[nodiscard]] QStringList alarms() const;
    [[nodiscard]] bool isOpened() const;
    [[nodiscard]] QString planText() const;
    [[nodiscard]] QStringList planLines() const;
    [[nodiscard]] bool canResume() const;
    [[nodiscard]] QString outputSearch() const { return m_outputSearch; }
    void setOutputSearch(const QString& search);
    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    [[nodiscard]] bool isListening() const { return m_listener.isListening(); }
    /// Configs and MassGen are being looked for.
    [[nodiscard]] bool isFinding() const { return m_findJob.isRunning(); }
    [[nodiscard]] QString listenText() const;
    [[nodiscard]] QString receiverText() const;

    /// Looks for MassGen, configs and launches again, and takes up runs that are still going on.
    Q_INVOKABLE void refresh();
    Q_INVOKABLE void launch();
    Q_INVOKABLE void stop();
    Q_INVOKABLE void resumePlan();
    /// Shows another run of the plan.
    Q_INVOKABLE void showRun(int index);
    /// Opens the run on the timeline and follows its newest moment.
    Q_INVOKABLE void openRun();
    Q_INVOKABLE void follow();
    Q_INVOKABLE void copyCommand() const;
    Q_INVOKABLE void copyAnswer() const;
    Q_INVOKABLE void openFolder() const;
    Q_INVOKABLE void openConfig(const QUrl& file);
    Q_INVOKABLE void readQuestion(const QUrl& file);
    /// Puts a question that was launched before into the form: 1 = an older one, -1 = a newer one.
    Q_INVOKABLE void recallQuestion(int step);
    /// Asks MassGen itself whether the config is valid; takes some seconds.
    Q_INVOKABLE void validate();
    /// Writes the text as a config of the person's own and chooses it.
    Q_INVOKABLE void saveCopy(const QString& text);
    /// Fills the form with what was launched; `isAtOnce` launches it.
    Q_INVOKABLE void again(int historyRow, bool isAtOnce);
    Q_INVOKABLE void openLaunch(int historyRow);
    Q_INVOKABLE void listen(bool isOn);

Q_SIGNALS:
    void formChanged();
    void configChanged();
    void checksChanged();
    void runChanged();
    void outputChanged();
    void followingChanged();
    void listeningChanged();
    /// A run opened on the timeline, for the shell to go there.
    void opened();
    /// A run has ended; one sentence.
    void ended(const QString& sentence);
    void failed(const QString& sentence);

private:
    struct Found
    {
        std::vector<MassgenInstall> installs;
        std::vector<FoundConfig> configs;
        std::vector<LaunchRecord> records;
        std::vector<ExperimentPlan> plans; ///< with runs that are going on or waiting
    };

    using Variables = std::vector<std::pair<std::string, std::string>>;

    [[nodiscard]] LaunchRequest request() const;
    [[nodiscard]] std::optional<Variables> ownVariables() const;
    [[nodiscard]] Environment environment() const;
    [[nodiscard]] QStringList questions() const;
    [[nodiscard]] std::string planFolder() const { return m_places.launchFolder + "/../plans"; }
    void take(Found found);
    void readConfig();
    void check();
    void addCheck(const ConfigFinding& found);
    void begin(ExperimentPlan plan, bool isHeld);
    void setRun(LaunchedRun* run);
    void onPrinted(const QByteArray& text, bool isError);
    void showOutput();
    void onPublished();
    void publish(const LaunchedRun& run);
    [[nodiscard]] int placeOf(const LaunchedRun& run) const; ///< in the workspace, or -1
    void reloadHistory();

    Workspace& m_workspace;
    LaunchPlaces m_places;
    ConfigListModel m_configs;
    AgentProgressModel m_agents;
    LaunchHistoryModel m_history;
    TextLinesModel m_output;
    Listener m_listener;
    QString m_question, m_workFolder, m_flags, m_python, m_variables;
    QString m_draft; ///< question that was not launched yet
    int m_repeats = 1;
    int m_atOnce = 1;
    double m_budget = 0;
    int m_mostFailures = 0;
    int m_tracing = 0;
    QString m_yaml;
    QVariantList m_checks;
    bool m_hasErrors = false;
    std::vector<ConfigFinding> m_validation; ///< what MassGen said of the first config
    std::vector<MassgenInstall> m_installs;
    std::unique_ptr<Experiment> m_experiment;
    LaunchedRun* m_run = nullptr; ///< of the experiment
    QByteArray m_text;            ///< what it has printed, the end of it
    QByteArray m_errorText;
    QString m_outputSearch;
    QTimer m_clock;
    QTimer m_outputDelay;
    QTimer m_checkDelay;
    JobSlot m_findJob;
    JobSlot m_validateJob;
    bool m_isFollowing = true;
    bool m_isMovingView = false;
    double m_lastFull = 0;
};

} // namespace mgx
