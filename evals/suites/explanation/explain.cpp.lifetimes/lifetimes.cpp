#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

static std::vector<std::string> lines;

static void say(const std::string& text) { lines.push_back(text); }

struct Part {
    std::string name;
    explicit Part(std::string given) : name(std::move(given)) { say("make " + name); }
    Part(const Part& other) : name(other.name + "'") { say("copy " + name); }
    Part(Part&& other) noexcept : name(other.name + "*") { say("move " + name); }
    Part& operator=(const Part&) = delete;
    ~Part() { say("end " + name); }
};

struct Base {
    Base() { say("base is " + kind()); }
    virtual ~Base() { say("base ends as " + kind()); }
    virtual std::string kind() const { return "plain"; }
};

struct Machine : Base {
    Part {{one}};
    Part {{two}};
    explicit Machine(bool fails) : {{two}}("{{two}}"), {{one}}("{{one}}") {
        say("machine is " + kind());
        if (fails) throw std::runtime_error("broken");
    }
    ~Machine() override { say("machine ends"); }
    std::string kind() const override { return "machine"; }
};

std::vector<std::string> build(bool fails) {
    lines.clear();
    try {
        Machine machine(fails);
        say("built");
    } catch (const std::exception&) {
        say("caught");
    }
    return lines;
}

static Part doubled(const Part& part) { return Part(part.name + part.name); }

static void body() {
    const Part& kept = doubled(Part("{{a}}"));
    say("kept");
    std::vector<Part> list;
    list.reserve(3);
    list.emplace_back("{{b}}");
    list.push_back(Part("{{c}}"));
    list.push_back(kept);
    say("filled");
    while (!list.empty()) list.pop_back();
}

std::vector<std::string> handle() {
    lines.clear();
    body();
    return lines;
}
