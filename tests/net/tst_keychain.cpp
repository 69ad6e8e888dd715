// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keychain.h"

#include <QtTest>

using namespace mgx;

class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSessionKeepsUntilItsEnd()
    {
        Keychain keychain(Keychain::Store::SessionOnly);
        QVERIFY(!keychain.isLasting());
        bool isWritten = false;
        bool isKept = true;
        keychain.write("a", Secret("x"), [&](bool kept) {
            isWritten = true;
            isKept = kept;
        });
        QTRY_VERIFY(isWritten);
        QVERIFY(!isKept);
        QCOMPARE(read(keychain, "a").reveal(), std::string("x"));
        QVERIFY(read(keychain, "b").isEmpty());
        keychain.remove("a");
        QVERIFY(read(keychain, "a").isEmpty());
    }

    /// A machine without a keychain service, as build machines are: it says so, and works until its end.
    void aMissingServiceIsSaid()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        Keychain keychain;
        int answer = -1;
        keychain.write("a", Secret("x"), [&](bool kept) { answer = kept ? 1 : 0; });
        QTRY_VERIFY(answer >= 0);
        QCOMPARE(answer == 1, keychain.isLasting());
        QCOMPARE(read(keychain, "a").reveal(), std::string("x"));
        keychain.remove("a");
    }

private:
    static Secret read(Keychain& keychain, const QString& name)
    {
        Secret secret("not read");
        bool isDone = false;
        keychain.read(name, [&](Secret found) {
            secret = found;
            isDone = true;
        });
        (void)QTest::qWaitFor([&] { return isDone; });
        return secret;
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
