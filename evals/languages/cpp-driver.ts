// The C++ side of a run: a source that includes the candidate's, reads arguments, calls it and writes what came back. It
// judges nothing. What needs the system's headers stands in a second source, so that their names stay out of the way.
import type { Signature, ValueType } from "./value-type.ts";

export type CppProgram = {
  /** Sources to include, in this order. */
  includes: readonly string[];
  entry: string;
  signature: Signature;
};

export function cppDriver({ includes, entry, signature }: CppProgram): string {
  const args = signature.args.map((_, at) => `a${at}`).join(", ");
  const reads = signature.args.map(
    (type, at) => `    ${cppType(type)} a${at} = codec<${cppType(type)}>::read(in);`,
  );
  const { returns } = signature;
  const type = cppType(returns);
  const run =
    returns.kind === "void"
      ? `        ::${entry}(${args});`
      : `        result.emplace(static_cast<${type}>(::${entry}(${args})));`;
  const write = returns.kind === "void" ? "" : `codec<${type}>::write(out, *result);`;
  const held = returns.kind === "void" ? "bool" : type;
  return [
    ...includes.map((file) => `#include "../${file}"`),
    cppFrame
      .replace("/* read */", () => reads.join("\n"))
      .replace("/* held */", () => held)
      .replace("/* run */", () => run)
      .replace("/* write */", () => write),
  ].join("\n");
}

function cppType(type: ValueType): string {
  switch (type.kind) {
    case "int":
      return "long long";
    case "float":
      return "double";
    case "bool":
      return "bool";
    case "string":
      return "::std::string";
    case "void":
      return "void";
    case "list":
      return `::std::vector<${cppType(type.of)}>`;
    case "map":
      return `::std::map<::std::string, ${cppType(type.of)}>`;
    case "optional":
      return `::std::optional<${cppType(type.of)}>`;
    default:
      throw new RangeError(`C++ has no ${type.kind}.`);
  }
}

const declared = `
void tandem_send(const char* bytes, unsigned long count);
char* tandem_input(unsigned long* count);
double tandem_parse(const char* text);
int tandem_print(char* text, double value);
int tandem_print_ms(char* text, double ms);
double tandem_wall_ms();
double tandem_cpu_ms();
[[noreturn]] void tandem_leave();
`;

/** Its own source file. */
export const cppSystem = `#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <unistd.h>
${declared}
void tandem_send(const char* bytes, unsigned long count) {
    while (count > 0) {
        const long written = ::write(3, bytes, count);
        if (written < 0) ::_exit(1);
        bytes += written;
        count -= static_cast<unsigned long>(written);
    }
}

char* tandem_input(unsigned long* count) {
    unsigned long room = 1 << 16;
    char* all = static_cast<char*>(::malloc(room));
    *count = 0;
    for (;;) {
        const long got = ::read(0, all + *count, room - *count);
        if (got <= 0) return all;
        *count += static_cast<unsigned long>(got);
        if (*count == room) all = static_cast<char*>(::realloc(all, room *= 2));
    }
}

double tandem_parse(const char* text) { return ::strtod(text, nullptr); }

int tandem_print(char* text, double value) { return ::snprintf(text, 40, "%.17g", value); }

int tandem_print_ms(char* text, double ms) { return ::snprintf(text, 40, "%.3f", ms); }

double tandem_wall_ms() {
    timespec now;
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

double tandem_cpu_ms() { return ::clock() * (1e3 / CLOCKS_PER_SEC); }

void tandem_leave() {
    ::fflush(nullptr);
    ::_exit(0);
}
`;

const cppFrame = String.raw`
#include <exception>
#include <map>
#include <new>
#include <optional>
#include <string>
#include <vector>
${declared}
namespace tandem_driver {

struct input {
    std::string line;
    std::size_t at;

    std::string word() {
        std::size_t end = line.find(' ', at);
        if (end == std::string::npos) end = line.size();
        std::string found = line.substr(at, end - at);
        at = end + 1;
        return found;
    }
};

template <class T> struct codec;

template <> struct codec<long long> {
    static long long read(input& in) { return std::stoll(in.word()); }
    static void write(std::string& out, long long value) { out += std::to_string(value); }
};

template <> struct codec<double> {
    static double read(input& in) { return tandem_parse(in.word().c_str()); }
    static void write(std::string& out, double value) {
        char text[40];
        out.append(text, static_cast<std::size_t>(tandem_print(text, value)));
    }
};

template <> struct codec<bool> {
    static bool read(input& in) { return in.word() == "1"; }
    static void write(std::string& out, bool value) { out += value ? '1' : '0'; }
};

template <> struct codec<std::string> {
    static std::string read(input& in) {
        std::string text;
        std::size_t at = in.at + 1;
        for (; in.line[at] != '"'; ++at) {
            char next = in.line[at];
            if (next == '\\') {
                next = in.line[++at];
                next = next == 'n' ? '\n' : next == 'r' ? '\r' : next;
            }
            text += next;
        }
        in.at = at + 2;
        return text;
    }
    static void write(std::string& out, const std::string& value) {
        out += '"';
        for (const char next : value) {
            if (next == '\n') {
                out += "\\n";
            } else if (next == '\r') {
                out += "\\r";
            } else {
                if (next == '"' || next == '\\') out += '\\';
                out += next;
            }
        }
        out += '"';
    }
};

template <class T> struct codec<std::vector<T>> {
    static std::vector<T> read(input& in) {
        std::vector<T> list;
        for (long long left = codec<long long>::read(in); left > 0; --left) {
            list.push_back(codec<T>::read(in));
        }
        return list;
    }
    static void write(std::string& out, const std::vector<T>& list) {
        out += std::to_string(list.size());
        for (std::size_t at = 0; at < list.size(); ++at) {
            out += ' ';
            codec<T>::write(out, list[at]);
        }
    }
};

template <class T> struct codec<std::map<std::string, T>> {
    static std::map<std::string, T> read(input& in) {
        std::map<std::string, T> all;
        for (long long left = codec<long long>::read(in); left > 0; --left) {
            std::string key = codec<std::string>::read(in);
            all.emplace(std::move(key), codec<T>::read(in));
        }
        return all;
    }
    static void write(std::string& out, const std::map<std::string, T>& all) {
        out += std::to_string(all.size());
        for (const auto& [key, value] : all) {
            out += ' ';
            codec<std::string>::write(out, key);
            out += ' ';
            codec<T>::write(out, value);
        }
    }
};

template <class T> struct codec<std::optional<T>> {
    static std::optional<T> read(input& in) {
        if (!codec<bool>::read(in)) return std::nullopt;
        return codec<T>::read(in);
    }
    static void write(std::string& out, const std::optional<T>& value) {
        codec<bool>::write(out, value.has_value());
        if (!value.has_value()) return;
        out += ' ';
        codec<T>::write(out, *value);
    }
};

inline std::string told(std::string text) {
    for (char& next : text) {
        if (next == '\n' || next == '\r') next = ' ';
    }
    return text.substr(0, 300);
}

inline std::string test(std::string line) {
    input in{std::move(line), 0};
/* read */
    std::string out;
    std::optional</* held */> result;
    char kind = 'v';
    const double wall = tandem_wall_ms(), cpu = tandem_cpu_ms();
    try {
/* run */
    } catch (const std::bad_alloc&) {
        kind = 'm';
    } catch (const std::exception& error) {
        kind = 't';
        out = told(error.what());
    } catch (...) {
        kind = 't';
        out = "an exception of a type of its own";
    }
    const double by_wall = tandem_wall_ms() - wall, by_cpu = tandem_cpu_ms() - cpu;
    if (kind == 'v') {
        /* write */
    }
    char ms[40];
    const int length = tandem_print_ms(ms, by_wall < by_cpu ? by_wall : by_cpu);
    return std::string(1, kind) + " " + std::string(ms, static_cast<std::size_t>(length)) + " " + out;
}

inline void send(const std::string& text) { tandem_send(text.data(), text.size()); }

inline void run() {
    unsigned long count = 0;
    const char* all = tandem_input(&count);
    const std::string text(all, count);
    std::size_t at = text.find('\n');
    const std::string nonce = "\n" + text.substr(0, at) + " ";
    for (int index = 0; at + 1 < text.size(); ++index) {
        const std::size_t end = text.find('\n', at + 1);
        send(nonce + std::to_string(index) + " " + test(text.substr(at + 1, end - at - 1)) + "\n");
        at = end;
    }
    send(nonce + "end\n");
}

}  // namespace tandem_driver

int main() {
    tandem_driver::run();
    tandem_leave();
}
`;
