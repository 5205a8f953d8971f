// The baseline of the completion benchmark: an extension whose provider does one fetch for each time it is asked and nothing
// else. No wait, no abort, no cache, no filter; it knows nothing of Tandem.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** What its requests carry as `X-Tandem-Task`, so that the endpoint's record tells them from others. */
export const nullTask = "null-provider";

/** Puts it where VS Code looks for installed extensions. */
export async function writeNullProvider(
  extensionsFolder: string,
  endpoint: { url: string; model: string },
): Promise<void> {
  const folder = path.join(extensionsFolder, "tandem-bench.null-provider-0.0.1");
  const manifest = {
    name: "null-provider",
    publisher: "tandem-bench",
    version: "0.0.1",
    engines: { vscode: "^1.110.0" },
    main: "./main.cjs",
    activationEvents: ["onStartupFinished"],
  };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(path.join(folder, "main.cjs"), script(endpoint));
}

/** Asks for one line in the form of the Qwen family, with the whole document around the cursor. */
function script({ url, model }: { url: string; model: string }): string {
  return `
    const vscode = require("vscode");

    async function provideInlineCompletionItems(document, position) {
      const text = document.getText();
      const at = document.offsetAt(position);
      const prompt =
        "<|fim_prefix|>" + text.slice(0, at) + "<|fim_suffix|>" + text.slice(at) + "<|fim_middle|>";
      const response = await fetch(${JSON.stringify(`${url}/completions`)}, {
        method: "POST",
        headers: { "content-type": "application/json", "x-tandem-task": ${JSON.stringify(nullTask)} },
        body: JSON.stringify({
          model: ${JSON.stringify(model)}, prompt, max_tokens: 64, temperature: 0, stop: ["\\n"],
        }),
      });
      const { choices } = await response.json();
      return [new vscode.InlineCompletionItem(choices[0].text, new vscode.Range(position, position))];
    }

    exports.activate = () =>
      vscode.languages.registerInlineCompletionItemProvider(
        { pattern: "**" },
        { provideInlineCompletionItems },
      );
  `;
}
