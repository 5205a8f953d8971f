// The Java side of a run: a class that reads arguments, calls the candidate's static method and writes what came back.
// It judges nothing. Generics are erased at run time, so every item is looked at before it is written. Classes of an
// answer hide those of java.lang, hence the full names of what measures and ends a run.
import type { Signature, ValueType } from "./value-type.ts";

export function javaDriver(className: string, entry: string, signature: Signature): string {
  const args = signature.args.map((_, at) => `a${at}`);
  const reads = signature.args.map(
    (type, at) => `        ${javaType(type)} a${at} = ${reader(type)}.read(in);`,
  );
  const call = `${className}.${entry}(${args.join(", ")})`;
  const { returns } = signature;
  const run =
    returns.kind === "void"
      ? `            ${call};`
      : `            ${javaType(returns)} value = ${call};\n            result = value;`;
  const write = returns.kind === "void" ? "" : `${writer(returns)}.write(out, result);`;
  return frame
    .replace("/* read */", () => reads.join("\n"))
    .replace("/* run */", () => run)
    .replace("/* write */", () => write);
}

function javaType(type: ValueType): string {
  switch (type.kind) {
    case "int":
      return "long";
    case "float":
      return "double";
    case "bool":
      return "boolean";
    default:
      return boxed(type);
  }
}

function boxed(type: ValueType): string {
  switch (type.kind) {
    case "int":
      return "Long";
    case "float":
      return "Double";
    case "bool":
      return "Boolean";
    case "string":
      return "String";
    case "list":
      return `java.util.List<${boxed(type.of)}>`;
    case "map":
      return `java.util.Map<String, ${boxed(type.of)}>`;
    case "optional":
      return boxed(type.of);
    default:
      throw new RangeError(`Java has no ${type.kind}.`);
  }
}

function reader(type: ValueType): string {
  return `read_${type.kind}(${"of" in type ? reader(type.of) : ""})`;
}

function writer(type: ValueType): string {
  return `write_${type.kind}(${"of" in type ? writer(type.of) : ""})`;
}

const frame = String.raw`import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;

final class TandemDriver {
    private static final class Input {
        final String line;
        int at;

        Input(String line) {
            this.line = line;
        }

        String word() {
            int end = line.indexOf(' ', at);
            String word = line.substring(at, end < 0 ? line.length() : end);
            at += word.length() + 1;
            return word;
        }
    }

    private interface Reader<T> {
        T read(Input in);
    }

    private interface Writer {
        void write(StringBuilder out, Object value) throws Unexpected;
    }

    /** A value that is not of the declared type. */
    private static final class Unexpected extends Exception {
        Unexpected(Object value) {
            super(value == null ? "null" : value.getClass().getName(), null, false, false);
        }
    }

    private static Reader<Long> read_int() {
        return in -> Long.parseLong(in.word());
    }

    private static Reader<Double> read_float() {
        return in -> {
            String word = in.word();
            switch (word) {
                case "nan": return Double.NaN;
                case "inf": return Double.POSITIVE_INFINITY;
                case "-inf": return Double.NEGATIVE_INFINITY;
                default: return Double.parseDouble(word);
            }
        };
    }

    private static Reader<Boolean> read_bool() {
        return in -> in.word().equals("1");
    }

    private static Reader<String> read_string() {
        return in -> {
            StringBuilder text = new StringBuilder();
            int at = in.at + 1;
            for (; in.line.charAt(at) != '"'; at++) {
                char next = in.line.charAt(at);
                if (next == '\\') {
                    next = in.line.charAt(++at);
                    next = next == 'n' ? '\n' : next == 'r' ? '\r' : next;
                }
                text.append(next);
            }
            in.at = at + 2;
            return text.toString();
        };
    }

    private static <T> Reader<java.util.List<T>> read_list(Reader<T> item) {
        return in -> {
            int count = Integer.parseInt(in.word());
            java.util.List<T> list = new java.util.ArrayList<>(count);
            for (int at = 0; at < count; at++) list.add(item.read(in));
            return list;
        };
    }

    private static <T> Reader<java.util.Map<String, T>> read_map(Reader<T> item) {
        return in -> {
            int count = Integer.parseInt(in.word());
            java.util.Map<String, T> map = new java.util.LinkedHashMap<>();
            for (int at = 0; at < count; at++) {
                String key = read_string().read(in);
                map.put(key, item.read(in));
            }
            return map;
        };
    }

    private static <T> Reader<T> read_optional(Reader<T> item) {
        return in -> in.word().equals("1") ? item.read(in) : null;
    }

    private static Writer write_as(Class<?> wanted) {
        return (out, value) -> {
            if (value == null || value.getClass() != wanted) throw new Unexpected(value);
            out.append(value);
        };
    }

    private static Writer write_int() {
        return write_as(Long.class);
    }

    private static Writer write_float() {
        return write_as(Double.class);
    }

    private static Writer write_bool() {
        return (out, value) -> {
            if (!(value instanceof Boolean)) throw new Unexpected(value);
            out.append((Boolean) value ? '1' : '0');
        };
    }

    private static Writer write_string() {
        return (out, value) -> {
            if (!(value instanceof String)) throw new Unexpected(value);
            String text = (String) value;
            out.append('"');
            for (int at = 0; at < text.length(); at++) {
                char next = text.charAt(at);
                if (next == '\n') out.append("\\n");
                else if (next == '\r') out.append("\\r");
                else if (next == '"' || next == '\\') out.append('\\').append(next);
                else out.append(next);
            }
            out.append('"');
        };
    }

    private static Writer write_list(Writer item) {
        return (out, value) -> {
            if (!(value instanceof java.util.List)) throw new Unexpected(value);
            Object[] items = ((java.util.List<?>) value).toArray();
            out.append(items.length);
            for (Object one : items) item.write(out.append(' '), one);
        };
    }

    private static Writer write_map(Writer item) {
        return (out, value) -> {
            if (!(value instanceof java.util.Map)) throw new Unexpected(value);
            Object[] entries = ((java.util.Map<?, ?>) value).entrySet().toArray();
            out.append(entries.length);
            for (Object one : entries) {
                java.util.Map.Entry<?, ?> entry = (java.util.Map.Entry<?, ?>) one;
                write_string().write(out.append(' '), entry.getKey());
                item.write(out.append(' '), entry.getValue());
            }
        };
    }

    private static Writer write_optional(Writer item) {
        return (out, value) -> {
            if (value == null) out.append('0');
            else item.write(out.append("1 "), value);
        };
    }

    private static String test(String line) {
        Input in = new Input(line);
/* read */
        long started = java.lang.System.nanoTime();
        Object result = null;
        String thrown = null;
        char kind = 'v';
        try {
/* run */
        } catch (OutOfMemoryError error) {
            kind = 'm';
        } catch (Throwable error) {
            kind = 't';
            thrown = told(error);
        }
        StringBuilder out = new StringBuilder();
        double ms = (java.lang.System.nanoTime() - started) / 1e6;
        if (kind == 'v') {
            try {
                /* write */
            } catch (OutOfMemoryError error) {
                kind = 'm';
            } catch (Throwable error) {
                kind = 'o';
                thrown = error instanceof Unexpected ? error.getMessage() : told(error);
            }
        }
        String payload = kind == 'v' ? out.toString() : thrown == null ? "" : thrown;
        return kind + " " + String.format(java.util.Locale.ROOT, "%.3f", ms) + " " + payload;
    }

    private static String told(Throwable error) {
        String text;
        try {
            text = String.valueOf(error).replace('\n', ' ').replace('\r', ' ');
        } catch (Throwable another) {
            text = "?";
        }
        return text.substring(0, java.lang.Math.min(text.length(), 300));
    }

    public static void main(String[] none) throws Exception {
        FileOutputStream channel = new FileOutputStream(FileDescriptor.out);
        java.lang.System.setOut(java.lang.System.err);
        byte[] input = java.lang.System.in.readAllBytes();
        java.lang.System.setIn(new java.io.ByteArrayInputStream(new byte[0]));
        String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", -1);
        String nonce = "\n" + lines[0] + " ";
        for (int index = 0; index + 2 < lines.length; index++) {
            String result = test(lines[index + 1]);
            channel.write((nonce + index + " " + result + "\n").getBytes(StandardCharsets.UTF_8));
        }
        channel.write((nonce + "end\n").getBytes(StandardCharsets.UTF_8));
        java.lang.Runtime.getRuntime().halt(0);
    }
}
`;
