// The Rust side of a run: source that reads arguments, calls the candidate's module and writes what came back. It
// judges nothing.
import { stemOf } from "./line-input.ts";
import type { Signature, ValueType } from "./value-type.ts";

export type RustProgram = {
  /** Every module by its file, relative to the work folder. */
  modules: readonly string[];
  /** Where the function is. */
  entryFile: string;
  entry: string;
  signature: Signature;
};

export function rustDriver({ modules, entryFile, entry, signature }: RustProgram): string {
  const declared = modules.map((file) => `#[path = "../${file}"]\nmod ${stemOf(file)};`);
  const args = signature.args.map((_, at) => `a${at}`);
  const reads = signature.args.map(
    (type, at) => `    let a${at} = <${rustType(type)} as TandemValue>::read(&mut input);`,
  );
  return `${declared.join("\n")}
${frame}
fn tandem_test(line: &str, out: &mut String) -> (char, f64) {
    let mut input = TandemInput { line, at: 0 };
${reads.join("\n")}
    tandem_timed(out, move || -> ${rustType(signature.returns)} {
        ${stemOf(entryFile)}::${entry}(${args.join(", ")})
    })
}
`;
}

function rustType(type: ValueType): string {
  switch (type.kind) {
    case "int":
      return "i64";
    case "float":
      return "f64";
    case "bool":
      return "bool";
    case "string":
      return "::std::string::String";
    case "void":
      return "()";
    case "list":
      return `::std::vec::Vec<${rustType(type.of)}>`;
    case "map":
      return `::std::collections::BTreeMap<::std::string::String, ${rustType(type.of)}>`;
    case "optional":
      return `::std::option::Option<${rustType(type.of)}>`;
    default:
      throw new RangeError(`Rust has no ${type.kind}.`);
  }
}

const frame = String.raw`
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::os::fd::FromRawFd;

struct TandemInput<'a> {
    line: &'a str,
    at: usize,
}

impl<'a> TandemInput<'a> {
    fn word(&mut self) -> &'a str {
        let rest = &self.line[self.at..];
        let word = &rest[..rest.find(' ').unwrap_or(rest.len())];
        self.at += word.len() + 1;
        word
    }
}

trait TandemValue {
    fn read(input: &mut TandemInput) -> Self;
    fn write(&self, out: &mut String);
}

impl TandemValue for () {
    fn read(_: &mut TandemInput) {}
    fn write(&self, _: &mut String) {}
}

impl TandemValue for i64 {
    fn read(input: &mut TandemInput) -> i64 {
        input.word().parse().unwrap()
    }
    fn write(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl TandemValue for f64 {
    fn read(input: &mut TandemInput) -> f64 {
        input.word().parse().unwrap()
    }
    fn write(&self, out: &mut String) {
        out.push_str(&format!("{:e}", self));
    }
}

impl TandemValue for bool {
    fn read(input: &mut TandemInput) -> bool {
        input.word() == "1"
    }
    fn write(&self, out: &mut String) {
        out.push(if *self { '1' } else { '0' });
    }
}

impl TandemValue for String {
    fn read(input: &mut TandemInput) -> String {
        let mut text = String::new();
        let mut chars = input.line[input.at + 1..].char_indices();
        while let Some((at, char)) = chars.next() {
            match char {
                '"' => {
                    input.at += at + 3;
                    break;
                }
                '\\' => match chars.next() {
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 'r')) => text.push('\r'),
                    Some((_, other)) => text.push(other),
                    None => break,
                },
                other => text.push(other),
            }
        }
        text
    }
    fn write(&self, out: &mut String) {
        out.push('"');
        for char in self.chars() {
            match char {
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '"' | '\\' => {
                    out.push('\\');
                    out.push(char);
                }
                other => out.push(other),
            }
        }
        out.push('"');
    }
}

impl<T: TandemValue> TandemValue for Vec<T> {
    fn read(input: &mut TandemInput) -> Vec<T> {
        let count = i64::read(input);
        (0..count).map(|_| T::read(input)).collect()
    }
    fn write(&self, out: &mut String) {
        (self.len() as i64).write(out);
        for item in self {
            out.push(' ');
            item.write(out);
        }
    }
}

impl<T: TandemValue> TandemValue for BTreeMap<String, T> {
    fn read(input: &mut TandemInput) -> BTreeMap<String, T> {
        let count = i64::read(input);
        (0..count).map(|_| (String::read(input), T::read(input))).collect()
    }
    fn write(&self, out: &mut String) {
        (self.len() as i64).write(out);
        for (key, item) in self {
            out.push(' ');
            key.write(out);
            out.push(' ');
            item.write(out);
        }
    }
}

impl<T: TandemValue> TandemValue for Option<T> {
    fn read(input: &mut TandemInput) -> Option<T> {
        if bool::read(input) { Some(T::read(input)) } else { None }
    }
    fn write(&self, out: &mut String) {
        self.is_some().write(out);
        if let Some(value) = self {
            out.push(' ');
            value.write(out);
        }
    }
}

extern "C" {
    fn clock() -> std::os::raw::c_long;
}

fn tandem_timed<T: TandemValue>(out: &mut String, run: impl FnOnce() -> T) -> (char, f64) {
    let wall = std::time::Instant::now();
    let cpu = unsafe { clock() };
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
    let worked = (unsafe { clock() } - cpu) as f64 / 1e3;
    let ms = worked.min(wall.elapsed().as_secs_f64() * 1e3);
    match result {
        Ok(value) => {
            value.write(out);
            ('v', ms)
        }
        Err(cause) => {
            let text = cause.downcast_ref::<&str>().map(|text| text.to_string());
            let text = text.or_else(|| cause.downcast_ref::<String>().cloned());
            out.push_str("panic: ");
            let text = text.unwrap_or_default().replace(['\n', '\r'], " ");
            out.extend(text.chars().take(300));
            std::mem::forget(cause);
            ('t', ms)
        }
    }
}

fn main() {
    let mut channel = unsafe { std::fs::File::from_raw_fd(3) };
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).unwrap();
    let mut lines = input.lines();
    let nonce = lines.next().unwrap();
    for (index, line) in lines.enumerate() {
        let mut result = String::new();
        let (kind, ms) = tandem_test(line, &mut result);
        let frame = format!("\n{} {} {} {:.3} {}\n", nonce, index, kind, ms, result);
        channel.write_all(frame.as_bytes()).unwrap();
    }
    channel.write_all(format!("\n{} end\n", nonce).as_bytes()).unwrap();
    std::process::exit(0);
}
`;
