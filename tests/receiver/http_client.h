// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A bare TCP connection to the loopback address, for requests that no well-behaved client would send.
class RawConnection
{
public:
    explicit RawConnection(std::uint16_t port, bool isIpv6 = false);
    ~RawConnection();
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;

    [[nodiscard]] bool isOpen() const { return m_socket >= 0; }
    /// False if the other side has closed.
    bool send(std::string_view bytes);
    /// Everything until one answer is whole, the other side closes, or the time is over.
    std::string receive(int timeoutMs = 5000);
    /// True once the other side has closed.
    bool isClosedWithin(int timeoutMs);

private:
    int m_socket = -1;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

std::string httpRequest(const std::string& method, const std::string& path, const Headers& headers, std::string_view body);
/// The status of an answer, or 0.
int statusOf(std::string_view answer);
std::string bodyOf(std::string_view answer);
std::string gzipped(std::string_view text);
