// The Go side of a run: source that reads arguments, calls the candidate and writes what came back. Every name and every
// import begins with `tandem`, because answers and drivers share a package. It judges nothing.
import type { Signature, ValueType } from "./value-type.ts";

export function goDriver(entry: string, signature: Signature): string {
  const args = signature.args.map((_, at) => `a${at}`);
  const reads = signature.args.map((type, at) => `\ta${at} := ${reader(type)}(in)`);
  const call = `${entry}(${args.join(", ")})`;
  const { returns } = signature;
  const run =
    returns.kind === "void"
      ? [`\t\t${call}`, "\t\treturn nil"]
      : [`\t\tvar result ${goType(returns)} = ${call}`, "\t\treturn result"];
  const result = returns.kind === "void" ? "any" : goType(returns);
  const write = returns.kind === "void" ? "out" : `${writer(returns)}(out, result)`;
  return `${frame}
func tandemTest(in *tandemReader, out []byte) (string, float64, []byte) {
${reads.join("\n")}
\tresult, thrown, ms := tandemTimed(func() ${result} {
${run.join("\n")}
\t})
\tif thrown != "" {
\t\treturn "t", ms, append(out, thrown...)
\t}
\treturn "v", ms, ${write}
}
`;
}

function goType(type: ValueType): string {
  switch (type.kind) {
    case "int":
    case "bool":
    case "string":
      return type.kind;
    case "float":
      return "float64";
    case "list":
      return `[]${goType(type.of)}`;
    case "map":
      return `map[string]${goType(type.of)}`;
    case "optional":
      return `*${goType(type.of)}`;
    default:
      throw new RangeError(`Go has no ${type.kind}.`);
  }
}

function reader(type: ValueType): string {
  return "of" in type ? `tandemRead_${type.kind}(${reader(type.of)})` : `tandemRead_${type.kind}`;
}

function writer(type: ValueType): string {
  return "of" in type ? `tandemWrite_${type.kind}(${writer(type.of)})` : `tandemWrite_${type.kind}`;
}

const frame = String.raw`package main

import (
	tandemBufio "bufio"
	tandemFmt "fmt"
	tandemIo "io"
	tandemOs "os"
	tandemSort "sort"
	tandemStrconv "strconv"
	tandemStrings "strings"
	tandemSyscall "syscall"
	tandemTime "time"
)

type tandemReader struct {
	line string
	at   int
}

func (in *tandemReader) word() string {
	rest := in.line[in.at:]
	if end := tandemStrings.IndexByte(rest, ' '); end >= 0 {
		rest = rest[:end]
	}
	in.at += len(rest) + 1
	return rest
}

func tandemRead_int(in *tandemReader) int {
	value, _ := tandemStrconv.ParseInt(in.word(), 10, 64)
	return int(value)
}

func tandemRead_float(in *tandemReader) float64 {
	value, _ := tandemStrconv.ParseFloat(in.word(), 64)
	return value
}

func tandemRead_bool(in *tandemReader) bool { return in.word() == "1" }

func tandemRead_string(in *tandemReader) string {
	var text []byte
	at := in.at + 1
	for ; in.line[at] != '"'; at++ {
		char := in.line[at]
		if char == '\\' {
			at++
			switch char = in.line[at]; char {
			case 'n':
				char = '\n'
			case 'r':
				char = '\r'
			}
		}
		text = append(text, char)
	}
	in.at = at + 2
	return string(text)
}

func tandemRead_list[T any](item func(*tandemReader) T) func(*tandemReader) []T {
	return func(in *tandemReader) []T {
		list := make([]T, tandemRead_int(in))
		for at := range list {
			list[at] = item(in)
		}
		return list
	}
}

func tandemRead_map[T any](item func(*tandemReader) T) func(*tandemReader) map[string]T {
	return func(in *tandemReader) map[string]T {
		count := tandemRead_int(in)
		all := make(map[string]T, count)
		for ; count > 0; count-- {
			key := tandemRead_string(in)
			all[key] = item(in)
		}
		return all
	}
}

func tandemRead_optional[T any](item func(*tandemReader) T) func(*tandemReader) *T {
	return func(in *tandemReader) *T {
		if !tandemRead_bool(in) {
			return nil
		}
		value := item(in)
		return &value
	}
}

func tandemWrite_int(out []byte, value int) []byte {
	return tandemStrconv.AppendInt(out, int64(value), 10)
}

func tandemWrite_float(out []byte, value float64) []byte {
	return tandemStrconv.AppendFloat(out, value, 'g', -1, 64)
}

func tandemWrite_bool(out []byte, value bool) []byte {
	if value {
		return append(out, '1')
	}
	return append(out, '0')
}

func tandemWrite_string(out []byte, value string) []byte {
	out = append(out, '"')
	for at := 0; at < len(value); at++ {
		switch char := value[at]; char {
		case '\n':
			out = append(out, '\\', 'n')
		case '\r':
			out = append(out, '\\', 'r')
		case '"', '\\':
			out = append(out, '\\', char)
		default:
			out = append(out, char)
		}
	}
	return append(out, '"')
}

func tandemWrite_list[T any](item func([]byte, T) []byte) func([]byte, []T) []byte {
	return func(out []byte, list []T) []byte {
		out = tandemWrite_int(out, len(list))
		for _, value := range list {
			out = item(append(out, ' '), value)
		}
		return out
	}
}

func tandemWrite_map[T any](item func([]byte, T) []byte) func([]byte, map[string]T) []byte {
	return func(out []byte, all map[string]T) []byte {
		out = tandemWrite_int(out, len(all))
		keys := make([]string, 0, len(all))
		for key := range all {
			keys = append(keys, key)
		}
		tandemSort.Strings(keys)
		for _, key := range keys {
			out = tandemWrite_string(append(out, ' '), key)
			out = item(append(out, ' '), all[key])
		}
		return out
	}
}

func tandemWrite_optional[T any](item func([]byte, T) []byte) func([]byte, *T) []byte {
	return func(out []byte, value *T) []byte {
		if value == nil {
			return append(out, '0')
		}
		return item(append(out, '1', ' '), *value)
	}
}

func tandemCpu() float64 {
	var used tandemSyscall.Rusage
	tandemSyscall.Getrusage(tandemSyscall.RUSAGE_SELF, &used)
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e6
}

func tandemTimed[T any](run func() T) (result T, thrown string, ms float64) {
	wall, cpu := tandemTime.Now(), tandemCpu()
	defer func() {
		// No min: an answer may well have one of its own.
		ms = float64(tandemTime.Since(wall).Nanoseconds()) / 1e6
		if worked := tandemCpu() - cpu; worked < ms {
			ms = worked
		}
		if cause := recover(); cause != nil {
			text := tandemFmt.Sprint("panic: ", cause)
			text = tandemStrings.NewReplacer("\n", " ", "\r", " ").Replace(text)
			if len(text) > 300 {
				text = text[:300]
			}
			thrown = text
		}
	}()
	return run(), "", 0
}

func main() {
	channel := tandemOs.NewFile(3, "channel")
	input, _ := tandemIo.ReadAll(tandemBufio.NewReader(tandemOs.Stdin))
	lines := tandemStrings.Split(string(input), "\n")
	nonce := "\n" + lines[0] + " "
	for index, line := range lines[1 : len(lines)-1] {
		kind, ms, result := tandemTest(&tandemReader{line: line}, nil)
		head := tandemFmt.Sprintf("%s%d %s %.3f ", nonce, index, kind, ms)
		channel.Write(append([]byte(head), append(result, '\n')...))
	}
	channel.Write([]byte(nonce + "end\n"))
	tandemOs.Exit(0)
}
`;
