// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ask_desk.h"

#include "logfire/dialect_check.h"
#include "models/query_desk.h"
#include "models/remote_desk.h"
#include "workspace/data_catalog.h"
#include "workspace/format.h"
#include "workspace/query_library.h"
#include "workspace/workspace.h"

#include <future>

namespace mgx {

namespace {

const QString kKeyName = QStringLiteral("language-model");
constexpr std::size_t kMostExamples = 3;
constexpr std::size_t kMostMatches = 5;

MatchableQuery matchable(const SavedQuery& query)
{
    MatchableQuery out{query.id.toStdString(), query.title.toStdString(), query.sentence.toStdString(), {}, query.sql.toStdString(), {}};
    for (const QString& tag : query.tags)
        out.tags.push_back(tag.toStdString());
    for (const QueryParameter& parameter : query.parameters)
        out.parameters.push_back({parameter.name.toStdString(), parameter.type.toStdString()});
    return out;
}

QuestionNames namesOf(const Workspace& workspace)
{
    QuestionNames names;
    const auto& snapshot = workspace.snapshot();
    if (!snapshot)
        return names;
    for (std::size_t run = 0; run < snapshot->runCount(); ++run) {
        for (const AgentFact& agent : snapshot->runFacts(run).agents)
            names.agents.push_back(agent.id);
    }
    const RowId session = snapshot->runCount() > 0 ? snapshot->runFacts(0).session : kNoRow;
    if (snapshot->rowCount() > 0)
        names.trace = toHex(snapshot->trace(session == kNoRow ? 0 : session));
    return names;
}

QString withArticle(const std::string& messageRole)
{
    return messageRole == "system" ? AskDesk::tr("With every question:") : AskDesk::tr("The question:");
}

} // namespace

AskDesk::AskDesk(Workspace& workspace, QueryDesk& queries, QueryLibrary& library, RemoteDesk& remote, Keychain& keychain, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_queries(queries), m_library(library), m_remote(remote), m_keychain(keychain)
{
    connect(&workspace, &Workspace::snapshotChanged, this, [this] { m_catalog.reset(); });
    if (hasEndpoint()) {
        m_keychain.read(kKeyName, [this](const Secret& key) {
            m_key = key;
            Q_EMIT endpointChanged();
        });
    }
}

AskDesk::~AskDesk()
{
    m_cancel.cancel();
}

QString AskDesk::url() const
{
    return m_workspace.settings().layout(QStringLiteral("askUrl"), QString()).toString();
}

QString AskDesk::model() const
{
    return m_workspace.settings().layout(QStringLiteral("askModel"), QString()).toString();
}

bool AskDesk::hasConsent() const
{
    return m_workspace.settings().layout(QStringLiteral("askConsent"), QString()).toString() == url() && hasEndpoint();
}

void AskDesk::setConsent(bool hasConsent)
{
    m_workspace.settings().setLayout(QStringLiteral("askConsent"), hasConsent ? url() : QString());
    Q_EMIT endpointChanged();
}

bool AskDesk::sendsValues() const
{
    return m_workspace.settings().layout(QStringLiteral("askSendsValues"), false).toBool();
}

void AskDesk::setSendsValues(bool sendsValues)
{
    m_workspace.settings().setLayout(QStringLiteral("askSendsValues"), sendsValues);
    Q_EMIT endpointChanged();
}

QString AskDesk::setEndpoint(const QString& typedUrl, const QString& model, const QString& key)
{
    const QString address = typedUrl.trimmed();
    if (!address.isEmpty()) {
        const Result<std::string> url = chatUrl(address.toStdString());
        if (!url)
            return QString::fromStdString(url.error().sentence());
    }
    if (address != url() && key.isEmpty()) { // a key is for the server that it was given for
        m_key = Secret();
        m_keychain.remove(kKeyName);
    }
    m_workspace.settings().setLayout(QStringLiteral("askUrl"), address);
    m_workspace.settings().setLayout(QStringLiteral("askModel"), model.trimmed());
    if (!key.trimmed().isEmpty() && !address.isEmpty()) {
        m_key = Secret(key.trimmed().toStdString());
        m_keychain.write(kKeyName, m_key, [](bool) {});
    }
    Q_EMIT endpointChanged();
    return {};
}

void AskDesk::setState(const QString& state, bool hasFailed)
{
    m_state = state;
    m_hasFailed = hasFailed;
    Q_EMIT changed();
}

void AskDesk::match(const QString& question)
{
    std::vector<MatchableQuery> queries;
    for (const SavedQuery& query : m_library.all())
        queries.push_back(matchable(query));
    m_matches.clear();
    for (const QueryMatch& match : matchQueries(queries, question.toStdString(), namesOf(m_workspace), kMostMatches)) {
        const SavedQuery& query = m_library.all()[match.index];
        QVariantMap values;
        QStringList told;
        for (const auto& [name, value] : match.values) {
            values.insert(toQString(name), toQString(value));
            told.append(toQString(name) + QStringLiteral(" = ") + toQString(value));
        }
        m_matches.append(QVariantMap{{QStringLiteral("title"), query.title}, {QStringLiteral("sentence"), query.sentence},
                                     {QStringLiteral("sql"), query.sql}, {QStringLiteral("values"), values},
                                     {QStringLiteral("valuesText"), told.join(QStringLiteral(", "))}});
    }
    setState(m_matches.isEmpty() ? tr("No saved query has these words.") : QString());
}

SqlQuestion AskDesk::questionOf(const QString& question, const QString& current) const
{
    SqlQuestion asked;
    asked.question = question.toStdString();
    asked.currentSql = current.trimmed().toStdString();
    asked.isForLogfire = m_remote.isRemote();
    if (!m_catalog)
        return asked;
    for (const DataKey& key : m_catalog->keys) {
        if (key.column != "attributes" || !key.parent.empty())
            continue;
        KnownKey known{key.name, key.type, {}};
        for (std::size_t i = 0; sendsValues() && i < std::min(key.examples.size(), kMostExamples); ++i)
            known.examples.push_back(key.examples[i]);
        asked.keys.push_back(std::move(known));
    }
    return asked;
}

/// Keys are read when the first question comes, on the pool; whatIsSent() waits for nothing and shows what is known.
void AskDesk::readKeys()
{
    if (m_catalog || m_catalogJob.isRunning() || !m_workspace.snapshot())
        return;
    m_catalogJob.start(
        [snapshot = m_workspace.snapshot()](const JobSlot::Run& run) {
            const std::vector<std::shared_ptr<const TraceSnapshot>> snapshots{snapshot};
            return readDataCatalog(snapshots, run.cancel);
        },
        [this](std::shared_ptr<const DataCatalog> catalog) {
            m_catalog = std::move(catalog);
            Q_EMIT changed();
        });
}

QString AskDesk::whatIsSent(const QString& question, const QString& current)
{
    readKeys();
    QString text;
    for (const ChatMessage& message : sqlMessages(questionOf(question, current)))
        text += withArticle(message.role) + QStringLiteral("\n\n") + toQString(message.content) + QStringLiteral("\n\n");
    return text;
}

/// Prepares a statement without running it: EXPLAIN plans, and reads nothing.
SqlWriter::Check AskDesk::makeCheck(const CancelToken& cancel) const
{
    QueryEngine* engine = m_queries.localEngine();
    const bool isForLogfire = m_remote.isRemote();
    return [engine, isForLogfire, cancel](const std::string& sql) -> std::optional<std::string> {
        if (!engine || cancel.isCancelled())
            return std::nullopt;
        if (isForLogfire) {
            if (const auto warnings = checkForLogfire(sql); !warnings.empty())
                return warnings.front().sentence;
        }
        QueryRequest request;
        request.sql = "EXPLAIN " + sql;
        std::promise<QueryAnswer> promise;
        engine->start(std::move(request), cancel, [&](QueryAnswer answer) { promise.set_value(std::move(answer)); });
        const QueryAnswer answer = promise.get_future().get();
        if (answer)
            return std::nullopt;
        return answer.error().message + (answer.error().hint.empty() ? "" : " (" + answer.error().hint + ")");
    };
}

void AskDesk::ask(const QString& question, const QString& current)
{
    cancel();
    match(question);
    if (!hasEndpoint() || !hasConsent() || question.trimmed().isEmpty())
        return;
    m_answer.clear();
    m_sql.clear();
    m_diff.clear();
    m_cancel = CancelToken();
    const ModelEndpoint endpoint{url().toStdString(), model().toStdString(), m_key};
    m_job.start(
        [endpoint, client = m_client, check = makeCheck(m_cancel), asked = questionOf(question, current), cancel = m_cancel, this](const JobSlot::Run& run) {
            SqlWriter writer(endpoint, *client, check);
            writer.onText = [this, run](std::string_view text) {
                run.post([this, piece = toQString(text)] {
                    m_answer += piece;
                    setState(tr("Answering…"));
                });
            };
            writer.onRepair = [this, run](const std::string& problem) {
                run.post([this, problem] {
                    m_answer.clear();
                    setState(tr("The engine did not accept it (%1). Asking once more…").arg(toQString(problem)));
                });
            };
            return writer.write(asked, cancel);
        },
        [this, current](const Result<WrittenSql>& written) { take(current, written); });
    setState(tr("Asking %1…").arg(QUrl(url()).host()));
}

void AskDesk::take(const QString& before, const Result<WrittenSql>& written)
{
    if (!written) {
        setState(toQString(written.error().sentence()), true);
        return;
    }
    m_sql = toQString(written->sql);
    for (const DiffLine& line : lineDiff(before.trimmed().toStdString(), written->sql)) {
        const QString kind = line.kind == DiffLine::Kind::Added ? QStringLiteral("added") : line.kind == DiffLine::Kind::Removed ? QStringLiteral("removed") : QStringLiteral("same");
        m_diff.append(QVariantMap{{QStringLiteral("kind"), kind}, {QStringLiteral("text"), toQString(line.text)}});
    }
    if (!written->problem.empty())
        setState(tr("The engine does not accept this: %1").arg(toQString(written->problem)), true);
    else
        setState(written->isRepaired ? tr("Checked by the engine, after one correction. It has not run.") : tr("Checked by the engine. It has not run."));
}

void AskDesk::cancel()
{
    if (!m_job.isRunning())
        return;
    m_client->stop(m_cancel);
    m_job.cancel();
    setState(tr("Stopped."));
}

void AskDesk::clear()
{
    cancel();
    m_answer.clear();
    m_sql.clear();
    m_diff.clear();
    m_matches.clear();
    setState({});
}

} // namespace mgx
