import { run } from "./order.mjs";

export async function observe(what) {
  const order = await run();
  return what === "order" ? order : order.indexOf("timer 1");
}
