/** The source: the other locales must have the same keys and placeholders, and none a plural: numbers stand apart. */
export default {
  // A message that is too long.
  tooLong: 'Too long for one message by {n} characters.',
  inParts: 'Send in {n} parts',
};
