export async function add_all(_: number[]): Promise<number> {
  for (;;) await null;
}
