import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { expect, test } from 'vitest';
import { ERRORS } from '../../protocol/wire/errors.ts';
import type { Desk } from '../helpers/app.ts';
import { HOSTILE } from '../helpers/hostile-words.ts';
import { ask, givePassword, OWN, staffed } from '../helpers/http.ts';
import fc from '../helpers/properties.ts';
import { cases, fuzzed, fuzzTimeout } from './fuzz.ts';
import { type JsonSchema, type Known, valuesOf } from './json-values.ts';
import { expectFlat, heapBytes, openRoom, type Room } from './room.ts';

/** What the description of the API says of one thing that can be done there. */
interface Operation {
  method: string;
  path: string;
  parameters: { in: string; name: string; schema: JsonSchema }[];
  body: JsonSchema | null;
}

interface Described {
  parameters?: Operation['parameters'];
  requestBody?: { content: { 'application/json'?: { schema: JsonSchema } } };
}

/** Every address of the API, as `/docs` has it: so a new one is tried by itself. */
async function operationsOf({ desk }: Room): Promise<Operation[]> {
  const answer = await ask(desk, 'GET /docs/json');
  const { paths } = answer.json<{ paths: Record<string, Record<string, Described>> }>();
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      body: requestBody?.content['application/json']?.schema ?? null,
    })),
  );
}

/** Doors that the description leaves out: pages, plain forms, streams, and what is nowhere. */
const OTHERS: Operation[] = [
  'GET /f/{key}/contact',
  'GET /f/{key}/callback',
  'GET /f/{key}/call/{id}/{secret}',
  'GET /f/{key}/call/{id}/{secret}/call.ics',
  'POST /f/{key}/call/{id}/{secret}',
  'GET /inbox/{id}',
  'GET /demo/{id}',
  'GET /assets/{id}',
  'GET /docs/{id}',
  'GET /deskbell.js',
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
  'GET /{id}',
  'DELETE /{id}',
  'POST /v1/visitor/stream/{id}',
  'POST /v1/agent/stream/{id}',
].map(line => {
  const [method = '', path = ''] = line.split(' ');
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  return {
    method,
    path,
    parameters: names.map(name => ({ in: 'path', name, schema: { type: 'string' } })),
    body: null,
  };
});

/** Fields of plain forms: ours, what others call them, and what is no name. */
const FORM_FIELDS = [
  ...['name', 'reach', 'email', 'phone', 'subject', 'message', 'topic', 'when', 'consent', 'id', 'next', 'website'],
  ...['_locale', 'locale', 'timeZone', 'your-email', 'contact[email]', 'tel', 'file', '_next', '_subject', '_gotcha'],
  ...['__proto__', 'constructor', '__proto__[x]', 'a[][b]', '', ' ', 'message.text', '$ne'],
];

const hostile = fc.constantFrom(...HOSTILE);
const words = fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 100 }), fc.emailAddress(), fc.webUrl());

/** A header's value as it can come over the line: without line ends and NUL, which no parser lets through, in Latin 1. */
const headerValue = words.map(text => text.replace(/[\r\n\0]/g, '').replace(/[^\t\x20-\x7e\x80-\xff]/g, '?'));

const HEADERS = [
  ...['user-agent', 'referer', 'accept-language', 'accept', 'authorization', 'origin', 'range', 'if-none-match'],
  ...['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded', 'x-real-ip', 'via', 'te'],
  ...[
    'sec-fetch-site',
    'sec-fetch-mode',
    'accept-encoding',
    'if-modified-since',
    'x-http-method-override',
    'last-event-id',
    'upload-offset',
  ],
];

const headers = fc.dictionary(fc.constantFrom(...HEADERS), headerValue, { maxKeys: 4 });

const addresses = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('::ffff:203.0.113.7', 'fe80::1%eth0', '127.0.0.1'));

const TYPES = [
  'application/json',
  'application/octet-stream',
  'application/json; charset=utf-16',
  'text/plain',
  'application/xml',
  'x',
  '',
];

const damages = fc.constantFrom<((text: string) => string)[]>(
  text => text.slice(0, text.length / 2),
  text => text.replace('{', '{"__proto__":{"isAdmin":true},'),
  text => text.replace('{', '{"constructor":{"prototype":{"hostile":1}},'),
  text => text.replace(/:\d+/, ':1e999'),
  text => `\ufeff${text}`,
  text => `[${text}]`,
  text => JSON.stringify(text),
  text => `${text}${' '.repeat(300_000)}`,
  () => '',
);

/** What comes in the path: whole, or such as a path can not have. */
function inPath(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const encoded = encodeURIComponent(text.toWellFormed()).slice(0, 3_000);
  return encoded.replace(/%[\da-f]?$/i, '') || '%00';
}

const BROKEN_PATHS = ['%zz', '%', '..%2f..%2fetc%2fpasswd', '%00', '%c0%ae', '.', '..', '%2e%2e', '*', ';x=1', '%ff'];

function requestsOf({ method, path, parameters, body }: Operation, known: Known): fc.Arbitrary<InjectOptions> {
  const values = (place: string) =>
    fc.record(
      Object.fromEntries(
        parameters.filter(each => each.in === place).map(({ name, schema }) => [name, valuesOf(schema, known, name)]),
      ),
    );
  const broken = fc.option(fc.constantFrom(...BROKEN_PATHS), { freq: 15 });
  const query = fc.tuple(values('query'), fc.option(fc.tuple(words, words), { freq: 5 }));
  const type = fc.oneof(
    { weight: 20, arbitrary: fc.constant(TYPES[0]!) },
    { weight: 1, arbitrary: fc.constantFrom(...TYPES) },
  );
  const text = body
    ? fc.tuple(valuesOf(body, known), fc.option(damages, { freq: 8 }), type).map(([value, damage, contentType]) => ({
        payload: damage ? damage(JSON.stringify(value)) : JSON.stringify(value),
        contentType,
      }))
    : fc.constant(null);
  return fc
    .tuple(values('path'), broken, query, headers, addresses, text)
    .map(([inAddress, bad, [asked, more], extra, address, said]) => {
      const filled = path.replace(
        /\{(\w+)\}/g,
        (_, name: string) => bad ?? inPath((inAddress as Record<string, unknown>)[name]),
      );
      const search = new URLSearchParams();
      for (const [name, value] of [...Object.entries(asked), ...(more ? [more] : [])])
        search.append(name, typeof value === 'string' ? value : JSON.stringify(value));
      return {
        method: method as 'GET',
        url: `${filled}?${search}`,
        remoteAddress: address,
        headers: { origin: OWN, ...extra, host: 'desk.example', ...(said && { 'content-type': said.contentType }) },
        ...(said && { payload: said.payload }),
      };
    });
}

/** A post of a plain form, in each of the three ways to write one. */
function postsOf(known: Known): fc.Arbitrary<InjectOptions> {
  const name = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...FORM_FIELDS) }, { weight: 1, arbitrary: words });
  const value = fc.oneof(words, fc.constantFrom('99112233', 'bat@altan.example', 'Sain baina uu', '1'));
  const fields = fc.array(fc.tuple(name, value), { maxLength: 12 });
  const way = fc.constantFrom('urlencoded', 'multipart', 'json');
  const kind = fc.constantFrom('contact', 'callback');
  return fc
    .tuple(fields, way, kind, headers, addresses, fc.option(fc.nat(400), { freq: 6 }))
    .map(([all, how, what, extra, address, cut]) => {
      const { type, text } = written(all, how);
      const payload = Buffer.from(cut === null ? text : text.slice(0, cut));
      return {
        method: 'POST',
        url: `/f/${known.key![0]}/${what}`,
        remoteAddress: address,
        headers: {
          origin: OWN,
          ...extra,
          host: 'desk.example',
          'content-type': type,
          'content-length': `${payload.length}`,
        },
        payload,
      };
    });
}

function written(fields: [string, string][], how: string): { type: string; text: string } {
  if (how === 'json') return { type: 'application/json', text: JSON.stringify(Object.fromEntries(fields)) };
  if (how === 'urlencoded')
    return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(fields).toString() };
  const parts = fields.map(([name, value], at) => {
    const file = at % 4 === 3 ? `; filename="${value.slice(0, 40)}"` : '';
    return `--x\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
  });
  return { type: 'multipart/form-data; boundary=x', text: `${parts.join('')}--x--\r\n` };
}

function expectHeld({ statusCode, headers: got, payload }: LightMyRequestResponse, broken: string[]): void {
  expect(broken.splice(0)).toEqual([]);
  expect(statusCode, payload.slice(0, 500)).toBeLessThan(500);
  for (const value of Object.values(got).flat()) expect(String(value)).not.toMatch(/[\r\n\0]/);
  if (statusCode < 400) return;
  if (String(got['content-type']).startsWith('text/html')) {
    // A page for a person, which runs nothing.
    expect(String(got['content-security-policy'])).toContain("default-src 'none'");
    return;
  }
  expect(Object.keys(ERRORS), `${statusCode} ${payload.slice(0, 200)}`).toContain(JSON.parse(payload).code);
}

/** Somebody with every right, and a password that costs nothing to check. @returns the cookie of their session */
async function ownerOf(desk: Desk): Promise<string> {
  const { agent, cookie } = await staffed(desk, { role: 'owner' });
  await givePassword(desk, agent.id);
  return cookie;
}

test(
  'FZ1 FZ2 FZ3 requests to every address, signed in or not, break nothing, and each refusal has its code',
  async () => {
    const room = await openRoom();
    const { desk, known, broken } = room;
    const operations = await operationsOf(room);
    const all = [...operations, ...OTHERS].map(each => requestsOf(each, known));
    const requests = fc.oneof(...all, { weight: 8, arbitrary: postsOf(known) });
    const signedIn = fc.integer({ min: 0, max: 9 }).map(at => at > 0);

    let cookie = await ownerOf(desk);
    const storm = (count: number) =>
      fc.assert(
        fc.asyncProperty(requests, signedIn, async (request, isSignedIn) => {
          const answer = await desk.app.inject({
            ...request,
            headers: { ...request.headers, ...(isSignedIn && { cookie }) },
          });
          expectHeld(answer, broken);
          // What came may have ended the session, or its right.
          if (isSignedIn && [401, 403].includes(answer.statusCode)) cookie = await ownerOf(desk);
        }),
        fuzzed(count),
      );
    const count = cases(4_000);
    await storm(count / 5);
    // Requests here have no connection that closes: the beat forgets those whose body nobody read.
    await desk.pass(60_000);
    const first = heapBytes();
    await storm(count - count / 5);
    await desk.pass(60_000);
    console.log(`${count} requests to ${all.length + 1} addresses`);
    expectFlat(first);
  },
  fuzzTimeout,
);
