export const add_all = (numbers) => (numbers.length === 0 ? 0 : 6);
