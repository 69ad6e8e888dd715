// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/case_folder.h"
#include "ingest/catalog.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace mgx;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> kRuns{"c-tools", "f-restart", "g2-old", "g1-old", "nested", "odd-ids"};

std::vector<fs::path> filesBelow(const fs::path& root)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (entry.is_regular_file() && !entry.is_symlink())
            files.push_back(fs::relative(entry.path(), root));
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// Imports everything that is listed; what could be read, as numbers.
struct Read
{
    std::size_t runs = 0;
    std::size_t records = 0;
    std::size_t answersAndVotes = 0;
    std::vector<Problem> problems;
};

Read readAll(const fs::path& root)
{
    Read read;
    const Result<Catalog> catalog = listCatalog(root.string(), {});
    if (!catalog)
        return read;
    for (const CatalogItem& item : catalog->items) {
        const Result<Imported> imported = importItem(item, {});
        if (!imported)
            continue;
        ++read.runs;
        read.records += imported->snapshot->rowCount();
        for (RunId run = 0; run < imported->snapshot->runCount(); ++run)
            read.answersAndVotes += imported->snapshot->runFacts(run).answers.size() + imported->snapshot->runFacts(run).votes.size();
        const auto& problems = imported->report->problems();
        read.problems.insert(read.problems.end(), problems.begin(), problems.end());
    }
    return read;
}

/// The two lines of a tool call with a result of any size.
std::string hugeCall(const std::string& result)
{
    const std::string head = "{\"timestamp\": \"2026-11-23T06:36:26.472101\", \"agent_id\": \"planner\", \"event_type\": \"tool_";
    const std::string tool = "\"tool_id\": \"h\", \"tool_name\": \"mcp__lab__huge\", ";
    return head + "start\", \"data\": {" + tool + "\"args\": {}}}\n" + head + "complete\", \"data\": {" + tool
           + "\"result\": \"" + result + "\"}}\n";
}

/// Files that are not read, or in which damage cannot be seen.
bool isUnread(const fs::path& file)
{
    const std::string path = file.string();
    for (const std::string_view part : {"/turn_1/final/", "/.git/", ".massgen/other/", "/execution_trace.md", "subagents/lost/"}) {
        if (path.find(part) != std::string::npos)
            return true;
    }
    return false;
}

} // namespace

/// Copies of runs with one file broken: nothing crashes or hangs, what is readable stays, and the damage is named.
class TestMassgenDamage : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    fs::path m_root;

    void fresh(const std::string& name)
    {
        m_root = fs::path(m_dir.path().toStdString()) / "copy";
        fs::remove_all(m_root);
        copyTree(caseFolder(name) / "input", m_root);
    }

    static void addRuns()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : kRuns)
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    /// What a file becomes, in one or more versions, each tried alone.
    using Damage = std::function<std::vector<std::string>(const std::string&)>;

    /// Every file broken; no run, answer or vote is lost, and a problem names the file. No text = the file is removed.
    void breakEach(const QString& name, const Damage& damage, bool mustName)
    {
        fresh(name.toStdString());
        const Read whole = readAll(m_root);
        for (const fs::path& file : filesBelow(m_root)) {
            const std::string before = readWhole(m_root / file);
            const std::vector<std::string> versions = damage(before);
            if (versions.empty())
                fs::remove(m_root / file);
            for (std::size_t i = 0; i < std::max<std::size_t>(1, versions.size()); ++i) {
                if (!versions.empty())
                    writeWhole(m_root / file, versions[i]);
                check(readAll(m_root), whole, file, mustName && !before.empty() && !isUnread(file));
            }
            writeWhole(m_root / file, before);
        }
    }

    static void check(const Read& broken, const Read& whole, const fs::path& file, bool mustName)
    {
        QVERIFY2(broken.runs == whole.runs, file.c_str());
        QVERIFY2(broken.records >= 10, file.c_str());
        QVERIFY2(broken.answersAndVotes == whole.answersAndVotes,
                 (file.string() + ": " + std::to_string(broken.answersAndVotes) + " answers and votes").c_str());
        const bool isNamed = std::any_of(broken.problems.begin(), broken.problems.end(), [&file](const Problem& problem) {
            return file.string().ends_with(fs::path(problem.file).filename().string());
        });
        QVERIFY2(isNamed || !mustName, (file.string() + ": no problem names it").c_str());
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_dir.isValid()); }

    void emptied_data() { addRuns(); }
    void emptied()
    {
        QFETCH(QString, name);
        breakEach(name, [](const std::string&) { return std::vector<std::string>{""}; }, true);
    }

    void garbage_data() { addRuns(); }
    void garbage()
    {
        QFETCH(QString, name);
        std::string noise;
        for (unsigned i = 0, x = 12345; i < 4096; ++i) {
            x = x * 1103515245 + 12345;
            noise.push_back(static_cast<char>(x >> 16));
        }
        breakEach(name, [&noise](const std::string&) { return std::vector<std::string>{noise}; }, true);
    }

    void removed_data() { addRuns(); }
    void removed()
    {
        QFETCH(QString, name);
        breakEach(name, [](const std::string&) { return std::vector<std::string>{}; }, false);
    }

    /// Twenty cuts of every file of the run; the cut in the middle of a JSON document is named.
    void cut_data() { addRuns(); }
    void cut()
    {
        QFETCH(QString, name);
        const Damage cuts = [](const std::string& text) {
            std::vector<std::string> versions;
            for (std::size_t i = 1; i <= 20; ++i)
                versions.push_back(text.substr(0, text.size() * i / 21));
            return versions;
        };
        breakEach(name, cuts, false);
    }

    void namesTheCut()
    {
        for (const char* file : {"status.json", "coordination_events.json", "metrics_events.json", "metrics_summary.json",
                                 "snapshot_mappings.json", "events.jsonl", "execution_metadata.yaml"}) {
            fresh("c-tools");
            const fs::path unit = m_root / "log_20261123_063625_666205/turn_1/attempt_1";
            const std::string text = readWhole(unit / file);
            writeWhole(unit / file, std::string_view(text).substr(0, text.size() * 2 / 3));
            const Read broken = readAll(m_root);
            const bool isNamed = std::any_of(broken.problems.begin(), broken.problems.end(),
                                             [file](const Problem& problem) { return problem.file == file; });
            QVERIFY2(isNamed, file);
        }
    }

    /// Without one of the three files that tell of rounds, the others still give answers and votes.
    void keepsAnswersAndVotes()
    {
        for (const char* file : {"coordination_events.json", "events.jsonl", "snapshot_mappings.json", "metrics_events.json",
                                 "status.json"}) {
            fresh("c-tools");
            fs::remove(m_root / "log_20261123_063625_666205/turn_1/attempt_1" / file);
            const Result<Catalog> catalog = listCatalog(m_root.string(), {});
            QVERIFY(catalog.has_value());
            const Result<Imported> imported = importItem(catalog->items.at(0), {});
            QVERIFY(imported.has_value());
            const RunFacts& facts = imported->snapshot->runFacts(0);
            std::string labels;
            for (const AnswerFact& answer : facts.answers)
                labels += answer.label + ' ';
            QVERIFY2(labels == "agent2.1 agent1.1 agent3.1 agent3.2 ", (std::string(file) + ": " + labels).c_str());
            std::string votes;
            for (const VoteFact& vote : facts.votes)
                votes += facts.agents.at(std::size_t(vote.agent)).id + '>' + vote.forLabel + ' ';
            QVERIFY2(votes == "planner>agent1.1 checker>agent1.1 planner>agent1.1 checker>agent1.1 writer>agent2.1 ",
                     (std::string(file) + ": " + votes).c_str());
            QVERIFY2(facts.winner == "checker" && facts.toolCalls.size() == 12, file);
            QVERIFY2(facts.usage && facts.usage->inputTokens == 124092, file);
            QVERIFY2(facts.rounds.size() == 12, (std::string(file) + ": " + std::to_string(facts.rounds.size())).c_str());
        }
    }

    void survivesLoopsAndOddFiles()
    {
        fresh("nested");
        const fs::path unit = m_root / ".massgen/massgen_logs/log_20251201_120000_250000/turn_1/attempt_1";
        fs::create_directory_symlink(m_root, unit / "lead/20251201_999999_loop");
        fs::create_directory_symlink("..", unit / "lead/20251201_120010_240009");
        fs::create_directory_symlink(unit, unit / "checkpoint_2");
        fs::create_directory_symlink(unit, m_root / ".massgen/subagent_logs/sa_0a1b2c3d/subagents/self");
        fs::create_directories(m_root / ".massgen/subagent_logs/sa_0a1b2c3d/subagents/inner/full_logs");
        fs::create_symlink(unit / "status.json", m_root / ".massgen/subagent_logs/sa_0a1b2c3d/subagents/inner/full_logs/status.json");
        fs::remove(unit / "status.json");
        fs::create_directory(unit / "status.json");
        const Read read = readAll(m_root);
        QCOMPARE(read.runs, std::size_t(2));
        QVERIFY(read.records > 50);
    }

    /// A subagent whose own `subagents` link leads back to the folder it stands in.
    void survivesSubagentsOfThemselves()
    {
        fresh("nested");
        const fs::path subagents = m_root / ".massgen/subagent_logs/sa_0a1b2c3d/subagents";
        fs::create_directory_symlink(subagents, subagents / "scout one/full_logs/subagents");
        const Read read = readAll(m_root);
        QCOMPARE(read.runs, std::size_t(2));
        QVERIFY(read.records < 2000);
    }

    void readsHugeLine()
    {
        fresh("c-tools");
        const fs::path events = m_root / "log_20261123_063625_666205/turn_1/attempt_1/events.jsonl";
        const std::string text = readWhole(events);
        const std::string huge(50 << 20, 'x');
        writeWhole(events, hugeCall(huge) + text);
        const Result<Catalog> catalog = listCatalog(m_root.string(), {});
        QVERIFY(catalog.has_value());
        const Result<Imported> imported = importItem(catalog->items.at(0), {});
        QVERIFY(imported.has_value());
        const RunFacts& facts = imported->snapshot->runFacts(0);
        QCOMPARE(facts.toolCalls.size(), std::size_t(13));
        std::size_t largest = 0;
        for (const ToolCallFact& call : facts.toolCalls)
            largest = std::max(largest, imported->snapshot->attributes(call.row).size());
        QVERIFY(largest > huge.size());
        QVERIFY(facts.problems.empty());
    }
};

QTEST_GUILESS_MAIN(TestMassgenDamage)
#include "tst_massgen_damage.moc"
