// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { CardPage } from '../../../../../inbox/features/contacts/card/CardPage.tsx';
import { ApiError } from '../../../../../inbox/shell/http.ts';
import { speak } from '../../../../../inbox/shell/locale.ts';
import type { CardAnswer } from '../../../../../protocol/cards.ts';
import { draw } from '../../../draw.tsx';
import { agent, START } from '../../../fixtures.ts';
import { openInbox } from '../../../open-inbox.ts';
import type { Answers } from '../../../server.ts';
import { answerOf, BY_NUMBER, card, DAY, GLANCES } from './cards.ts';

beforeEach(() => speak('en'));

const SHOP = { id: 'shop', name: 'Shop', kind: 'choice', choices: ['North', 'South'] };

async function opened(answer: Partial<CardAnswer> = {}, answers: Answers = {}, role: 'owner' | 'reader' = 'owner') {
  let asked = 0;
  const desk = openInbox([], {
    answers: {
      'GET contacts/bolormaa/card': () => {
        asked += 1;
        return answerOf(answer);
      },
      'GET contacts/bolormaa/timeline': () => ({ items: [], cursor: null }),
      'GET contact-fields': () => [SHOP],
      ...answers,
    },
  });
  desk.inbox.me.value = { ...desk.inbox.me.value, agent: agent({ role }) };
  const page = await draw(desk, <CardPage id="bolormaa" />);
  await vi.waitUntil(() => page.text.includes('Reach') || page.text.includes('no such person'));
  const bodies = (what: string) => desk.http.asked(what).map(({ body }) => body);
  /** Presses, and waits until what came of it is read anew. */
  const doing = async (act: () => Promise<unknown>) => {
    const before = asked;
    await act();
    await vi.waitUntil(() => asked > before);
  };
  const section = (title: string) =>
    [...page.host.querySelectorAll('section')].find(each => each.querySelector('h3')?.textContent === title)!;
  return { desk, page, bodies, doing, section };
}

test('CA1 the page says who it is, what they are to us, and by what they are known', async () => {
  const { page, section } = await opened({
    glances: GLANCES,
    promises: [{ kind: 'callback', conversationId: 'a', at: START - DAY, about: '' }],
  });
  expect(page.host.querySelector('h2')!.textContent).toBe('Bolormaa regular');
  const figures = [...page.host.querySelectorAll('.figure')].map(each => each.textContent);
  expect(figures.slice(0, 2)).toEqual(['Bought14 timeslast: tulips · ₮45,000', 'In all₮1,120,000₮80,000 a visit']);
  expect(figures[2]).toContain('Open1 complaintlate delivery, since');
  expect(figures[3]).toContain('call back');
  expect(page.host.querySelectorAll('.figure .is-wrong')).toHaveLength(2);
  await vi.waitUntil(() => section('Reach').textContent.includes('+976 9911 2233'));
  expect(section('Reach').textContent).toContain('verified · by call · main');
  expect(section('About').textContent).toContain('March 14');
  expect(section('Notes').textContent).toContain('No liliesTemuulen · Oct 15');
  const [call, write] = page.host.querySelectorAll<HTMLAnchorElement>('.card-head a');
  expect([call!.getAttribute('href'), write!.getAttribute('href')]).toEqual(['tel:+97699112233', '/inbox/all/a']);
});

test('CO2 a number is added, made the first, and taken away; a note is written and taken away', async () => {
  const done = () => null;
  const { page, bodies, doing, section, desk } = await opened(
    {},
    {
      'POST contacts/bolormaa/identities': done,
      'POST contacts/bolormaa/identities/primary': done,
      'POST contacts/bolormaa/identities/removal': done,
      'POST contacts/bolormaa/notes': done,
      'DELETE contacts/bolormaa/notes/n1': done,
    },
  );
  const add = async (title: string) => section(title).querySelector<HTMLButtonElement>('header button')!.click();
  await add('Reach');
  await vi.waitUntil(() => section('Reach').querySelector('form'));
  await page.type(page.field('Phone'), '+976 8811 0033');
  await doing(() => page.submit());
  expect(bodies('POST contacts/bolormaa/identities')[0]).toEqual({ kind: 'phone', scope: '', value: '+976 8811 0033' });
  await vi.waitUntil(() => !section('Reach').querySelector('form'));
  await vi.waitUntil(() => page.hasButton('What to do with +976 8811 0022'));
  await page.press('What to do with +976 8811 0022');
  await doing(() => page.press('Make it the main one'));
  await page.press('What to do with +976 8811 0022');
  await doing(() => page.press('Remove'));
  const second = { kind: 'phone', scope: '', value: '+97688110022' };
  expect(bodies('POST contacts/bolormaa/identities/')).toEqual([second, second]);
  await add('Notes');
  await vi.waitUntil(() => section('Notes').querySelector('form'));
  await page.type(page.field('Note'), 'Her mother is Oyun');
  await doing(() => page.submit());
  expect(bodies('POST contacts/bolormaa/notes')).toEqual([{ text: 'Her mother is Oyun' }]);
  await doing(() => page.press('Remove the note: No lilies'));
  expect(desk.http.asked('DELETE')).toHaveLength(1);
});

test('CO2 what is known is edited in place: only what changed is sent, with the version that was read', async () => {
  const { page, bodies, doing, section } = await opened({}, { 'PATCH contacts/bolormaa': () => null });
  section('About').querySelector<HTMLButtonElement>('header button')!.click();
  await vi.waitUntil(() => page.hasButton('Save'));
  await page.type(page.field('Call me'), 'Auntie Bolor');
  await page.type(page.field('Day'), '5');
  await page.type(page.field('Year'), '1990');
  await page.choose('Month', '11');
  await page.choose('Shop', 'South');
  await doing(() => page.submit());
  expect(bodies('PATCH')).toEqual([
    { callMe: 'Auntie Bolor', birthday: '1990-11-05', fields: { shop: 'South' }, version: 3 },
  ]);
});

test('CO9 what they agreed to is written down in their words, and the newest counts', async () => {
  const said = { channel: 'sms', purpose: 'news', text: '', source: 'agent' } as const;
  const { page, bodies, doing, section } = await opened(
    {
      card: card({
        consents: [
          { ...said, isGiven: true, at: START - 2 * DAY },
          { ...said, isGiven: false, at: START - DAY, text: 'No more, please' },
        ],
      }),
    },
    { 'POST contacts/bolormaa/consents': () => null },
  );
  expect(section('May we write').textContent).toContain('SMSno Nov 23 · by an agentNo more, please');
  section('May we write').querySelector<HTMLButtonElement>('header button')!.click();
  await vi.waitUntil(() => page.hasButton('Save'));
  await page.choose('By', 'email');
  await page.type(page.field('In which words'), 'Yes, write me');
  await doing(() => page.submit());
  expect(bodies('POST contacts/bolormaa/consents')).toEqual([
    { channel: 'email', purpose: 'news', isGiven: true, text: 'Yes, write me' },
  ]);
});

test('CO4 CO6 whoever may be the same is offered, and what was joined can be parted long after', async () => {
  const suggestion = { card: { ...card(), id: 'guest', name: 'B. Bolor' }, reasons: ['number'] };
  const { page, doing, section, desk } = await opened(
    { suggestions: 1, card: card({ merges: [{ ...BY_NUMBER, isVerified: true }] }) },
    {
      'GET contacts/bolormaa/suggestions': () => ({ suggestions: [suggestion] }),
      'POST contacts/bolormaa/refusals': () => null,
      'DELETE contacts/bolormaa/merges/m1': () => null,
    },
  );
  await vi.waitUntil(() => page.hasButton('Compare'));
  expect(section('Perhaps the same person').textContent).toContain('B. Bolorsame number');
  await doing(() => page.press('Not the same'));
  expect(desk.http.asked('POST contacts/bolormaa/refusals')).toHaveLength(1);
  await doing(() => page.press('Take apart'));
  expect(desk.http.asked('DELETE contacts/bolormaa/merges/m1')).toHaveLength(1);
});

test('RI1 a reader reads, and changes nothing; whoever is not there is said not to be', async () => {
  const { page } = await opened({ card: card({ merges: [BY_NUMBER] }) }, {}, 'reader');
  const buttons = [...page.host.querySelectorAll('button')].map(each => each.textContent);
  expect(buttons.filter(each => /Add|Edit|Change|Remove|More|Take|Not the/.test(each))).toEqual([]);
  const gone = await opened(
    {},
    {
      'GET contacts/bolormaa/card': () => {
        throw new ApiError('NOT_FOUND');
      },
    },
  );
  expect(gone.page.text).toContain('There is no such person');
});

test('PE9 what a colleague did is on the open card, and what is being typed stays', async () => {
  const answer: Partial<CardAnswer> = {};
  let asked = 0;
  const timeline = () => {
    asked += 1;
    return { items: [], cursor: null };
  };
  const answers = { 'PATCH contacts/bolormaa': () => null, 'GET contacts/bolormaa/timeline': timeline };
  const { desk, page, section, bodies, doing } = await opened(answer, answers);
  section('About').querySelector<HTMLButtonElement>('header button')!.click();
  await vi.waitUntil(() => page.hasButton('Save'));
  const field = page.field('Call me');
  field.focus();
  await page.type(field, 'Auntie Bolor');
  const colleague = { name: 'Bolormaa B.', callMe: 'Bolorchimeg', version: 4 };
  answer.card = card({ ...colleague, ids: ['bolormaa', 'guest'] });
  const before = asked;
  desk.link.tell({ type: 'people.changed', contactIds: ['somebody-else'], isMore: false });
  desk.link.tell({ type: 'people.changed', contactIds: ['bolormaa'], isMore: false });
  await vi.waitUntil(() => page.host.querySelector('h2')!.textContent!.includes('Bolormaa B.'));
  await vi.waitUntil(() => asked > before);
  expect(document.activeElement).toBe(field);
  expect(field.value).toBe('Auntie Bolor');
  // What nobody touched here follows; of what both changed it is said.
  expect(page.field('Name').value).toBe('Bolormaa B.');
  expect(page.text).toContain('A colleague wrote “Bolorchimeg” meanwhile.');
  await doing(() => page.submit());
  expect(bodies('PATCH')).toEqual([{ callMe: 'Auntie Bolor', version: 4 }]);
});
