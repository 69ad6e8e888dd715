// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dialect/parser.h"

namespace mgx::dialect {

/// One level of the parser's recursion; hostile texts end with an error and not with the stack.
class Parser::Level
{
public:
    explicit Level(Parser& parser) : m_parser(parser)
    {
        if (++m_parser.m_level > kMaxDepth) {
            --m_parser.m_level;
            m_parser.fail("the statement is nested too deeply", "take it apart with WITH");
        }
    }
    ~Level() { --m_parser.m_level; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

private:
    Parser& m_parser;
};

} // namespace mgx::dialect
