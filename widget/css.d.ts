/** Minified by the build and bundled as text, for constructable style sheets: a policy without `unsafe-inline` allows those. */
declare module '*.css?inline' {
  const css: string;
  export default css;
}
