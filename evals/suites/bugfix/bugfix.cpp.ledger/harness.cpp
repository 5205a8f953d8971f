// Plays situations on a ledger and returns what can be seen. The mutex it brings reports a wait that never ends instead
// of waiting for ever, and tells the harness when a thread waits for a lock, has got one or has given one back: so that
// threads meet where they can, and nobody waits for somebody who cannot come.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace harness {

using namespace std::chrono_literals;

struct Stuck {};
// Once set it stays: what comes after a deadlock does not wait for another one.
std::atomic<bool> stuck{false};

/** What a thread is told about its own locks. */
struct Visitor {
    virtual void waits() {}
    virtual void locked() {}
    virtual void unlocked() {}
};
thread_local Visitor* visitor = nullptr;

class Mutex {
public:
    void lock() {
        {
            std::unique_lock guard(inner_);
            if (held_ && visitor) visitor->waits();
            const auto until = std::chrono::steady_clock::now() + (stuck ? 1ms : 400ms);
            while (held_) {
                if (turn_.wait_until(guard, until) == std::cv_status::timeout && held_) {
                    stuck = true;
                    throw Stuck();
                }
            }
            held_ = true;
        }
        if (visitor) visitor->locked();
    }

    bool try_lock() {
        std::lock_guard guard(inner_);
        return held_ ? false : (held_ = true);
    }

    void unlock() {
        {
            std::lock_guard guard(inner_);
            held_ = false;
        }
        turn_.notify_all();
        if (visitor) visitor->unlocked();
    }

private:
    std::mutex inner_;
    std::condition_variable turn_;
    bool held_ = false;
};

using Book = Ledger<Mutex>;
using Numbers = std::vector<long long>;

/** Waits for at most `patience`; those that only try locks do not say that they wait. */
template <class Condition>
void await(std::chrono::milliseconds patience, Condition holds) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!holds() && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(50us);
}

/** Runs `work` with a visitor; nothing happens when it cannot get a lock. */
template <class Work>
void visited(Visitor& by, Work work) {
    visitor = &by;
    try {
        work();
    } catch (const Stuck&) {
    }
    visitor = nullptr;
}

/** Those who make their moves at the same time. */
struct Crowd {
    std::size_t size;
    bool hasToMeet;
    std::atomic<std::size_t> present{0}, holders{0};
    std::atomic<long long> right{0};
};

/** Holds its thread up after the first lock, until everybody has one or waits for one. */
struct Meeting : Visitor {
    Crowd& crowd;
    bool isPresent = false, hasLock = false, met = false;

    explicit Meeting(Crowd& crowd) : crowd(crowd) {}

    void waits() override {
        if (!std::exchange(isPresent, true)) ++crowd.present;
    }

    void locked() override {
        if (std::exchange(hasLock, true)) return;
        ++crowd.holders;
        waits();
        await(crowd.hasToMeet ? 400ms : 40ms, [this] { return crowd.present >= crowd.size; });
        met = crowd.holders >= crowd.size;
    }
};

/** All moves at once; how many went well. */
long long allAtOnce(Book& book, const std::vector<Move>& moves, std::size_t size, bool hasToMeet) {
    Crowd crowd{size, hasToMeet};
    std::vector<std::thread> threads;
    for (std::size_t at = 0; at < size; ++at) {
        threads.emplace_back([&book, &crowd, move = moves[at]] {
            Meeting meeting(crowd);
            visited(meeting, [&] {
                const bool moved = book.move(move.from, move.to, move.amount);
                if (moved && (meeting.met || !crowd.hasToMeet)) ++crowd.right;
            });
        });
    }
    for (auto& thread : threads) thread.join();
    return crowd.right;
}

struct Waiting : Visitor {
    std::atomic<bool>& noted;
    explicit Waiting(std::atomic<bool>& noted) : noted(noted) {}
    void waits() override { noted = true; }
};

/** When its thread gives back its first lock, `other` runs in a thread of its own, until it is over or has to wait. */
template <class Other>
struct Interruption : Visitor {
    Other other;
    std::thread helper;
    std::atomic<bool> isOver{false};

    explicit Interruption(Other other) : other(other) {}

    void unlocked() override {
        if (helper.joinable()) return;
        helper = std::thread([this] {
            Waiting waiting(isOver);
            visited(waiting, other);
            isOver = true;
        });
        await(400ms, [this] { return isOver.load(); });
    }
};

template <class Work, class Other>
void interrupted(Work work, Other other) {
    Interruption<Other> interruption(other);
    visited(interruption, work);
    if (interruption.helper.joinable()) interruption.helper.join();
}

Numbers play(const std::string& situation, Book& book, const std::vector<Move>& moves) {
    Numbers seen;
    if (situation == "script") {
        for (const auto& each : moves) seen.push_back(book.move(each.from, each.to, each.amount));
        seen.push_back(book.total());
    } else if (situation == "settle") {
        seen.push_back(book.settle(moves));
        seen.push_back(book.total());
    } else if (situation == "apart") {
        seen.push_back(allAtOnce(book, moves, moves.size(), true));
    } else if (situation == "total meanwhile") {
        interrupted([&] { seen.push_back(book.total()); }, [&] {
            for (const auto& each : moves) book.move(each.from, each.to, each.amount);
        });
    } else if (situation == "settle meanwhile") {
        // Seen by somebody else as soon as a lock is free: the account that the first move fills.
        const auto at = moves[0].to;
        const long long before = book.balance(at);
        long long meanwhile = before;
        interrupted([&] { seen.push_back(book.settle(moves)); }, [&] { meanwhile = book.balance(at); });
        const bool half = meanwhile != before && meanwhile != book.balance(at);
        seen.push_back(half ? meanwhile - before : book.total());
    } else {
        // The last row says how often.
        long long right = 0;
        for (std::size_t round = 0; round < moves.back().from; ++round) {
            right += allAtOnce(book, moves, moves.size() - 1, false);
        }
        seen.push_back(right);
    }
    for (std::size_t at = 0; at < book.size(); ++at) seen.push_back(book.balance(at));
    return seen;
}

}  // namespace harness

std::vector<long long> observe(std::string situation, std::vector<long long> balances, std::vector<std::vector<long long>> moves) {
    harness::Book book(balances);
    std::vector<Move> list;
    for (const auto& move : moves) {
        list.push_back({static_cast<std::size_t>(move[0]), static_cast<std::size_t>(move[1]), move[2]});
    }
    try {
        return harness::play(situation, book, list);
    } catch (const harness::Stuck&) {
        return {-1};
    }
}
