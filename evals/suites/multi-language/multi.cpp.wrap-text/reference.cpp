#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace {

constexpr char mark = '{{mark}}';
constexpr long long least = {{least}};

/** The code points of UTF-8 text, each as the bytes it has. */
std::vector<std::string> code_points(const std::string& text) {
    std::vector<std::string> points;
    for (const char byte : text) {
        const bool continues = (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
        if (!continues) points.emplace_back();
        points.back() += byte;
    }
    return points;
}

}  // namespace

std::vector<std::string> wrap_text(const std::string& text, long long width) {
    std::vector<std::string> lines;
    std::string line;
    long long length = 0;
    std::istringstream words(text);
    for (std::string word; std::getline(words, word, ' ');) {
        if (word.empty()) continue;
        const auto points = code_points(word);
        long long left = static_cast<long long>(points.size());
        if (length > 0 && length + 1 + left <= width) {
            line += ' ' + word;
            length += 1 + left;
            continue;
        }
        if (length > 0) lines.push_back(line);
        line.clear();
        length = 0;
        long long room = left > width ? std::min(width - 1, left - least) : left;
        for (const auto& point : points) {
            if (length == room) {
                lines.push_back(line + mark);
                line.clear();
                length = 0;
                room = left > width ? std::min(width - 1, left - least) : left;
            }
            line += point;
            ++length;
            --left;
        }
    }
    if (length > 0) lines.push_back(line);
    return lines;
}
