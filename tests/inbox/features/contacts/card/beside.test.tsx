// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { Beside } from '../../../../../inbox/features/contacts/card/Beside.tsx';
import { speak } from '../../../../../inbox/shell/locale.ts';
import type { CardAnswer } from '../../../../../protocol/cards.ts';
import { draw } from '../../../draw.tsx';
import { conversation, START } from '../../../fixtures.ts';
import { openInbox, toastsOf } from '../../../open-inbox.ts';
import { answerOf, BY_NUMBER, card, DAY, GLANCES } from './cards.ts';

beforeEach(() => speak('en'));

const talk = conversation('a');
const path = `GET contacts/${encodeURIComponent(talk.contact.id)}/card`;

async function beside(answers: CardAnswer[], hasCards = true) {
  let asked = 0;
  const desk = openInbox([], {
    answers: {
      [path]: () => answers[Math.min(asked++, answers.length - 1)],
      'DELETE contacts/bolormaa/merges/m1': () => null,
    },
  });
  const page = await draw(desk, <Beside conversation={talk} hasCards={hasCards} />);
  await vi.waitUntil(() => asked > 0 && page.text !== '');
  return { page, desk };
}

test('CA1 one glance says who, how long, what last and usually, what is open, promised, and how to begin', async () => {
  const { page } = await beside([
    answerOf({
      glances: GLANCES,
      promises: [{ kind: 'callback', conversationId: 'a', at: START + 3_600_000, about: 'the wedding' }],
      hints: [{ hint: 'begin_with_complaint', what: 'late delivery', at: START - 2 * DAY }],
      suggestions: 1,
    }),
  ]);
  expect(page.host.querySelector('.beside p')!.textContent).toBe(
    'customer for 2 years · last here 3 weeks ago · takes peonies regular',
  );
  const facts = [...page.host.querySelectorAll('dt')].map(each => [
    each.textContent,
    each.nextElementSibling!.textContent,
  ]);
  expect(Object.fromEntries(facts)).toMatchObject({
    Bought: '14 times · ₮1,120,000',
    Last: 'tulips · ₮45,000',
    Open: expect.stringContaining('1 complaint: late delivery, since'),
    Promised: expect.stringContaining('call: the wedding'),
    'Perhaps the same': '1',
  });
  expect(page.host.querySelector('.card-hints')!.textContent).toContain('Begin with the open complaint: late delivery');
  expect(page.host.querySelector('a')!.getAttribute('href')).toBe('/inbox/people/bolormaa');
});

test('CA1 of whom nothing is kept yet it says what is known', async () => {
  const { page } = await beside([answerOf({ since: START - 3 * DAY, heardAt: START })]);
  expect(page.text).toBe('known for 3 days · here today Open card');
});

test('P3 where nobody wants cards it says all the same that two were put together, and one press parts them', async () => {
  const joined = answerOf({ card: card({ merges: [BY_NUMBER], ids: ['bolormaa', 'guest'] }) });
  const { page, desk } = await beside([joined, answerOf()], false);
  expect(page.text).toBe('By number, not verifiedNot the same person');
  await page.press('Not the same person');
  await vi.waitUntil(() => page.text === '');
  expect(desk.http.asked('DELETE contacts/bolormaa/merges/m1')).toHaveLength(1);
  expect(toastsOf(desk.inbox).at(-1)!.text).toBe('Apart again, as before');
});

test('PE9 the glance beside a talk follows what a colleague did elsewhere', async () => {
  const { page, desk } = await beside([answerOf({ since: START - 3 * DAY }), answerOf({ glances: GLANCES })]);
  expect(page.text).not.toContain('14 times');
  desk.link.tell({ type: 'people.changed', contactIds: ['bolormaa'], isMore: false });
  await vi.waitUntil(() => page.text.includes('14 times'));
});
