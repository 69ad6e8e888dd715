// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/massgen_validation.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <thread>

using namespace mgx;

class TestMassgenValidation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findingsHaveTheirPlaceAndAdvice()
    {
        const auto findings = readValidation("Provider List: {noise}\n{\"valid\": false, \"error_count\": 1, \"errors\": [{\"message\": \"Agent missing "
                                             "required field 'id'\", \"location\": \"agents[0]\", \"suggestion\": \"Add one\"}], \"warnings\": "
                                             "[{\"message\": \"odd\"}, 7]}\nbye");
        QVERIFY(findings);
        QCOMPARE(findings->size(), std::size_t(2));
        QCOMPARE(findings->at(0).severity, ConfigFinding::Severity::Error);
        QCOMPARE(findings->at(0).sentence, std::string("massgen --validate: agents[0]: Agent missing required field 'id'"));
        QCOMPARE(findings->at(0).advice, std::string("Add one"));
        QCOMPARE(findings->at(1).severity, ConfigFinding::Severity::Warning);
    }

    void aValidConfigIsSaidToBeOne()
    {
        const auto findings = readValidation("{\"valid\": true, \"errors\": [], \"warnings\": []}");
        QVERIFY(findings);
        QCOMPARE(findings->at(0).severity, ConfigFinding::Severity::Good);
    }

    void anOldMassgenSaysNothing()
    {
        for (const char* printed : {"", "usage: massgen [-h]", "{", "}{", "{\"a\": 1}"})
            QVERIFY2(!readValidation(printed), printed);
    }

    void theProgramIsStartedAndItsAnswerRead()
    {
        const auto findings = validateWithMassgen(script("test \"$1 $3\" = '--validate --json' && test \"$MARK\" = 7 && echo '{\"valid\": true}'"), "/c.yaml",
                                                  m_folder.path().toStdString(), {{"PATH", "/usr/bin:/bin"}, {"MARK", "7"}}, {});
        QVERIFY2(findings, findings ? "" : findings.error().sentence().c_str());
        QCOMPARE(findings->at(0).severity, ConfigFinding::Severity::Good);
    }

    void whoDoesNotWaitEndsIt()
    {
        const CancelToken cancel;
        std::thread impatient([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            cancel.cancel();
        });
        QElapsedTimer clock;
        clock.start();
        QVERIFY(!validateWithMassgen(script("exec sleep 30"), "/c.yaml", "/", {{"PATH", "/usr/bin:/bin"}}, cancel));
        impatient.join();
        QVERIFY(clock.elapsed() < 10'000);
    }

    void whatCannotBeStartedIsSaid()
    {
        MassgenInstall install;
        install.command = {"/nowhere/massgen"};
        QVERIFY(!validateWithMassgen(install, "/c.yaml", "/", {}, {}));
        QVERIFY(!validateWithMassgen({}, "/c.yaml", "/", {}, {}));
    }

private:
    MassgenInstall script(const char* text)
    {
        const std::string path = m_folder.filePath(QStringLiteral("massgen.sh")).toStdString();
        std::ofstream(path) << text << '\n';
        MassgenInstall install;
        install.command = {"/bin/sh", path};
        return install;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestMassgenValidation)
#include "tst_massgen_validation.moc"
