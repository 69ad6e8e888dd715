// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <unordered_map>

namespace mgx {

/// The open connections of the receiver and what each is waiting for. The HTTP library closes one that is silent; one that
/// drips a byte now and then is ended here, by its deadline. Thread-safe; O(connections) per look, and there are few.
class Connections
{
public:
    using Clock = std::chrono::steady_clock;

    struct Limits
    {
        std::chrono::milliseconds firstRequest{15'000}; ///< from the connection to the end of the first request's head
        std::chrono::milliseconds request{60'000};      ///< from the end of a head to the end of its body
        std::chrono::milliseconds idle{120'000};        ///< between two requests
        std::size_t most = 128; ///< with more, the one that has waited longest without the token has to go
    };

    explicit Connections(Limits limits) : m_limits(limits) {}

    void opened(int socket);
    void closed(int socket);
    /// The head of a request has arrived; `isKnown`: with the right token.
    void requestBegan(int socket, bool isKnown);
    void requestEnded(int socket);

    /// Ends what is too slow; returns how many of them never said what they wanted. Called every now and then.
    std::size_t endLate(Clock::time_point now);
    [[nodiscard]] std::size_t count() const;

private:
    enum class Phase { Fresh, Request, Idle };
    struct Connection
    {
        Phase phase = Phase::Fresh;
        bool isKnown = false;
        bool isEnded = false;
        Clock::time_point since;
    };

    [[nodiscard]] std::chrono::milliseconds limitOf(Phase phase) const;
    void makeRoom();
    static void end(int socket, Connection& connection);

    Limits m_limits;
    mutable std::mutex m_mutex;
    std::unordered_map<int, Connection> m_connections;
};

} // namespace mgx
