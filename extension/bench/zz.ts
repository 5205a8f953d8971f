const { run } = await import("/work/main/extension/bench/panel.bench.ts");
const { describeRow } = await import("/work/main/.ci/bench/row.ts");
for (const row of await run(new AbortController().signal)) { console.log([describeRow(row)].flat().map((x)=>typeof x==="string"?x:JSON.stringify(x)).join(" ")); }
