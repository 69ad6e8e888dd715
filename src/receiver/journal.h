// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace mgx {

enum class OtlpSignal : std::uint8_t { Traces, Logs, Metrics };
enum class OtlpEncoding : std::uint8_t { Protobuf, Json };

/// Keeps what was received in files of one folder that are themselves OTLP files: `traces.otlp.pb` and `logs.otlp.pb` (each
/// request behind its length in four bytes, big end first, as the OpenTelemetry Collector's file exporter writes them) and
/// `traces.otlp.json`, `logs.otlp.json` (one request after the other). A request is handed to the system in one call before it is
/// confirmed to the sender, so the end of this process, however it comes, loses nothing. Not thread-safe.
class Journal
{
public:
    Journal() = default;
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// Uses the folder, which is made if it is missing. A request that an earlier crash cut off is removed from the end.
    [[nodiscard]] Result<void> open(const std::string& folder);
    /// Fails if the disk is full or the files have reached `maxBytes` together.
    [[nodiscard]] Result<void> append(OtlpSignal signal, OtlpEncoding encoding, std::string_view body);
    void close();

    [[nodiscard]] const std::string& folder() const { return m_folder; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    /// The file that requests of this kind go to, there or not.
    [[nodiscard]] std::string path(OtlpSignal signal, OtlpEncoding encoding) const;

    std::uint64_t maxBytes = std::uint64_t(32) << 30;

private:
    [[nodiscard]] Result<int> file(OtlpSignal signal, OtlpEncoding encoding);

    std::string m_folder;
    std::array<int, 4> m_files = {-1, -1, -1, -1};
    std::uint64_t m_bytes = 0;
};

} // namespace mgx
