// Cuts the source text of our template language into tokens. Knows nothing of its grammar.
#pragma once
#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

enum class Kind { name, number, text, sign };

struct Token {
  Kind kind;
  std::string value;
  std::size_t line, column;  // of its first character, both from 1 on, in bytes
};

/// Says where the source is wrong.
struct LexError : std::runtime_error {
  std::size_t line, column;
  LexError(std::size_t line, std::size_t column) : std::runtime_error("bad token"), line(line), column(column) {}
};

inline constexpr char kComment = '{{comment}}';
inline constexpr char kQuote = '{{quoteCode}}';
inline constexpr char kEscape = '{{escape}}';
inline constexpr char kGroup = '{{group}}';

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '@'; }
inline bool is_sign(char c) { return std::string("()[]{},:=<>+-*/").find(c) != std::string::npos; }

/// The tokens of `source`, in order.
///
/// - Spaces, tabs and line feeds separate tokens. A comment reaches from kComment to the end of its line.
/// - A name is a letter followed by letters, digits and `-`; its value is the name. A `-` is part of a name only when a
///   letter or digit follows it, so `a-` is a name and a sign, and `a--b` is `a`, `-`, `-`, `b`.
/// - A number is made of digits; between two of them one kGroup may stand, which its value leaves out. A letter must
///   not follow directly. Leading zeros stay.
/// - A text stands between two kQuote in one line. In it kEscape is followed by kQuote, kEscape (both stand for
///   themselves) or `n` (a line feed). Its value is without the quotes and with the escapes resolved; every other
///   character stands for itself, kComment too.
/// - `<=`, `>=` and `=>` are one sign each, every other sign is one character (`is_sign`).
///
/// Throws LexError with the place of: a character that begins no token; the letter that follows a number; the opening
/// quote of a text that its line does not end; the kEscape in a text that is followed by anything else. A kEscape at
/// the end of the line or of the source makes a text that its line does not end. Of several mistakes the one counts
/// that shows first when reading: in a text with a wrong kEscape and no end that is the kEscape.
inline std::vector<Token> tokenize(const std::string& source) {
{{cursor}}
}
