/**
 * What may stand in the log: the one place that every line passes, so that nobody has to know what a plugin, a driver or a
 * visitor writes at which level. A list of what is let through, and not of what is kept out (SPEC PR11).
 */

/** Fields whose values are ours to say: codes, ids, counts, and addresses of routes as we wrote them. */
const PLAIN = new Set([
  'code',
  'errcode',
  'errno',
  'syscall',
  'status',
  'statusCode',
  'url',
  'id',
  'kind',
  'target',
  'event',
  'attempts',
  'problem',
  'hostname',
  'port',
]);
const VEILED = '[redacted]';
/** Causes of causes. Beyond it nothing is of any use, and a circle has to end. */
const MAX_DEPTH = 6;

/** What somebody may have said inside a sentence of ours, or of a library's: quoted, as data, or by its shape. */
const SAID: readonly [RegExp, string][] = [
  [/"[^"]*"?|“[^”]*”?|`[^`]*`?/g, '"…"'],
  // An apostrophe stands inside a word.
  [/(?<!\p{L})'[^']*'?/gu, "'…'"],
  [/\{.*\}?/gs, '{…}'],
  [/(?<![^\s"'<>(])@*[^\s"'<>(@]+@[^\s"'<>)]+/g, '…'],
  [/[?#]\S+/g, '…'],
  // Telephone numbers; an IP address has no four digits in a row.
  [/\+?\d(?:[\s()-]*\d){6,}/g, '…'],
  // Tokens: long, and of letters and digits.
  [/(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}/g, '…'],
];

/** A sentence without what somebody said in it. */
export function plainSentence(text: string): string {
  return SAID.reduce((sentence, [pattern, veil]) => sentence.replace(pattern, veil), text);
}

/** What is logged beside a sentence: names of fields stay, values only where they are ours. */
export function withoutSecrets(logged: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(logged).map(([name, value]) => [name, veiledAt(name, value, 0)]));
}

/**
 * What is handed to a level of the logger, with its sentence made plain. An error without a sentence would bring its own,
 * unread.
 * @param args `[fields, sentence]`, `[error]` or `[sentence]`
 */
export function plainArguments(args: readonly unknown[]): unknown[] {
  const [first, second, ...rest] = args;
  if (typeof first === 'string') return [plainSentence(first), ...args.slice(1).map(plainValue)];
  if (typeof second === 'string') return [first, plainSentence(second), ...rest.map(plainValue)];
  const error = first instanceof Error ? first : (first as { err?: unknown } | null)?.err;
  return error instanceof Error ? [first, plainSentence(error.message)] : [first];
}

/** Of what is put into a sentence by its marks. */
function plainValue(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? value : VEILED;
}

function veiledAt(name: string, value: unknown, depth: number): unknown {
  if (value === undefined || value === null || typeof value === 'boolean') return value;
  if (value instanceof Error) return plainError(value, depth);
  if (!PLAIN.has(name)) return VEILED;
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return plainText(name, value);
  if (typeof value !== 'object' || depth >= MAX_DEPTH || Array.isArray(value)) return VEILED;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, veiledAt(key, each, depth + 1)]));
}

/** Ids are words of ours, however long, and the rest is short. */
function plainText(name: string, text: string): string {
  if (name === 'url') return text.replace(/[?#].*$/s, '');
  return name !== 'problem' && /^[\w.:-]{1,64}$/.test(text) ? text : plainSentence(text);
}

/** A copy, because whoever threw it may still need it: its kind, its plain sentence, where it was thrown, and why. */
function plainError(error: Error, depth: number): Error {
  const message = plainSentence(error.message);
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));
  const copy: Error = Object.create(Object.getPrototypeOf(error), {
    message: { value: message, enumerable: false },
    stack: { value: [`${error.name}: ${message}`, ...frames].join('\n'), enumerable: false },
    ...(error.cause instanceof Error &&
      depth < MAX_DEPTH && { cause: { value: plainError(error.cause, depth + 1), enumerable: false } }),
  });
  for (const [name, value] of Object.entries(error)) {
    if (PLAIN.has(name) && typeof value !== 'object') Object.assign(copy, { [name]: value });
  }
  return copy;
}
