import { readFileSync } from "node:fs";
import { launchBrowser } from "./test/harness/browser.ts";
const [out, ...files] = process.argv.slice(2);
const b = await launchBrowser(new AbortController().signal);
const page = await b.newPage({ viewport: { width: 1700, height: 1000 } });
await page.setContent(`<body style="margin:0;background:#777;display:flex;flex-wrap:wrap;gap:8px;align-items:flex-start">${files.map((f) => `<div><small>${f.split("/").pop()}</small><br><img src="data:image/png;base64,${readFileSync(f).toString("base64")}"></div>`).join("")}</body>`);
await page.waitForTimeout(300);
await page.screenshot({ path: out!, fullPage: true });
await b.close();
