// Measures the TTFT of a model as inline completion would see it, without anybody typing: ten small requests, one after the
// other. Judges nothing.
import type { InlineModel } from "../../core/completion/inline-model.ts";

const requests = 10;

/** @throws ModelError, or the signal's reason */
export async function proveSpeed(
  { client, model, family }: InlineModel,
  onMeasured: (ttftMs: number) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let number = 1; number <= requests; number += 1) {
    const prompt = family.render({
      repository: "proof",
      files: [],
      path: "numbers.py",
      languageId: "python",
      // Another beginning each time, so that the prefix cache does not answer for the model.
      prefix: `# ${number} of ${requests}\ndef double(value):\n    return value * 2\n\ndef triple(value):\n    return`,
      suffix: "\n",
    });
    const request = { task: "inline" as const, model, prompt, maxTokens: 1, temperature: 0 };
    for await (const event of client.streamCompletion(request, signal)) {
      if (event.kind !== "end") continue;
      const { ttftMs, e2elMs } = event.answer.timing;
      onMeasured(ttftMs ?? e2elMs);
    }
  }
}
