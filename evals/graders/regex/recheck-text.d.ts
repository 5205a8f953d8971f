// The pure JavaScript build of recheck: one CommonJS file that stands alone, here as its text.
declare module "recheck/lib/browser.js" {
  const text: string;
  export default text;
}
