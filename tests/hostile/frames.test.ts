import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { agentFrame } from '../../protocol/agent.ts';
import { visitorFrame } from '../../protocol/visitor.ts';
import { CLOSE_CODES, ERRORS, type ErrorCode } from '../../protocol/wire/errors.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import fc from '../helpers/properties.ts';
import { type Door, type DoorName, type Heard, openHttpLink, openSocket, type Raw } from './doors.ts';
import { cases, fuzzed, fuzzTimeout } from './fuzz.ts';
import { hellos } from './hellos.ts';
import { type JsonSchema, type Known, valuesOf } from './json-values.ts';
import { expectFlat, heapBytes, openRoom, type Room } from './room.ts';

/** Frames that go out together: few enough that a door survives most bundles (SPEC W5). */
const BUNDLE = 8;

const SCHEMAS: Record<DoorName, JsonSchema> = {
  visitor: z.toJSONSchema(visitorFrame, { io: 'input', unrepresentable: 'any' }) as JsonSchema,
  agent: z.toJSONSchema(agentFrame, { io: 'input', unrepresentable: 'any' }) as JsonSchema,
};

/** Ours, and those that the WebSocket library closes with by itself: no UTF-8 (1007), broken off (1006). */
const CODES: number[] = [...Object.values(CLOSE_CODES).map(({ code }) => code), 1006, 1007];

/** Texts of frames that were written well, and then were not. */
const damages: fc.Arbitrary<(text: string) => string> = fc.oneof(
  fc.nat(200).map(at => (text: string) => text.slice(0, at)),
  fc.tuple(fc.nat(200), fc.string({ unit: 'binary', maxLength: 4 })).map(
    ([at, more]) =>
      (text: string) =>
        text.slice(0, at) + more + text.slice(at),
  ),
  fc.constant((text: string) => text.replace('{', '{"__proto__":{"isAdmin":true,"type":"ping"},')),
  fc.constant((text: string) => text.replace('{', '{"constructor":{"prototype":{"hostile":1}},')),
  fc.constant((text: string) => text.replace('{"type"', '{"type":"ping","type"')),
  fc.constant((text: string) => text.replace(/:\d+/, ':1e999')),
  fc.constant((text: string) => text.replace(/"/g, "'")),
  fc.constant((text: string) => `\ufeff${text}`),
  fc.constant((text: string) => `${text}\n${text}`),
  fc.constant((text: string) => `[${text}]`),
  fc.constant((text: string) => JSON.stringify(text)),
  fc.constant((text: string) => text + ' '.repeat(LIMITS.frameBytes)),
);

function framesOf(name: DoorName, known: Known): fc.Arbitrary<Raw> {
  const values = valuesOf(SCHEMAS[name], known);
  const texts = values.map(value => JSON.stringify(value));
  return fc.oneof(
    { weight: 40, arbitrary: texts.map(data => ({ data, isBinary: false })) },
    {
      weight: 3,
      arbitrary: fc.tuple(texts, damages).map(([text, damage]) => ({ data: damage(text), isBinary: false })),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }).map(data => ({ data, isBinary: false })) },
    { weight: 1, arbitrary: fc.tuple(fc.uint8Array(), fc.boolean()).map(([data, isBinary]) => ({ data, isBinary })) },
    { weight: 1, arbitrary: texts.map(text => ({ data: Buffer.from(text), isBinary: true })) },
  );
}

/** Ids of frames that must have an answer: whatever is said with one is taken or refused by it, never passed over. */
function askedIds(frames: Raw[]): string[] {
  return frames.flatMap(({ data, isBinary }) => {
    if (isBinary || data.length > LIMITS.frameBytes / 4) return [];
    try {
      const { clientId } = JSON.parse(Buffer.from(data).toString()) ?? {};
      return typeof clientId === 'string' && clientId.length >= 8 && clientId.length <= LIMITS.clientIdChars
        ? [clientId]
        : [];
    } catch {
      return [];
    }
  });
}

function expectHeld(frames: Raw[], heard: Heard[], door: Door, broken: string[]): void {
  expect(broken.splice(0)).toEqual([]);
  for (const { type, code } of heard) {
    if (type !== 'error') continue;
    expect(Object.keys(ERRORS)).toContain(code);
    expect(ERRORS[code as ErrorCode].status, `${code} is nobody's mistake but ours`).toBeLessThan(500);
  }
  const closed = door.closed();
  if (closed !== null) expect(CODES).toContain(closed);
  else for (const id of askedIds(frames)) expect(heard.map(({ ref }) => ref)).toContain(id);
}

type Open = (room: Room) => Promise<Door>;

/** Sends so many frames by one kind of door, which is opened again as often as it is closed. */
async function storm(room: Room, name: DoorName, open: Open, count: number): Promise<void> {
  let door: Door | null = null;
  const bundles = fc.array(framesOf(name, room.known), { minLength: BUNDLE, maxLength: BUNDLE });
  await fc.assert(
    fc.asyncProperty(bundles, async frames => {
      if (!door || door.closed() !== null) door = await open(room);
      await door.send(frames);
      expectHeld(frames, await door.settle(), door, room.broken);
    }),
    fuzzed(Math.ceil(count / BUNDLE)),
  );
  (door as Door | null)?.end();
}

/** Counts doors, since a hello has an id of its own. */
let opened = 0;

function opener(name: DoorName, way: typeof openSocket, isWelcome: boolean): Open {
  return async room => {
    const door = await way(room.desk, name, name === 'agent' ? room.cookie : null);
    if (!isWelcome) return door;
    const hello = { type: 'hello', clientId: `hello-${++opened}-of-fuzz`, ...hellos[name](room) };
    await door.send([{ data: JSON.stringify(hello), isBinary: false }]);
    expect((await door.settle()).map(({ type }) => type)).toContain('welcome');
    return door;
  };
}

let tried = 0;
afterAll(() => console.log(`${tried} frames`));

describe.each(['visitor', 'agent'] as const)('frames of a hostile %s', name => {
  test.each([
    ['over a WebSocket, after hello', openSocket, true, 3_600],
    ['over a WebSocket, before hello', openSocket, false, 800],
    ['over HTTP, after hello', openHttpLink, true, 800],
  ] as const)(
    'FZ1 FZ2 FZ3 %s break nothing, each refusal has its code, and nothing stays behind',
    async (_, way, isWelcome, short) => {
      const room = await openRoom();
      const open = opener(name, way, isWelcome);
      const count = cases(short);
      await storm(room, name, open, count / 5);
      const first = heapBytes();
      await storm(room, name, open, count - count / 5);
      tried += count;
      expectFlat(first);
    },
    fuzzTimeout,
  );
});
