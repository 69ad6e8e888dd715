// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/secret.h"

#include <functional>
#include <map>
#include <QObject>
#include <QString>

namespace mgx {

/// Keeps secrets by name in the keychain of the system. Where there is none they last until the app ends, and isLasting() says so.
/// Answers come later, on this thread, which needs an event loop.
class Keychain : public QObject
{
    Q_OBJECT

public:
    enum class Store { System, SessionOnly };
    /// SessionOnly never asks the system: tests, pictures, and people who want it so.
    explicit Keychain(Store store = Store::System, QObject* parent = nullptr);

    /// `done` gets the secret, empty if there is none.
    void read(const QString& name, std::function<void(Secret)> done);
    /// `done(true)`: it outlives the app.
    void write(const QString& name, const Secret& secret, std::function<void(bool)> done);
    void remove(const QString& name);

    /// False once the system has shown that it keeps nothing.
    [[nodiscard]] bool isLasting() const { return m_isLasting; }

Q_SIGNALS:
    void isLastingChanged();

private:
    void setLasting(bool isLasting);

    bool m_isLasting;
    std::map<QString, Secret> m_session; ///< what the system does not keep
};

} // namespace mgx
