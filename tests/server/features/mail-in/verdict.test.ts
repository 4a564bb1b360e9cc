import { expect, test } from 'vitest';
import { readMail } from '../../../../server/features/mail-in/read-mail.ts';
import { answerId, answerOfIds } from '../../../../server/features/mail-in/threads.ts';
import { kindOf, type MailKind, placeOf } from '../../../../server/features/mail-in/verdict.ts';
import { ABSENCES, bounces, letterMail, MACHINES, notices, PEOPLE } from './mails.ts';

const KEY = 'a key for tests, long enough for the rule';
const ANSWER = { conversationId: '01kah2m3n4p5q6r7s8t9v0w1x2', seq: 3 };
const OURS = `${answerId(KEY, ANSWER)}@altan.example`;
const nobodys = { isOwnId: false, isOwnAddress: false };

const KINDS: [MailKind, Record<string, Buffer>][] = [
  ['returned', bounces(OURS)],
  ['notice', notices(OURS)],
  ['absent', ABSENCES],
  ['machine', MACHINES],
  ['words', PEOPLE],
];

for (const [kind, mails] of KINDS) {
  test.each(Object.entries(mails))(`MI6 ${kind}: %s`, async (_name, raw) => {
    expect(kindOf(await readMail(raw), nobodys)).toBe(kind);
  });
}

test.each(Object.entries(bounces(OURS)))(
  'MI7 the report of %s tells whose answer it is, by the id inside it',
  async (_name, raw) => {
    const mail = await readMail(raw);
    expect(answerOfIds(KEY, [...mail.innerIds, ...mail.references])).toEqual(ANSWER);
    const known = mail.returned.map(each => each.address);
    // Some write no report.
    if (known.length > 0) expect(known).toContain('ann@example.com');
  },
);

test('MI6 what we wrote ourselves is passed over, and nothing that a person wrote ever is', async () => {
  const mail = await readMail(letterMail());
  expect(kindOf(mail, { isOwnId: true, isOwnAddress: false })).toBe('own');
  expect(kindOf(mail, { isOwnId: false, isOwnAddress: true })).toBe('own');
  expect([placeOf('words', true), placeOf('words', false)]).toEqual(['entry', 'entry']);
  expect([placeOf('own', true), placeOf('own', false)]).toEqual(['passed', 'passed']);
});

test.each([
  ['returned', 'returned', 'passed'],
  ['absent', 'event', 'passed'],
  ['notice', 'passed', 'passed'],
  ['machine', 'event', 'quarantine'],
] as const)('MI6 %s rings nobody: %s in a thread, else %s', (kind, inThread, alone) => {
  expect([placeOf(kind, true), placeOf(kind, false)]).toEqual([inThread, alone]);
});
