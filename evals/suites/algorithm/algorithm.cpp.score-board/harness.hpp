// Replays calls on a fresh board. `at` without a score gives -1 and then 0 in place of 1 and the score.
#include <string>
#include <vector>

inline long long fill({{typeName}}& board, long long count) {
  // Every new score lies in the middle of the others, wherever one keeps them.
  long long sum = 0;
  for (long long i = 0; i < count; ++i) {
    board.add(i % 2 == 0 ? i : 2 * count - i);
    if (i % 4 == 3) sum += board.place(i) + *board.at(1 + i / 2) % 1000;
  }
  return sum;
}

inline std::vector<long long> run(const std::vector<std::string>& calls,
                                  const std::vector<std::vector<long long>>& args) {
  {{typeName}} board;
  std::vector<long long> results;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const auto& a = args[i];
    if (calls[i] == "add") {
      board.add(a[0]);
    } else if (calls[i] == "remove") {
      results.push_back(board.remove(a[0]) ? 1 : 0);
    } else if (calls[i] == "at") {
      const auto found = board.at(a[0]);
      results.push_back(found ? 1 : -1);
      results.push_back(found.value_or(0));
    } else if (calls[i] == "place") {
      results.push_back(board.place(a[0]));
    } else if (calls[i] == "between") {
      results.push_back(board.between(a[0], a[1]));
    } else {
      results.push_back(fill(board, a[0]));
    }
  }
  return results;
}
