// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/settings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace mgx;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSetIsThereAgain()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath("settings.ini");
        {
            Settings settings(file);
            QCOMPARE(settings.theme(), QString("system"));
            QCOMPARE(settings.timeDisplay(), QString("relative"));
            QCOMPARE(settings.textSize(), 13);
            QSignalSpy changed(&settings, &Settings::timeDisplayChanged);
            settings.setTheme("light");
            settings.setTimeDisplay("utc");
            settings.setTimeDisplay("utc");
            QCOMPARE(changed.size(), 1);
            settings.setTextSize(15);
            settings.setPalette("strong");
            settings.setScalePercent(150);
            settings.addFolder("/some/where");
            settings.addFolder("/some/where");
            settings.addFolder("/else");
            settings.removeFolder("/else");
        }
        const Settings settings(file);
        QCOMPARE(settings.theme(), QString("light"));
        QCOMPARE(settings.timeDisplay(), QString("utc"));
        QCOMPARE(settings.textSize(), 15);
        QCOMPARE(settings.palette(), QString("strong"));
        QCOMPARE(settings.scalePercent(), 150);
        QCOMPARE(settings.folders(), QStringList{"/some/where"});
    }

    /// A settings file that somebody has edited, or that is damaged, never stops the app.
    void nonsenseIsTheUsual()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("settings.ini"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[General]\ntheme=purple\ntextSize=9000\npalette=7\nscalePercent=abc\ntimeDisplay=\n\x01\x02[[[=\n");
        file.close();
        const Settings settings(file.fileName());
        QCOMPARE(settings.theme(), QString("system"));
        QCOMPARE(settings.textSize(), Settings::kLargestText);
        QCOMPARE(settings.palette(), QString("usual"));
        QCOMPARE(settings.scalePercent(), 100);
        QCOMPARE(settings.timeDisplay(), QString("relative"));
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
