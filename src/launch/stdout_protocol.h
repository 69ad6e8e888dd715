// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// What the output of `massgen --automation` has told so far.
struct StdoutFacts
{
    std::string logFolder;  ///< as printed: absolute, or relative to the working folder
    std::string statusPath;
    std::string question;
    std::string winner;
    std::string answerPath; ///< ANSWER:, or the file that the last ANSWER_FILE: names
    std::string finalFolder;
    std::vector<std::string> errors; ///< lines with ❌, the last few
    int questions = 0; ///< QUESTION: blocks
    int restarts = 0;
    int completions = 0; ///< COMPLETED: lines; one of them is not the end where a restart follows
    int prompts = 0;     ///< of the interactive loop that asks for a question for ever
    bool hasCoordination = false;

    /// Result blocks without a restart between them, or the question loop: MassGen will never end by itself.
    [[nodiscard]] bool isLooping() const { return questions > restarts + 1 || prompts >= 3; }
};

/// Reads the standard output of MassGen as it comes, cut anywhere. Colours, noise of libraries and lines of other versions are
/// passed over; `WINNER:` and the like inside a question or an answer of several lines do not count. One thread, O(bytes).
class StdoutProtocol
{
public:
    void feed(std::string_view bytes);
    /// The output has ended: an unfinished line counts too.
    void finish();
    [[nodiscard]] const StdoutFacts& facts() const { return m_facts; }

private:
    enum class Block { None, Question, Result, Preview };

    void takeLine(std::string line);
    void takeField(std::string_view line);
    bool takeBegin(std::string_view line);
    void takeResult(std::string_view line);

    StdoutFacts m_facts;
    Block m_block = Block::None;
    bool m_wasBlank = false; ///< the line before
    std::string m_rest;
};

/// The text without ANSI escape sequences and other control characters (tabs stay).
[[nodiscard]] std::string withoutAnsi(std::string_view text);

} // namespace mgx
