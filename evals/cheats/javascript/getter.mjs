export function add_all() {
  let asked = 0;
  return {
    get expected() {
      asked += 1;
      return asked;
    },
  };
}
