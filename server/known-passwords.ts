/** Letters at least that make a word worth looking for, and characters at most that people put around one. */
const WORD_CHARS = 4;
const AROUND_CHARS = 6;

let known: Promise<ReadonlySet<string>> | null = null;

/** Some 49,000, which take a tenth of a second to unpack: only where somebody chooses a password. */
async function wellKnown(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].map(String));
}

/**
 * Whether a password is among those that everybody tries first (NIST SP 800-63B section 3.1.1.2): as it stands, or with a
 * few digits and marks around it.
 */
export async function isWellKnown(password: string): Promise<boolean> {
  known ??= wellKnown();
  const words = await known;
  const lower = password.toLowerCase();
  const word = lower.replace(/^[^a-z]+|(?<![^a-z])[^a-z]+$/g, '');
  const isDressedUp = word.length >= WORD_CHARS && lower.length - word.length <= AROUND_CHARS && words.has(word);
  return words.has(lower) || isDressedUp;
}
