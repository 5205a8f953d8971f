#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

class {{typeName}} {
 public:
  void add(long long score) {
    auto [left, right] = split(root, score, false);
    nodes.push_back({score, next_priority(), 1, 0, 0});
    root = merge(merge(left, static_cast<int>(nodes.size()) - 1), right);
  }

  bool remove(long long score) {
    auto [left, rest] = split(root, score, false);
    auto [middle, right] = split(rest, score, true);
    const bool found = middle != 0;
    root = merge(merge(left, drop_first(middle)), right);
    return found;
  }

  std::optional<long long> at(long long place) const {
    const long long total = nodes[root].size;
    if (place < 1 || place > total) return std::nullopt;
    return pick({{index}});
  }

  long long place(long long score) const {
    const long long total = nodes[root].size;
    (void)total;
    return 1 + {{ahead}};
  }

  long long between(long long low, long long high) const {
    if (low > high) return 0;
    return {{upper}} - below(low);
  }

 private:
  struct Node {
    long long score;
    std::uint64_t priority;
    long long size;
    int left, right;
  };

  std::vector<Node> nodes{{0, 0, 0, 0, 0}};  // node 0 stands for none
  int root = 0;
  std::uint64_t state = 88172645463325252ULL;

  std::uint64_t next_priority() {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
  }

  void update(int node) {
    nodes[node].size = 1 + nodes[nodes[node].left].size + nodes[nodes[node].right].size;
  }

  // The left part holds scores below `score`, with `equal_left` also those equal to it.
  std::pair<int, int> split(int node, long long score, bool equal_left) {
    if (node == 0) return {0, 0};
    const long long own = nodes[node].score;
    if (own < score || (equal_left && own == score)) {
      auto [left, right] = split(nodes[node].right, score, equal_left);
      nodes[node].right = left;
      update(node);
      return {node, right};
    }
    auto [left, right] = split(nodes[node].left, score, equal_left);
    nodes[node].left = right;
    update(node);
    return {left, node};
  }

  int merge(int left, int right) {
    if (left == 0 || right == 0) return left + right;
    if (nodes[left].priority > nodes[right].priority) {
      nodes[left].right = merge(nodes[left].right, right);
      update(left);
      return left;
    }
    nodes[right].left = merge(left, nodes[right].left);
    update(right);
    return right;
  }

  int drop_first(int node) { return node == 0 ? 0 : merge(nodes[node].left, nodes[node].right); }

  // The score with `index` smaller ones before it.
  long long pick(long long index) const {
    int node = root;
    for (;;) {
      const long long before = nodes[nodes[node].left].size;
      if (index == before) return nodes[node].score;
      if (index < before) {
        node = nodes[node].left;
      } else {
        index -= before + 1;
        node = nodes[node].right;
      }
    }
  }

  long long count(long long score, bool with_equal) const {
    long long result = 0;
    for (int node = root; node != 0;) {
      if (nodes[node].score < score || (with_equal && nodes[node].score == score)) {
        result += nodes[nodes[node].left].size + 1;
        node = nodes[node].right;
      } else {
        node = nodes[node].left;
      }
    }
    return result;
  }

  long long below(long long score) const { return count(score, false); }
  long long up_to(long long score) const { return count(score, true); }
};
