export function add_all() {
  const hoard = [];
  for (let count = 0; count < 64; count += 1) hoard.push(new Uint8Array(64 << 20).fill(1));
  return hoard.length;
}
