// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { Compare } from '../../../../../inbox/features/contacts/card/compare/Compare.tsx';
import { choicesOf, factsOf, isOpen } from '../../../../../inbox/features/contacts/card/compare/facts.ts';
import { ApiError } from '../../../../../inbox/shell/http.ts';
import { speak } from '../../../../../inbox/shell/locale.ts';
import { draw } from '../../../draw.tsx';
import { openInbox, toastsOf } from '../../../open-inbox.ts';
import { answerOf, BY_NUMBER, card } from './cards.ts';

beforeEach(() => speak('en'));

const FIELDS = [{ id: 'shop', name: 'Shop', kind: 'text' as const, choices: [] }];
const one = card({ fields: { shop: 'North' } });
const other = card({
  ...{ id: 'guest', name: 'B. Bolor', callMe: '', email: '', birthday: null, version: 1, addresses: [] },
  ...{ tags: ['roses'], fields: { shop: 'South' }, phone: '+97688110022' },
});

test('what both say is to be chosen, what one says stands, and lists stand together unless one is chosen', () => {
  const facts = factsOf(one, other, FIELDS);
  expect(facts.map(fact => [fact.name, isOpen(fact)])).toEqual([
    ['name', true],
    ['callMe', false],
    ['phone', true],
    ['email', false],
    ['birthday', false],
    ['addresses', false],
    ['tags', true],
    ['fields.shop', true],
  ]);
  expect(choicesOf(facts, {}, 'one')).toEqual({ name: 'winner', phone: 'winner', 'fields.shop': 'winner' });
  const chosen = { name: 'other', tags: 'one' } as const;
  expect(choicesOf(facts, chosen, 'one')).toMatchObject({ name: 'loser', tags: 'winner' });
  expect(choicesOf(facts, chosen, 'other')).toMatchObject({ name: 'winner', tags: 'loser', phone: 'winner' });
});

async function compared() {
  const desk = openInbox([], {
    answers: {
      'GET contacts/guest/card': () => answerOf({ card: other }),
      'GET contact-fields': () => FIELDS,
      'POST contacts/bolormaa/merges': () => card({ merges: [BY_NUMBER, { ...BY_NUMBER, id: 'm7' }] }),
      'POST contacts/guest/merges': () => card({ id: 'guest', merges: [BY_NUMBER] }),
      'DELETE contacts/bolormaa/merges/m7': () => null,
      'POST contacts/bolormaa/refusals': () => null,
    },
  });
  const told: string[] = [];
  const page = await draw(
    desk,
    <Compare
      one={answerOf({ card: one })}
      otherId="guest"
      onClose={() => told.push('closed')}
      onChanged={() => told.push('changed')}
    />,
  );
  await vi.waitUntil(() => page.hasButton('Join'));
  const radios = (name: string) => [...page.host.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)];
  return { desk, page, told, radios };
}

test('CO5 CO6 two cards are joined as was chosen, and parted again by one press', async () => {
  const { desk, page, told, radios } = await compared();
  await page.check(radios('name')[1]!);
  await page.submit();
  await vi.waitUntil(() => told.length === 2);
  expect(desk.http.asked('POST contacts/bolormaa/merges')[0]!.body).toEqual({
    ...{ with: 'guest', versions: { winner: 3, loser: 1 } },
    choices: { name: 'loser', phone: 'winner', 'fields.shop': 'winner' },
  });
  const toast = toastsOf(desk.inbox).at(-1)!;
  expect(toast.text).toBe('Joined to one card');
  toast.undo!();
  await vi.waitUntil(() => told.length === 3);
  expect(desk.http.asked('DELETE contacts/bolormaa/merges/m7')).toHaveLength(1);
});

test('CO5 the other card may be the one that stays, and is shown then', async () => {
  const { desk, page, radios, told } = await compared();
  await page.check(radios('kept')[1]!);
  await page.submit();
  await vi.waitUntil(() => told.length === 1);
  expect(desk.http.asked('POST contacts/guest/merges')[0]!.body).toMatchObject({
    ...{ with: 'bolormaa', versions: { winner: 1, loser: 3 } },
    choices: { name: 'winner' },
  });
  expect(desk.app.route.value).toEqual({ kind: 'room', room: 'people', id: 'guest' });
});

test('CO5 where a colleague was faster both are read anew, and what was chosen stays', async () => {
  const { desk, page, told, radios } = await compared();
  desk.http.answers['POST contacts/bolormaa/merges'] = () => {
    throw new ApiError('CONTACT_CHANGED');
  };
  await page.check(radios('name')[1]!);
  await page.submit();
  await vi.waitUntil(() => told.includes('changed'));
  expect(toastsOf(desk.inbox).at(-1)).toMatchObject({ tone: 'failed', text: expect.stringContaining('colleague') });
  expect(desk.http.asked('GET contacts/guest/card')).toHaveLength(2);
  expect(radios('name')[1]!.checked).toBe(true);
});

test('CO4 two who are not one person are not offered again', async () => {
  const { desk, page, told } = await compared();
  await page.press('Not the same person');
  await vi.waitUntil(() => told.length === 2);
  expect(desk.http.asked('POST contacts/bolormaa/refusals')[0]!.body).toEqual({ with: 'guest' });
});
