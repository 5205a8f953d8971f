// Every token as one text with its place; a LexError becomes the last one.
inline std::vector<std::string> run(const std::string& source) {
  std::vector<std::string> rows;
  try {
    for (const auto& token : tokenize(source)) {
      const char* kinds[] = {"name", "number", "text", "sign"};
      rows.push_back(std::to_string(token.line) + ":" + std::to_string(token.column) + " " +
                     kinds[static_cast<int>(token.kind)] + " " + token.value);
    }
  } catch (const LexError& error) {
    rows = {"error at " + std::to_string(error.line) + ":" + std::to_string(error.column)};
  }
  return rows;
}
