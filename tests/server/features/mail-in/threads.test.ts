import { expect, test } from 'vitest';
import {
  answerId,
  answerOfIds,
  conversationOfAddresses,
  conversationOfToken,
  replyAddress,
  threadToken,
} from '../../../../server/features/mail-in/threads.ts';
import { newId } from '../../../../server/tokens.ts';

const KEY = 'a key for tests, long enough for the rule';
const ID = newId();

test('MI3 an address and a Message-ID name their conversation, in whatever case they come back', () => {
  const address = replyAddress(KEY, 'reply@desk.example', ID)!;
  expect(address).toMatch(/^reply\+[a-z\d]+\.[a-f\d]{20}@desk\.example$/);
  expect(conversationOfAddresses(KEY, ['hello@altan.example', address])).toBe(ID);
  expect(conversationOfAddresses(KEY, [address.toUpperCase()])).toBe(ID);
  const letter = `${answerId(KEY, { conversationId: ID, seq: 12 })}@altan.example`;
  expect(answerOfIds(KEY, ['other@example.com', letter])).toEqual({ conversationId: ID, seq: 12 });
});

test('MI3 nobody names one who was not written to', () => {
  const other = newId();
  const [, signature = ''] = threadToken(KEY, ID).split('.');
  expect(conversationOfToken(KEY, `${other}.${signature}`)).toBeNull();
  expect(conversationOfToken('another key, which is long enough too', threadToken(KEY, ID))).toBeNull();
  const forged = [
    `reply+${ID}@desk.example`,
    `reply+${ID}.@desk.example`,
    `reply+${ID}.${'0'.repeat(20)}@desk.example`,
  ];
  expect(conversationOfAddresses(KEY, forged)).toBeNull();
  expect(answerOfIds(KEY, [`${ID}.${signature}@x.y`, `${ID}.3@x.y`, '', '@', 'a'.repeat(10_000)])).toBeNull();
});

test('MI3 an address that no server would take is not made', () => {
  expect(replyAddress(KEY, `${'a'.repeat(20)}@desk.example`, ID)).toBeNull();
  expect(replyAddress(KEY, `hello@${'d'.repeat(240)}.example`, ID)).toBeNull();
});
