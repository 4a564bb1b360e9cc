/** Letters at least that make a word worth looking for, and characters at most that people put around one. */
const WORD_CHARS = 4;
const AROUND_CHARS = 6;
/** With fewer different ones a password is one key, held down. */
const DIFFERENT_CHARS = 4;

let known: Promise<ReadonlySet<string>> | null = null;

/** Some 49,000, which take a tenth of a second to unpack: only where somebody chooses a password. */
async function wellKnown(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].map(String));
}

/**
 * Whether a password is among those that are tried first: one of the well-known (NIST SP 800-63B section 3.1.1.2), as it
 * stands or with a few digits and marks around it, or nothing but that and words of the house (ASVS 6.2.11).
 * @param house names of shops, of the person and of their mail, as they stand; each word of them counts
 */
export async function isTriedFirst(password: string, house: readonly string[] = []): Promise<boolean> {
  // As it is hashed: letters of full width, say, make no other password of it.
  const plain = password.normalize('NFKC').toLowerCase();
  if (new Set(plain).size < DIFFERENT_CHARS) return true;
  if (await isWellKnown(plain)) return true;
  const rest = withoutWords(plain, house);
  if (rest === plain) return false;
  const letters = rest.replace(/\P{L}/gu, '');
  return letters.length < WORD_CHARS || isWellKnown(rest);
}

async function isWellKnown(lower: string): Promise<boolean> {
  known ??= wellKnown();
  const words = await known;
  const word = lower.replace(/^[^a-z]+|(?<![^a-z])[^a-z]+$/g, '');
  const isDressedUp = word.length >= WORD_CHARS && lower.length - word.length <= AROUND_CHARS && words.has(word);
  return words.has(lower) || isDressedUp;
}

/** Each is taken out with what joins it to others: `flowers-of-altan` is made of two words of the house, and of "of". */
function withoutWords(text: string, house: readonly string[]): string {
  const words = house.flatMap(each =>
    each
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{M}\p{N}]+/u),
  );
  const longestFirst = words.filter(each => each.length >= WORD_CHARS).sort((one, two) => two.length - one.length);
  return longestFirst.reduce((rest, word) => rest.replaceAll(word, ' '), text).trim();
}
