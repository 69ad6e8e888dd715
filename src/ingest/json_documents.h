// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/json_blocks.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// One JSON value of a larger text.
struct JsonPiece
{
    std::string_view text;    ///< at least kPadding readable bytes follow, as simdjson wants them
    std::uint64_t line = 0;   ///< 1-based line that it begins in
    bool isComplete = true;   ///< false: the input ended inside, or a damaged place was reached

    static constexpr std::size_t kPadding = 64;
};

/// Decides what of a JSON text is gone into and what is handed out whole. A place is the visitor's own number for a container
/// that it has entered; the top level, where documents stand one after the other, is place 0.
class JsonVisitor
{
public:
    static constexpr int kWhole = -1;

    virtual ~JsonVisitor() = default;
    /// An object or array begins in `place`, under `key` where that is an object. Returns its place, or kWhole for `value`.
    virtual int enter(int place, std::string_view key, bool isArray) = 0;
    virtual void leave(int place) = 0;
    /// A scalar, or a container that was not entered.
    virtual void value(int place, std::string_view key, const JsonPiece& piece) = 0;
    /// Something that is no JSON was passed over, or the text ended early.
    virtual void damage(std::uint64_t line, std::string_view sentence) = 0;
};

/// Walks any number of JSON documents that stand one after the other (a single one, JSON lines, pretty-printed, separated by
/// commas or nothing) and come in chunks cut anywhere. Holds only the value at hand. After damage it goes on at the next line
/// that begins like the values before it. About 1.5 GB/s where values are handed out whole. One thread.
class JsonWalker
{
public:
    explicit JsonWalker(JsonVisitor& visitor) : m_visitor(visitor) {}

    void consume(std::string_view chunk);
    /// The input has ended: leaves all containers, innermost first.
    void finish();

private:
    static constexpr std::size_t kMaxFrames = 64;
    static constexpr std::size_t kMaxValue = std::size_t(64) << 20;
    static constexpr std::size_t kMaxDoubt = std::size_t(16) << 20; ///< bytes read on after a sign of damage
    static constexpr std::size_t kMaxMark = 64;

    struct Frame
    {
        int place = 0;
        bool isArray = true;
        bool hasMark = false;
        std::string mark; ///< how its first value begins, with the line break before it
    };

    void append(std::string_view chunk);
    void run();
    bool between();
    bool atTop(char c);
    bool inArray(char c);
    bool inObject(char c);
    bool skipLine();
    bool takeString(std::size_t& end);
    bool takeKey();
    bool takeScalar();
    bool begin(char c);
    void close(bool isArray);
    void leaveFrame();
    bool scanValue();
    void noteDoubt(std::size_t at);
    void endValue(std::size_t end, bool isComplete);
    bool resume();
    void learnMark();
    [[nodiscard]] bool hasMarkAt(std::size_t newline, const Frame& frame) const;
    bool restartAt(std::size_t at);
    void take(std::size_t end);
    [[nodiscard]] char at(std::size_t i) const { return m_bytes[i]; }

    JsonVisitor& m_visitor;
    std::vector<char> m_bytes; ///< [0, m_end) is input, then padding
    std::size_t m_end = 0;
    std::size_t m_pos = 0;     ///< next byte to look at
    std::size_t m_start = 0;   ///< of the value at hand
    std::uint64_t m_line = 1;  ///< of m_pos
    std::uint64_t m_startLine = 1;
    std::vector<Frame> m_frames = std::vector<Frame>(1);
    std::string m_key;
    JsonValueScan m_scan;
    std::size_t m_doubt = 0;   ///< first sign of damage in the value at hand: a line break; 0 = none
    std::uint64_t m_doubtLine = 0;
    std::uint64_t m_input = 0;
    std::uint64_t m_again = 0; ///< bytes that were read twice
    bool m_hasKey = false;
    bool m_isInValue = false;
    bool m_isSkippingLine = false;
    bool m_isDropping = false; ///< the value at hand is too long: its end is looked for, nothing is kept
    bool m_isFinal = false;
    bool m_wasCut = false;
};

} // namespace mgx
