// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "receiver/connections.h"
#include "receiver/journal.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace mgx {

/// What a judge says about the body of a request.
struct OtlpJudgement
{
    bool isGood = true;
    std::uint64_t records = 0;  ///< spans, log records or metrics that can be used
    std::uint64_t rejected = 0; ///< that cannot
    std::string sentence;       ///< why
};

using OtlpJudge = std::function<OtlpJudgement(OtlpSignal signal, OtlpEncoding encoding, std::string_view body)>;

/// What a receiver has seen so far.
struct ReceiverCounts
{
    std::uint64_t requests = 0; ///< that were taken
    std::uint64_t spans = 0;
    std::uint64_t logs = 0;
    std::uint64_t metrics = 0; ///< taken, but not kept: nothing here shows them
    std::uint64_t bytes = 0;   ///< unpacked
    std::uint64_t unauthorised = 0;
    std::uint64_t malformed = 0;
    std::uint64_t tooLarge = 0;
    std::uint64_t tooSlow = 0; ///< ended or broken off before the body was there
    std::uint64_t turnedAway = 0; ///< busy, or no room on the disk: the sender was told to try again
    std::uint64_t other = 0;   ///< wrong path, method or type

    [[nodiscard]] std::uint64_t refused() const { return unauthorised + malformed + tooLarge + tooSlow + turnedAway + other; }
};

struct ReceiverOptions
{
    std::uint16_t port = 0;    ///< 0 = any free one
    std::string token;         ///< empty = a random one is made
    std::string journalFolder; ///< empty = nothing is kept
    std::size_t maxSentBytes = std::size_t(64) << 20;
    std::size_t maxBytes = std::size_t(128) << 20; ///< unpacked
    std::size_t maxBytesAtOnce = std::size_t(512) << 20;
    Connections::Limits limits;
};

/// Receives OpenTelemetry over HTTP on the loopback addresses: traces, logs and metrics, protobuf and JSON, packed or not. What
/// passes the judge is written to the journal, then confirmed, then told to `onReceived`. Requests come one at a time to judge and
/// journal, on threads of the receiver; start and stop on one thread. Nothing listens before start().
class Receiver
{
public:
    using OnReceived = std::function<void()>;

    /// `onReceived` is called on a thread of the receiver and has to be quick.
    Receiver(ReceiverOptions options, OtlpJudge judge, OnReceived onReceived);
    ~Receiver();

    [[nodiscard]] Result<void> start();
    void stop();

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] const std::string& token() const;
    /// "http://127.0.0.1:PORT"
    [[nodiscard]] std::string url() const;
    [[nodiscard]] bool hasIpv6() const;
    /// Any thread.
    [[nodiscard]] ReceiverCounts counts() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// 160 random bits in hexadecimal.
[[nodiscard]] std::string randomToken();

} // namespace mgx
