// SPDX-License-Identifier: GPL-3.0-or-later
#include "receiver/connections.h"

#include <sys/socket.h>

namespace mgx {

void Connections::opened(int socket)
{
    const std::lock_guard lock(m_mutex);
    if (m_connections.size() >= m_limits.most)
        makeRoom();
    m_connections[socket] = {Phase::Fresh, false, false, Clock::now()};
}

void Connections::closed(int socket)
{
    const std::lock_guard lock(m_mutex);
    m_connections.erase(socket);
}

void Connections::requestBegan(int socket, bool isKnown)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_connections.find(socket); found != m_connections.end()) {
        found->second.phase = Phase::Request;
        found->second.isKnown |= isKnown;
        found->second.since = Clock::now();
    }
}

void Connections::requestEnded(int socket)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_connections.find(socket); found != m_connections.end()) {
        found->second.phase = Phase::Idle;
        found->second.since = Clock::now();
    }
}

std::chrono::milliseconds Connections::limitOf(Phase phase) const
{
    switch (phase) {
    case Phase::Fresh: return m_limits.firstRequest;
    case Phase::Request: return m_limits.request;
    case Phase::Idle: return m_limits.idle;
    }
    return m_limits.idle;
}

/// The socket stays open, so that its number cannot become another connection's: the HTTP library sees the end and closes it.
void Connections::end(int socket, Connection& connection)
{
    connection.isEnded = true;
    ::shutdown(socket, SHUT_RDWR);
}

void Connections::makeRoom()
{
    auto oldest = m_connections.end();
    for (auto at = m_connections.begin(); at != m_connections.end(); ++at) {
        if (!at->second.isKnown && !at->second.isEnded && (oldest == m_connections.end() || at->second.since < oldest->second.since))
            oldest = at;
    }
    if (oldest != m_connections.end())
        end(oldest->first, oldest->second);
}

std::size_t Connections::endLate(Clock::time_point now)
{
    const std::lock_guard lock(m_mutex);
    std::size_t count = 0;
    for (auto& [socket, connection] : m_connections) {
        if (!connection.isEnded && now - connection.since > limitOf(connection.phase)) {
            count += connection.phase == Phase::Fresh;
            end(socket, connection);
        }
    }
    return count;
}

std::size_t Connections::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_connections.size();
}

} // namespace mgx
