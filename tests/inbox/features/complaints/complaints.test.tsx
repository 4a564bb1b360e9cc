// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { ComplaintDialog } from '../../../../inbox/features/complaints/dialog/ComplaintDialog.tsx';
import { FromThread } from '../../../../inbox/features/complaints/dialog/FromThread.tsx';
import { ComplaintsPage } from '../../../../inbox/features/complaints/page/ComplaintsPage.tsx';
import { OpenCount } from '../../../../inbox/features/complaints/rail/OpenCount.tsx';
import { ComplaintSection } from '../../../../inbox/features/complaints/settings/ComplaintSection.tsx';
import { Item } from '../../../../inbox/features/complaints/timeline/Item.tsx';
import { loadWords, speak } from '../../../../inbox/shell/locale.ts';
import type { Complaint, ComplaintsAnswer } from '../../../../protocol/complaints.ts';
import type { EntryBody } from '../../../../protocol/entries.ts';
import { draw } from '../../draw.tsx';
import { contactSummary, conversation, entry, START } from '../../fixtures.ts';
import { openInbox, openThread } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(async () => {
  await speak('en');
  await loadWords();
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});

const HOUR = 3_600_000;
const complaint = (id: string, change: Partial<Complaint> = {}): Complaint => ({
  ...{ id, contactId: 'bat', siteId: null, conversationId: null, source: 'hand' },
  about: { kind: 'service', id: null, name: 'Late delivery' },
  ...{ severity: 2, asked: 'Wanted noon, came at four', assignee: null, until: null, untilAt: null, status: 'open' },
  ...{ done: '', closedAt: null, closedBy: null, askedBy: null, isRight: null, reopened: 0, externalId: null },
  ...{ version: 1, createdAt: START - 50 * HOUR, updatedAt: START },
  ...change,
});
const day = { date: '2026-11-23', timeZone: 'UTC' };
const LATE = complaint('late', { until: day, untilAt: START - HOUR, assignee: { id: 'temuulen', name: 'Temuulen' } });

function answerOf(...complaints: Complaint[]): ComplaintsAnswer {
  const counts = { open: complaints.length, mine: 0, late: 1 };
  return {
    complaints: complaints.map(each => ({ complaint: each, contact: contactSummary('Bat') })),
    cursor: null,
    counts,
  };
}

function open(answers: Answers) {
  const desk = openInbox([], { answers });
  desk.welcome();
  return desk;
}

test('CP4 the list says how pressing each is and who deals with it, and one is taken and closed from there', async () => {
  const taken = complaint('new', { assignee: { id: 'sarnai', name: 'Sarnai' }, version: 2 });
  const closed = { ...taken, status: 'closed' as const, done: 'Flowers', closedAt: START, askedBy: 'chat' as const };
  const desk = open({
    'GET complaints': () => answerOf(LATE, complaint('new')),
    'POST complaints/new/take': () => taken,
    'POST complaints/new/close': () => closed,
  });
  const view = await draw(desk, <ComplaintsPage id={null} />);
  await vi.waitUntil(() => view.text.includes('Late delivery'));
  expect(view.text).toContain('late by 1 h');
  expect(view.text).toContain('Temuulen deals with it until');
  expect(view.text).toContain('open 2 days');
  await view.press('I deal with it');
  await vi.waitUntil(() => view.text.includes('Sarnai deals with it'));
  const card = [...view.host.querySelectorAll('article')].at(-1)!;
  await view.check([...card.querySelectorAll('button')].find(each => each.textContent === 'Close…')!);
  await vi.waitUntil(() => view.text.includes('What was done'));
  await view.type(view.field('What was done'), 'Flowers');
  await view.submit();
  await vi.waitUntil(() => view.text.includes('Asked in the chat whether it was put right'));
  const call = desk.http.calls.find(each => each.what === 'POST complaints/new/close')!;
  expect(call.body).toEqual({ done: 'Flowers', asks: true });
});

test('CP4 what others do shows at once, and an empty list says what to do', async () => {
  let held = answerOf();
  const desk = open({ 'GET complaints': () => held });
  const view = await draw(desk, <ComplaintsPage id={null} />);
  await vi.waitUntil(() => view.text.includes('Nobody is waiting for you to put something right.'));
  held = answerOf(LATE);
  desk.link.tell({ type: 'complaint.changed', complaintId: 'late', told: null });
  await vi.waitUntil(() => view.text.includes('Late delivery'));
  await view.press('Closed');
  await vi.waitUntil(() => desk.http.calls.some(each => each.query.get('show') === 'closed'));
});

test('CP3 the rail counts those that are open, and says whose it is to whoever is told of one', async () => {
  const shown = { complaint: LATE, contact: contactSummary('Bat') };
  const desk = open({ 'GET complaints': () => answerOf(LATE), 'GET complaints/late': () => shown });
  const view = await draw(desk, <OpenCount />);
  await vi.waitUntil(() => view.text === '1');
  expect(view.host.querySelector('b')!.className).toBe('is-late');
  desk.link.tell({ type: 'complaint.changed', complaintId: 'late', told: { reason: 'late', to: ['temuulen'] } });
  await vi.waitUntil(() => desk.http.calls.filter(each => each.what === 'GET complaints').length > 1);
  desk.link.tell({ type: 'complaint.changed', complaintId: 'late', told: { reason: 'late', to: ['sarnai'] } });
  await vi.waitUntil(() => desk.inbox.toasts.shown.value.length > 0);
  expect(desk.inbox.toasts.shown.value.map(each => each.text)).toEqual(['The complaint of Bat is late: Late delivery']);
});

test('CP1 a complaint is made of a conversation, and of its low rating in one go', async () => {
  const rated: EntryBody = {
    ...{ kind: 'event', event: 'rated', of: 'chat', agentId: 'temuulen', agentName: 'Temuulen' },
    ...{ askSeq: 2, score: 1, word: 'Four hours, no call', isLow: true, to: [] },
  };
  const talk = conversation('talk');
  const desk = await openThread([talk], 'talk', [entry(1), entry(3, { body: rated })]);
  const onClose = vi.fn();
  const view = await draw(desk, <FromThread conversation={talk} onClose={onClose} />);
  expect((view.field('What went wrong, and what they ask for') as HTMLTextAreaElement).value).toBe(
    'Four hours, no call',
  );
  await view.submit();
  await vi.waitUntil(() => desk.http.calls.some(each => each.what === 'POST complaints'));
  expect(desk.http.calls.find(each => each.what === 'POST complaints')!.body).toEqual({
    ...{ conversationId: 'talk', source: 'rating', externalId: 'talk.3', severity: 3, asked: 'Four hours, no call' },
    ...{ about: { kind: 'employee', id: 'temuulen' }, assigneeId: null, until: null },
  });
});

test('CP4 one is given to a colleague until a day', async () => {
  const desk = open({ 'PATCH complaints/new': () => complaint('new') });
  const view = await draw(
    desk,
    <ComplaintDialog contactId="bat" complaint={complaint('new')} onClose={() => undefined} />,
  );
  await view.choose('Who deals with it', 'temuulen');
  await view.type(view.field('By the end of'), '2026-11-27');
  await view.submit();
  await vi.waitUntil(() => desk.http.calls.some(each => each.what === 'PATCH complaints/new'));
  expect(desk.http.calls.find(each => each.what === 'PATCH complaints/new')!.body).toMatchObject({
    ...{ about: { kind: 'service', name: 'Late delivery' }, assigneeId: 'temuulen', until: { date: '2026-11-27' } },
  });
});

test('CP5 CP6 a person’s past has their complaints, and an owner lets low ratings open them', async () => {
  const desk = open({
    'GET complaint-settings': () => ({ fromLowRatings: false }),
    'PUT complaint-settings': ({ body }) => body,
  });
  const wrong = complaint('again', { isRight: false, reopened: 1 });
  const view = await draw(
    desk,
    <>
      <Item item={{ kind: 'complaint', id: 'late', at: START, complaint: LATE }} />
      <Item
        item={{ kind: 'complaint', id: 'again', at: START, complaint: { ...wrong, status: 'closed', isRight: true } }}
      />
      <ComplaintSection />
    </>,
  );
  expect(view.host.querySelector('.pill.is-late')!.textContent).toBe('late by 1 h');
  expect(view.text).toContain('The person says that it was put right.');
  await vi.waitUntil(() => view.text.includes('A low rating opens a complaint by itself'));
  await view.check(view.field('A low rating opens a complaint by itself'));
  await vi.waitUntil(() => desk.http.calls.some(each => each.what === 'PUT complaint-settings'));
});
