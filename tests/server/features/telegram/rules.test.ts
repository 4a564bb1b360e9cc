import { describe, expect, test } from 'vitest';
import { BotRefusal } from '../../../../server/features/telegram/bot.ts';
import { actData, codeHash, codeIn, codeOf, commandOf, meaningOf } from '../../../../server/features/telegram/rules.ts';
import { isChatClosed, isPointless, refusalOf } from '../../../../server/features/telegram/talk.ts';

const from = { id: 5, is_bot: false, first_name: 'Bat\u200b', language_code: 'ru' };
const chat = { id: 5, type: 'private' };
const group = { id: -9, type: 'supergroup' };
const message = { message_id: 3, date: 0, from, chat, text: 'Hello' };

describe('what an update means', () => {
  test.each([
    ['words', { message }, { kind: 'words', chatId: '5', messageId: 3, replyTo: null, text: 'Hello', name: 'Bat' }],
    [
      'a reply',
      { message: { ...message, reply_to_message: { ...message, message_id: 2 } } },
      { kind: 'words', replyTo: 2 },
    ],
    ['a sticker', { message: { ...message, text: undefined, sticker: {} } }, { kind: 'words', text: null }],
    ['a picture with words below', { message: { ...message, text: undefined, caption: 'Look' } }, { text: null }],
    ['words in a group', { message: { ...message, chat: group } }, { kind: 'group', chatId: '-9', code: null }],
    [
      'a code in a group',
      { message: { ...message, chat: group, text: '/start@AltanBot ABCD-EFGH-JKMN' } },
      { kind: 'group', code: 'abcdefghjkmn' },
    ],
    [
      'a button',
      { callback_query: { id: '7', from, data: 'take:talk', message } },
      { kind: 'press', queryId: '7', messageId: 3, act: { act: 'take', conversationId: 'talk' } },
    ],
    ['a button that does nothing', { callback_query: { id: '7', from, data: 'none', message } }, { act: null }],
    [
      'a button of ours in a group',
      { callback_query: { id: '7', from, data: 'take:x', message: { ...message, chat: group } } },
      { kind: 'nothing' },
    ],
    ['a button under what is too old', { callback_query: { id: '7', from, data: 'take:x' } }, { kind: 'nothing' }],
    [
      'the bot is stopped',
      { my_chat_member: { chat, from, new_chat_member: { status: 'kicked' } } },
      { kind: 'blocked', isBlocked: true },
    ],
    [
      'it is started again',
      { my_chat_member: { chat, from, new_chat_member: { status: 'member' } } },
      { kind: 'blocked', isBlocked: false },
    ],
    [
      'it is added to a group',
      { my_chat_member: { chat: group, from, new_chat_member: { status: 'member' } } },
      { kind: 'group' },
    ],
    [
      'it is taken out of one',
      { my_chat_member: { chat: group, from, new_chat_member: { status: 'left' } } },
      { kind: 'nothing' },
    ],
    // What it said there would be public.
    [
      'it is added to a channel',
      { my_chat_member: { chat: { id: -8, type: 'channel' }, from, new_chat_member: { status: 'administrator' } } },
      { kind: 'nothing' },
    ],
    ['what was edited', { edited_message: message }, { kind: 'nothing' }],
    ['what nobody can read', { message: { text: 7 } }, { kind: 'nothing' }],
  ])('TB3 %s', (_name, update, wanted) => {
    expect(meaningOf({ update_id: 1, ...update })).toMatchObject(wanted);
  });

  test.each([null, 7, 'x', [], {}, { update_id: 'x' }])('TB3 %j means nothing', raw => {
    expect(meaningOf(raw)).toEqual({ kind: 'nothing' });
  });

  test('TB3 what a button carries fits into 64 bytes and comes back', () => {
    const act = { act: 'answer', conversationId: '01m8ka9v474h7gvsxm8p52kz1w' } as const;
    expect(Buffer.byteLength(actData(act))).toBeLessThanOrEqual(64);
    const query = { id: '7', from, data: actData(act), message };
    expect(meaningOf({ update_id: 1, callback_query: query })).toMatchObject({ act });
  });
});

describe('codes', () => {
  test('TB1 one is found as it was made, however it is pasted, and kept as a hash', () => {
    const code = codeOf(Uint8Array.from({ length: 12 }, (_, index) => 200 + index));
    expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    const bare = code.replaceAll('-', '').toLowerCase();
    for (const typed of [
      code,
      ` ${code} `,
      `/start ${code}`,
      `/start@Bot ${code}`,
      bare,
      `\u200e${code.replaceAll('-', ' ')}\u200e`,
    ]) {
      expect(codeIn(typed)).toBe(bare);
    }
    expect(codeHash(code)).toBe(codeHash(bare));
    expect(codeHash(code)).not.toContain(bare);
  });

  test.each(['', 'Hello', '/start', 'ABCD-EFGH-JKM', 'ABCD-EFGH-JKMN-P', 'UUUU-UUUU-UUUU', 'a'.repeat(5000)])(
    'TB1 %j is none',
    text => {
      expect(codeIn(text)).toBe(null);
    },
  );

  test.each([
    ['/stop', 'stop'],
    ['/stop@AltanBot now', 'stop'],
    ['/stopping', 'stopping'],
    ['stop', null],
    ['/ stop', null],
  ])('TB1 %j is the command %j', (text, command) => expect(commandOf(text)).toBe(command));
});

describe('refusals', () => {
  const refused = (status: number, description: string, retryAfterMs: number | null = null) =>
    new BotRefusal(status, description, retryAfterMs);

  test.each([
    [refused(429, 'Too Many Requests', 5000), { isTargetDown: true, retryAfterMs: 5000 }],
    [refused(502, 'Bad Gateway'), { isTargetDown: true, retryAfterMs: null }],
    // An owner can mend it.
    [refused(401, 'Unauthorized'), { isTargetDown: true }],
    [refused(400, "Bad Request: can't parse entities"), { isTargetDown: false, isFinal: true }],
    [refused(403, 'Forbidden: bot was blocked by the user'), { isTargetDown: false, isFinal: true }],
    [new Error('ECONNREFUSED'), { isTargetDown: true, problem: 'ECONNREFUSED' }],
  ])('TB5 %s', (error, wanted) => {
    const refusal = refusalOf(error);
    expect(refusal).toMatchObject(wanted);
    expect('isFinal' in refusal).toBe('isFinal' in wanted);
  });

  test('TB5 a chat that is closed, and a change that is none, are known by their words', () => {
    expect(isChatClosed(refused(403, 'Forbidden: user is deactivated'))).toBe(true);
    expect(isChatClosed(refused(400, 'Bad Request: chat not found'))).toBe(true);
    expect(isChatClosed(refused(400, 'Bad Request: message text is empty'))).toBe(false);
    expect(isPointless(refused(400, 'Bad Request: message is not modified: specified new message content…'))).toBe(
      true,
    );
    expect(isPointless(refused(400, 'Bad Request: message to edit not found'))).toBe(true);
    expect(isPointless(refused(403, 'Forbidden: bot was blocked by the user'))).toBe(false);
  });
});
