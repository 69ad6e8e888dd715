// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/stdout_protocol.h"

#include "base/text.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr std::size_t kLongestLine = 1 << 20;
constexpr std::size_t kMostErrors = 10;

/// The text behind a key at the start of a line; nothing if the line does not begin with it.
bool takeKey(std::string_view line, std::string_view key, std::string& out)
{
    if (!line.starts_with(key))
        return false;
    out = trimmed(line.substr(key.size()));
    return true;
}

} // namespace

std::string withoutAnsi(std::string_view text)
{
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c != 0x1B) {
            if (c >= 0x20 || c == '\t')
                plain += text[i];
            continue;
        }
        if (i + 1 >= text.size())
            break;
        const char kind = text[++i];
        if (kind == '[') { // CSI: up to a letter
            while (i + 1 < text.size() && (text[i + 1] < '@' || text[i + 1] > '~'))
                ++i;
            ++i;
        } else if (kind == ']') { // OSC: up to BEL or ESC
            while (i + 1 < text.size() && text[i + 1] != '\a' && text[i + 1] != 0x1B)
                ++i;
            i += i + 1 < text.size() && text[i + 1] == 0x1B ? 2 : 1;
        }
    }
    return plain;
}

void StdoutProtocol::feed(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const std::string_view piece = bytes.substr(0, end);
        if (m_rest.size() + piece.size() <= kLongestLine)
            m_rest += piece;
        if (end == std::string_view::npos)
            return;
        takeLine(withoutAnsi(m_rest));
        m_rest.clear();
        bytes.remove_prefix(end + 1);
    }
}

void StdoutProtocol::finish()
{
    if (!m_rest.empty())
        takeLine(withoutAnsi(m_rest));
    m_rest.clear();
}

void StdoutProtocol::takeLine(std::string line)
{
    const bool isBlank = trimmed(line).empty();
    if (!isBlank)
        takeField(line);
    m_wasBlank = isBlank;
}

void StdoutProtocol::takeField(std::string_view line)
{
    if (line.find("\u274C") != std::string_view::npos) { // a cross mark
        if (m_facts.errors.size() >= kMostErrors)
            m_facts.errors.erase(m_facts.errors.begin());
        m_facts.errors.emplace_back(trimmed(line));
    }
    if (line.find("Please try again or type /quit") != std::string_view::npos)
        ++m_facts.prompts;
    // The text of an answer ends where a blank line and the next key come.
    if (m_block == Block::Preview && !(m_wasBlank && line.starts_with("COMPLETED:")))
        return;
    if (takeBegin(line))
        return;
    if (m_block == Block::Question && !line.starts_with("[Coordination")) {
        m_facts.question += '\n';
        m_facts.question += line;
        return;
    }
    takeResult(line);
}

bool StdoutProtocol::takeBegin(std::string_view line)
{
    if (m_facts.questions == 0) {
        if (takeKey(line, "LOG_DIR:", m_facts.logFolder) || takeKey(line, "STATUS:", m_facts.statusPath))
            return true;
    }
    if (m_block != Block::Question && takeKey(line, "QUESTION:", m_facts.question)) {
        ++m_facts.questions;
        m_block = Block::Question;
        return true;
    }
    if (line.starts_with("[Coordination")) {
        m_facts.hasCoordination = true;
        m_block = Block::Result;
        return true;
    }
    return false;
}

void StdoutProtocol::takeResult(std::string_view line)
{
    std::string ignored;
    if (line.starts_with("RESTART:")) {
        ++m_facts.restarts;
        m_facts.winner.clear();
    } else if (line.starts_with("COMPLETED:")) {
        ++m_facts.completions;
        m_block = Block::Result;
    } else if (line.starts_with("ANSWER_PREVIEW:")) {
        m_block = Block::Preview;
    } else {
        (void)(takeKey(line, "WINNER:", m_facts.winner) || takeKey(line, "ANSWER_FILE:", m_facts.answerPath)
               || takeKey(line, "ANSWER:", m_facts.answerPath) || takeKey(line, "FINAL_DIR:", m_facts.finalFolder));
    }
}

} // namespace mgx
