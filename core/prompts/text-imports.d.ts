// Markdown and CSS are imported as text: esbuild's text loader in bundles, .ci/text-imports.mjs under mocha.
declare module "*.md" {
  const text: string;
  export default text;
}
declare module "*.css" {
  const text: string;
  export default text;
}
