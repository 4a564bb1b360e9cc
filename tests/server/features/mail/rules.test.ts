import { describe, expect, test } from 'vitest';
import { nextTurn, senderOf, verdictOn } from '../../../../server/features/mail/rules.ts';

describe('ML3 ML4 what a mail server says', () => {
  const at = { message: 'no', code: 'EENVELOPE' };
  test.each([
    ['RCPT TO', 550, '550 5.1.1 <bat@altan.example> unknown', 'bounced', false, true],
    ['RCPT TO', 550, '550 5.2.1 disabled', 'bounced', false, true],
    ['RCPT TO', 553, '553 no such name', 'bounced', false, true],
    ['RCPT TO', 550, '550 5.7.1 relaying denied', 'refused', false, true],
    ['RCPT TO', 552, '552 5.2.2 full', 'refused', false, true],
    ['RCPT TO', 554, '554 no', 'refused', false, true],
    ['DATA', 554, '554 5.7.1 looks like spam', 'refused', false, true],
    ['RCPT TO', 451, '451 4.7.1 come again', 'again', false, undefined],
    ['DATA', 452, '452 no room', 'again', false, undefined],
    ['RCPT TO', 421, '421 going away', 'again', true, undefined],
    ['MAIL FROM', 550, '550 you may not', 'again', true, undefined],
    ['AUTH PLAIN', 535, '535 wrong', 'again', true, undefined],
    ['CONN', 0, '', 'again', true, undefined],
  ] as const)('ML4 %s %i %j: %s', (command, responseCode, response, fate, isTargetDown, isFinal) => {
    const code = command === 'CONN' ? 'ECONNECTION' : at.code;
    const verdict = verdictOn({ ...at, code, command, responseCode, response }, 'Bat@altan.example');
    expect(verdict).toMatchObject({ fate, isTargetDown });
    expect(verdict.isFinal).toBe(isFinal);
    expect(verdict.problem).not.toContain('bat@altan');
  });

  test('ML4 what the library will not send is final, and nobody’s bounce', () => {
    const trouble = { message: 'Invalid recipient', code: 'EENVELOPE', command: 'API' };
    expect(verdictOn(trouble, 'a@b.example')).toMatchObject({ fate: 'refused', isTargetDown: false, isFinal: true });
  });
});

test('ML6 the next turn is when the last room is free again', () => {
  const hour = 3_600_000;
  expect(nextTurn({ ofScope: null, ofAddress: null })).toBe(null);
  expect(nextTurn({ ofScope: 5, ofAddress: null })).toBe(5 + hour);
  expect(nextTurn({ ofScope: 5, ofAddress: 7 })).toBe(7 + 24 * hour);
});

test.each([
  ['desk@altan.example', '', 'desk@altan.example'],
  ['Altan Flowers <desk@altan.example>', 'Altan Flowers', 'desk@altan.example'],
  ['"Altan, Flowers" <desk@altan.example>', 'Altan, Flowers', 'desk@altan.example'],
])('ML2 the sender %s', (text, name, address) => {
  expect(senderOf(text)).toEqual({ name, address });
});
