#include <iterator>
#include <optional>
#include <set>

class {{typeName}} {
  std::multiset<long long> scores;

  long long below(long long score) const {
    return std::distance(scores.begin(), scores.lower_bound(score));
  }
  long long up_to(long long score) const {
    return std::distance(scores.begin(), scores.upper_bound(score));
  }

 public:
  void add(long long score) { scores.insert(score); }

  bool remove(long long score) {
    auto found = scores.find(score);
    if (found == scores.end()) return false;
    scores.erase(found);
    return true;
  }

  std::optional<long long> at(long long place) const {
    const long long total = static_cast<long long>(scores.size());
    if (place < 1 || place > total) return std::nullopt;
    return *std::next(scores.begin(), {{index}});
  }

  long long place(long long score) const {
    [[maybe_unused]] const long long total = static_cast<long long>(scores.size());
    return 1 + {{ahead}};
  }

  long long between(long long low, long long high) const {
    return low > high ? 0 : {{upper}} - below(low);
  }
};
