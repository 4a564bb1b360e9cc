import { expect, test } from 'vitest';
import { jsonBytes } from '../../../server/http/json-bytes.ts';

const WORDS = [
  'Hello',
  'é',
  'Сайн уу',
  'سلام',
  'ሰላም',
  'नमस्ते',
  '😀',
  '\ud800',
  'a\udc00b',
  '\u0000',
  '\u2028',
  '\ufeff',
  '"\\',
];

test.each([1, 40, 4_000])('JB1 an answer of %i of each sort of letters is the JSON that it says, in UTF-8', times => {
  for (const word of [...WORDS, WORDS.join(' ')]) {
    const value = { said: Array<string>(times).fill(word) };
    expect(jsonBytes(value).equals(Buffer.from(JSON.stringify(value)))).toBe(true);
    expect(JSON.parse(jsonBytes(value).toString())).toEqual(value);
  }
});
