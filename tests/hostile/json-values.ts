/** Values made from a schema: most of them as it wants them, some not. So what a schema gains is tried by itself. */

import { HOSTILE } from '../helpers/hostile-words.ts';
import fc from '../helpers/properties.ts';

/** The part of JSON Schema that our schemas are written in. */
export interface JsonSchema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  $ref?: string;
}

/** Numbers at the edges of what languages, calendars and databases hold. */
const EDGES = [
  0,
  -0,
  -1,
  0.5,
  1e308,
  -1e308,
  Number.MIN_VALUE,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 63,
  8_640_000_000_000_000,
  8_640_000_000_000_001,
  253_402_300_800_000,
];

/** Names that mean something to JavaScript, to MongoDB or to SQL. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'then',
  '$ne',
  '$where',
  '$gt',
  'a.b',
  '',
  'toJSON',
];

const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'binary-ascii', maxLength: 300 }),
  // A lone half of a pair, which is no text in UTF-8.
  fc.constantFrom('\ud800', 'a\udc00b', '\udfff\ud800'),
  fc.integer({ min: 1, max: 25_000 }).map(length => 'x'.repeat(length)),
);

const deep = fc.integer({ min: 1, max: 3_000 }).map(depth => {
  let value: unknown = 1;
  for (let at = 0; at < depth; at += 1) value = at % 2 ? [value] : { a: value };
  return value;
});

/** What no schema asked for. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 3, arbitrary: fc.constantFrom(...EDGES) },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null]) },
  { weight: 2, arbitrary: fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(hostileText, fc.constantFrom(...EDGES))) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: fc.integer({ min: 10, max: 5_000 }).map(length => Array(length).fill(0)) },
);

/** What is something here, by the name of the field it belongs in: ids, tokens, keys, versions. */
export type Known = Readonly<Record<string, readonly (string | number)[]>>;

/** One in so many values is not what its schema wants. */
const WILDNESS = 15;

/**
 * Values for a schema.
 * @param known without it nothing gets past the first look
 * @param name of the field that the value is for
 */
export function valuesOf(schema: JsonSchema, known: Known, name = ''): fc.Arbitrary<unknown> {
  const right: readonly unknown[] = known[name] ?? [];
  return fc.oneof(
    { weight: WILDNESS, arbitrary: fitting(schema, known) },
    { weight: right.length > 0 ? 3 * WILDNESS : 0, arbitrary: fc.constantFrom(...(right.length > 0 ? right : [null])) },
    { weight: 1, arbitrary: anything },
  );
}

function fitting(schema: JsonSchema, known: Known): fc.Arbitrary<unknown> {
  const of = (each: JsonSchema, name?: string) => valuesOf(each, known, name);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map(each => of(each)));
  if (schema.allOf) return of(Object.assign({}, ...schema.allOf));
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map(type => of({ ...schema, type })));
  switch (schema.type) {
    case 'object':
      return objects(schema, of);
    case 'array':
      return fc.array(of(schema.items ?? {}), { maxLength: 8 });
    case 'string':
      return texts(schema);
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return anything;
  }
}

function objects(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  of: (schema: JsonSchema, name?: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const named = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, of(schema, name)]));
  const isRequired = required.filter(name => name in named);
  const whole = fc.oneof(
    { weight: 9, arbitrary: fc.record(named, { requiredKeys: isRequired }) },
    // Without something that is required, too.
    { weight: 1, arbitrary: fc.record(named, { requiredKeys: isRequired.filter(name => name === 'type') }) },
  );
  const more = typeof additionalProperties === 'object' ? of(additionalProperties) : anything;
  const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 20 }));
  const strangers = fc.oneof(
    { weight: typeof additionalProperties === 'object' ? 1 : 9, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(name, more, { maxKeys: 40 }) },
  );
  // Written by hand, because `__proto__` in an object of ours would set its prototype instead of being sent.
  return fc.tuple(whole, strangers).map(([inner, outer]) => ({ ...outer, ...inner }));
}

function texts({ minLength = 0, maxLength = 300 }: JsonSchema): fc.Arbitrary<string> {
  const plain = fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) });
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  const hostile = HOSTILE.filter(fits);
  return fc.oneof(
    { weight: 9, arbitrary: plain },
    { weight: 3, arbitrary: hostile.length > 0 ? fc.constantFrom(...hostile) : plain },
    { weight: 1, arbitrary: fc.constant('я'.repeat(Math.min(maxLength, 20_000))) },
    { weight: 1, arbitrary: fc.constant('x'.repeat(Math.min(maxLength, 60_000) + 1)) },
  );
}

function numbers({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER, type }: JsonSchema): fc.Arbitrary<number> {
  const least = Math.max(Math.ceil(minimum), 0);
  const edges = [...EDGES, minimum, maximum, minimum - 1, maximum + 1];
  return fc.oneof(
    { weight: 2, arbitrary: fc.integer({ min: least, max: Math.max(least, Math.min(maximum, least + 50)) }) },
    { weight: 2, arbitrary: fc.constantFrom(...edges) },
    { weight: 1, arbitrary: type === 'integer' ? fc.maxSafeInteger() : fc.double() },
  );
}
