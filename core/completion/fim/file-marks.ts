// Families that have a mark for the start of a file: the other files come first, each under its path, as they did in
// training. Knows their prompts and stops, and nothing of how a family is recognised.
import type { FimFamily, FimFile } from "./family.ts";

const qwenMarks = ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"] as const;
const qwenStops = [
  "<|endoftext|>",
  ...qwenMarks,
  "<|fim_pad|>",
  "<|repo_name|>",
  "<|file_sep|>",
  "<|im_start|>",
  "<|im_end|>",
];

/** Qwen2.5-Coder and Qwen3-Coder. */
export const qwen: FimFamily = {
  id: "qwen",
  marks: qwenMarks,
  specials: qwenStops,
  stops: qwenStops,
  render({ repository, files, path, prefix, suffix }) {
    const middle = `<|fim_prefix|>${prefix}<|fim_suffix|>${suffix}<|fim_middle|>`;
    if (files.length === 0) return middle;
    const others = files.map((file) => `<|file_sep|>${file.path}\n${endedLine(file)}`).join("");
    return `<|repo_name|>${repository}\n${others}<|file_sep|>${path}\n${middle}`;
  },
};

const starcoderMarks = ["<fim_prefix>", "<fim_suffix>", "<fim_middle>"] as const;
const starcoderStops = [...starcoderMarks, "<file_sep>", "<|endoftext|>"];

/** StarCoder2 and others with its marks. In training the path of the file with the gap stood inside the prefix. */
export const starcoder: FimFamily = {
  id: "starcoder",
  marks: starcoderMarks,
  specials: [...starcoderStops, "<fim_pad>", "<repo_name>"],
  stops: starcoderStops,
  render({ repository, files, path, prefix, suffix }) {
    const behind = `${prefix}<fim_suffix>${suffix}<fim_middle>`;
    if (files.length === 0) return `<fim_prefix>${behind}`;
    const others = files.map((file) => `<file_sep>${file.path}\n${file.text}`).join("");
    return `<repo_name>${repository}${others}<file_sep><fim_prefix>${path}\n${behind}`;
  },
};

/** The marks of Qwen, but a separator of its own. */
export const codegemma: FimFamily = {
  id: "codegemma",
  marks: qwenMarks,
  specials: [
    ...qwenMarks,
    "<|file_separator|>",
    "<bos>",
    "<eos>",
    "<pad>",
    "<start_of_turn>",
    "<end_of_turn>",
  ],
  stops: ["<|file_separator|>", "<end_of_turn>", "<eos>"],
  render({ files, path, prefix, suffix }) {
    const middle = `<|fim_prefix|>${prefix}<|fim_suffix|>${suffix}<|fim_middle|>`;
    if (files.length === 0) return middle;
    const others = files.map((file) => `${file.path}\n${endedLine(file)}<|file_separator|>`);
    return `${others.join("")}${path}\n${middle}`;
  },
};

function endedLine({ text }: FimFile): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
