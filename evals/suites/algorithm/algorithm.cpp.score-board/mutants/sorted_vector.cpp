#include <algorithm>
#include <optional>
#include <vector>

class {{typeName}} {
  std::vector<long long> scores;

  long long below(long long score) const {
    return std::lower_bound(scores.begin(), scores.end(), score) - scores.begin();
  }
  long long up_to(long long score) const {
    return std::upper_bound(scores.begin(), scores.end(), score) - scores.begin();
  }

 public:
  void add(long long score) { scores.insert(scores.begin() + up_to(score), score); }

  bool remove(long long score) {
    auto found = std::lower_bound(scores.begin(), scores.end(), score);
    if (found == scores.end() || *found != score) return false;
    scores.erase(found);
    return true;
  }

  std::optional<long long> at(long long place) const {
    const long long total = static_cast<long long>(scores.size());
    if (place < 1 || place > total) return std::nullopt;
    return scores[{{index}}];
  }

  long long place(long long score) const {
    [[maybe_unused]] const long long total = static_cast<long long>(scores.size());
    return 1 + {{ahead}};
  }

  long long between(long long low, long long high) const {
    return low > high ? 0 : {{upper}} - below(low);
  }
};
