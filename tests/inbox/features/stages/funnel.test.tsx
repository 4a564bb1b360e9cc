// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { withMore, withMove, withReturn } from '../../../../inbox/features/stages/page/board.ts';
import { FunnelPage } from '../../../../inbox/features/stages/page/FunnelPage.tsx';
import { StagePicker } from '../../../../inbox/features/stages/StagePicker.tsx';
import { Item } from '../../../../inbox/features/stages/timeline/Item.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import { type BoardAnswer, STAGE_DEFAULTS, type StageCard } from '../../../../protocol/stages.ts';
import { draw } from '../../draw.tsx';
import { contactSummary, START } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const DAY = 24 * 3_600_000;
const card = (name: string, stageId: string, change: Partial<StageCard> = {}): StageCard => ({
  person: { contactId: name, siteId: 'site', stageId, since: 1, version: 1, agentId: null, reason: null },
  contact: { ...contactSummary(name), id: name },
  talk: {
    ...{ id: `talk of ${name}`, preview: { text: `words of ${name}`, author: 'agent', kind: 'message' } },
    ...{ waitingSince: null, callbackAt: null, updatedAt: START - 4 * DAY },
  },
  isSilent: false,
  ...change,
});
const board = (...cards: StageCard[]): BoardAnswer => ({
  settings: STAGE_DEFAULTS,
  columns: STAGE_DEFAULTS.stages.map(({ id }) => {
    const own = cards.filter(each => each.person.stageId === id);
    return { stageId: id, count: own.length, cards: own, cursor: null };
  }),
  figures: { won: 1, lost: 2 },
});
const ann = card('Ann', 'talking', { isSilent: true });

async function openBoard(answers: Answers = {}) {
  const desk = openInbox([], { answers: { 'GET stages/board': () => board(card('Bob', 'new'), ann), ...answers } });
  const page = await draw(desk, <FunnelPage />);
  await vi.waitUntil(() => page.host.querySelector('.stage-card'));
  /** Names in the column of a stage. */
  const column = (name: string) => {
    const found = [...page.host.querySelectorAll('.stage-column')].find(each =>
      each.querySelector('h2')!.textContent!.startsWith(name),
    );
    return [...found!.querySelectorAll('.stage-card > a')].map(each => each.textContent);
  };
  const pick = async (label: string, item: string) => {
    await page.press(`${label}`);
    const found = [...page.host.querySelectorAll<HTMLElement>('[role=menuitemradio]')].find(
      each => each.textContent === item,
    );
    found!.click();
    await page.check(document.body);
  };
  return { ...desk, page, column, pick };
}

test('SG5 a board shows who stands where, what was said last, and who should be written to again', async () => {
  const { page, column } = await openBoard();
  expect(column('New')).toEqual(['Bob']);
  expect(column('Talking')).toEqual(['Ann']);
  expect(page.text).toContain('words of Bob');
  expect(page.text).toContain('silent for 4 days');
  expect(page.text).toContain('write again');
  expect(page.text).toContain('2 people');
  expect(page.text).toContain('this month: 1 bought, 2 lost');
  expect(page.button('Everybody').getAttribute('aria-pressed')).toBe('true');
});

test('SG2 somebody moves by the menu at once, and the focus goes with them', async () => {
  const { page, column, pick, http } = await openBoard({
    'POST contacts/Ann/stage': () => ({ stage: { ...ann.person, stageId: 'offered', version: 2 } }),
  });
  await pick('Move Ann to…', 'Offered');
  expect(column('Offered')).toEqual(['Ann']);
  await vi.waitUntil(() => page.host.querySelector('[role=status]')?.textContent);
  expect(page.host.querySelector('[role=status]')!.textContent).toBe('Offered: Ann moved there');
  expect(http.asked('POST')[0]!.body).toEqual({ stageId: 'offered', version: 1 });
  expect(document.activeElement?.textContent).toContain('Move Ann to…');
});

test('SG2 who could not be moved is back where they were, with a sentence', async () => {
  const { inbox, page, column, pick } = await openBoard({
    'POST contacts/Ann/stage': () => {
      throw new ApiError('ALREADY_CLAIMED');
    },
  });
  await pick('Move Ann to…', 'Bought');
  await vi.waitUntil(() => toastsOf(inbox).length > 0);
  expect(toastsOf(inbox)[0]!.text).toBe('A colleague was faster: Ann stands elsewhere by now.');
  await vi.waitUntil(() => column('Talking').length > 0);
  expect(page.text).toContain('this month: 1 bought');
});

test('SG2 a loss asks why before anything is sent, and can be left', async () => {
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  const { page, column, pick, http } = await openBoard({
    'POST contacts/Ann/stage': ({ body }) => ({ stage: { ...ann.person, ...(body as object), version: 2 } }),
  });
  await pick('Move Ann to…', 'Lost');
  expect(http.asked('POST')).toEqual([]);
  expect(page.text).toContain('Why is Ann lost?');
  await page.submit(page.host.querySelector('dialog form'));
  expect(page.text).toContain('Please fill this in.');
  await page.choose('Reason', 'price');
  await page.type(page.field('In a few words'), 'By far');
  await page.submit(page.host.querySelector('dialog form'));
  await vi.waitUntil(() => http.asked('POST').length > 0);
  expect(http.asked('POST')[0]!.body).toEqual({ stageId: 'lost', version: 1, reason: { id: 'price', text: 'By far' } });
  expect(column('Lost')).toEqual(['Ann']);
});

test('SG5 what others move is read anew', async () => {
  const { link, http } = await openBoard();
  const asked = () => http.asked('GET stages/board').length;
  expect(asked()).toBe(1);
  link.tell({ type: 'stage.moved', contactId: 'Bob', stageId: 'talking', version: 2 });
  await vi.waitUntil(() => asked() === 2, { timeout: 10_000 });
});

test('SG1 an owner names, adds and removes stages', async () => {
  const { page, http } = await openBoard({ 'PUT stages': ({ body }) => body });
  await page.press('Stages…');
  await vi.waitUntil(() => page.hasButton('Add a stage'));
  await page.press('Remove Offered');
  await page.press('Add a stage');
  await page.type(page.field('Name of stage 6'), 'Wedding');
  await page.press('Move Wedding up');
  await page.submit();
  await vi.waitUntil(() => http.asked('PUT stages').length > 0);
  const { stages } = http.asked('PUT stages')[0]!.body as typeof STAGE_DEFAULTS;
  expect(stages.map(each => each.name || each.id)).toEqual(['new', 'talking', 'bought', 'regular', 'Wedding', 'lost']);
});

test('SG2 the card says where somebody stands, and moves them', async () => {
  const desk = openInbox([], {
    answers: {
      'GET stages': () => STAGE_DEFAULTS,
      'GET contacts/Ann/stage': () => ({ stage: null }),
      'POST contacts/Ann/stage': () => ({ stage: { ...ann.person, stageId: 'new' } }),
    },
  });
  const page = await draw(desk, <StagePicker contactId="Ann" name="Ann" />);
  await vi.waitUntil(() => page.hasButton('None yet'));
  await page.press('None yet');
  await page.press('New');
  await vi.waitUntil(() => page.text.startsWith('Stage New'));
  expect(desk.http.asked('POST')[0]!.body).toEqual({ stageId: 'new', version: 0 });
});

test('SG2 a move in the timeline says who moved them, and why', async () => {
  const [talking, , , , lost] = STAGE_DEFAULTS.stages.slice(1);
  const item = { kind: 'stage', id: 'm', at: START, from: talking!, to: lost! } as const;
  const reason = { id: 'service', text: 'Late' } as const;
  const page = await draw(openInbox(), <Item item={{ ...item, by: { kind: 'rule', rule: 'silence' }, reason }} />);
  expect(page.text).toBe('Moved to Lostfrom Talking · by silenceBad service: Late');
});

test('SG5 a move and its return leave the board as it was', () => {
  const before = board(card('Bob', 'new'), ann, card('Cleo', 'talking'));
  const moved = withMove(before, ann, { ...ann.person, stageId: 'bought' });
  expect(moved.columns.map(each => each.count)).toEqual([1, 1, 0, 1, 0, 0]);
  expect(moved.figures).toEqual({ won: 2, lost: 2 });
  expect(withReturn(moved, ann, before)).toEqual(before);
  const page = { cards: [ann, card('Dan', 'talking')], cursor: null };
  expect(withMore(before, 'talking', page).columns[1]!.cards.map(each => each.contact.name)).toEqual([
    'Ann',
    'Cleo',
    'Dan',
  ]);
});
