// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/record_texts.h"

#include "base/text.h"
#include "workspace/format.h"

#include <algorithm>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace mgx {

namespace {

constexpr qsizetype kMuchText = 100;
constexpr qint64 kLargestFile = 64 << 20;

QString tr(const char* text)
{
    return QCoreApplication::translate("RecordTexts", text);
}

void addFact(std::vector<RecordText>& texts, const QString& title, std::string_view text)
{
    if (!text.empty())
        texts.push_back({title, toQString(text), {}});
}

void addFacts(const RunFacts& facts, RowId row, std::vector<RecordText>& texts)
{
    const QDir folder(toQString(facts.path));
    const auto addAnswer = [&](const AnswerFact& answer) {
        if (!answer.path.empty())
            texts.push_back({tr("Answer %1").arg(toQString(answer.label)), {}, folder.filePath(toQString(answer.path))});
    };
    for (const AnswerFact& answer : facts.answers) {
        if (answer.row == row)
            addAnswer(answer);
    }
    for (const RoundFact& round : facts.rounds) {
        if (round.row != row)
            continue;
        for (const AnswerFact& answer : facts.answers) {
            if (!answer.label.empty() && answer.label == round.answerLabel && answer.agent == round.agent)
                addAnswer(answer);
        }
        if (round.type == "presentation")
            addFact(texts, tr("Final answer"), facts.finalAnswer);
        for (const VoteFact& vote : facts.votes) {
            if (vote.agent == round.agent && !round.votedForLabel.empty() && vote.forLabel == round.votedForLabel
                && vote.time >= round.start && vote.time <= round.end + 2 * kNsPerSecond)
                addFact(texts, tr("Reason of the vote"), vote.reason);
        }
    }
    for (const VoteFact& vote : facts.votes) {
        if (vote.row == row)
            addFact(texts, tr("Reason of the vote"), vote.reason);
    }
    for (const ToolCallFact& call : facts.toolCalls) {
        if (call.row == row)
            addFact(texts, tr("Error of the tool"), call.error);
    }
    if (facts.session == row) {
        addFact(texts, tr("Question"), facts.question);
        addFact(texts, tr("Final answer"), facts.finalAnswer);
    }
}

/// Arguments and results are what people look for first.
int rank(const QString& path)
{
    static const char* const first[] = {"argument", "args", "input", "result", "output", "answer", "reason"};
    for (std::size_t i = 0; i < std::size(first); ++i) {
        if (path.contains(QLatin1String(first[i]), Qt::CaseInsensitive))
            return static_cast<int>(i);
    }
    return static_cast<int>(std::size(first));
}

} // namespace

std::vector<RecordText> textsOf(const TraceSnapshot& snapshot, RowId row, const std::vector<AttributeModel::Entry>& attributes)
{
    std::vector<RecordText> texts;
    if (snapshot.run(row) != kNoRun)
        addFacts(snapshot.runFacts(snapshot.run(row)), row, texts);
    const QString message = toQString(snapshot.message(row));
    if (message.size() > kMuchText || message.contains(QLatin1Char('\n')))
        texts.push_back({tr("Message"), message, {}});
    std::vector<const AttributeModel::Entry*> longs;
    for (const AttributeModel::Entry& entry : attributes) {
        const bool isToolText = rank(entry.key) < 4 && entry.value.size() > 1 && entry.value[0].unicode() > '9';
        if (entry.value.size() > kMuchText || entry.value.contains(QLatin1Char('\n')) || isToolText)
            longs.push_back(&entry);
    }
    std::stable_sort(longs.begin(), longs.end(), [](const auto* a, const auto* b) { return rank(a->path) < rank(b->path); });
    for (const AttributeModel::Entry* entry : longs) {
        const bool isKnown = std::any_of(texts.begin(), texts.end(), [&](const RecordText& t) { return t.text == entry->value; });
        if (!isKnown)
            texts.push_back({entry->path, entry->value, {}});
    }
    return texts;
}

QString readRunFile(const QString& file, const QString& runFolder)
{
    const QString inside = QFileInfo(file).canonicalFilePath();
    const QString folder = QFileInfo(runFolder).canonicalFilePath();
    if (inside.isEmpty() || folder.isEmpty())
        return tr("%1 is not there any more").arg(file);
    if (!inside.startsWith(folder + QLatin1Char('/')))
        return tr("%1 lies outside the folder of the run and is not read").arg(file);
    QFile input(inside);
    if (!QFileInfo(inside).isFile() || !input.open(QIODevice::ReadOnly))
        return tr("%1 cannot be read: %2").arg(file, input.errorString());
    const QByteArray bytes = input.read(kLargestFile);
    return QString::fromStdString(toUtf8(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

} // namespace mgx
