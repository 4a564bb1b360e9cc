// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Rail } from '../../../../inbox/desk/Rail.tsx';
import { FilterBar } from '../../../../inbox/features/saved-views/bar/FilterBar.tsx';
import { ripen } from '../../../../inbox/features/saved-views/bar/ripen.ts';
import { FilterDialog } from '../../../../inbox/features/saved-views/edit/FilterDialog.tsx';
import { readFilter, textOfFilter } from '../../../../inbox/features/saved-views/filter-text.ts';
import { List } from '../../../../inbox/features/views/List.tsx';
import { loadWords, speak } from '../../../../inbox/shell/locale.ts';
import type { ListName } from '../../../../inbox/shell/routes.ts';
import type { ViewFilter } from '../../../../protocol/filters.ts';
import type { SavedView } from '../../../../protocol/saved-views.ts';
import { draw } from '../../draw.tsx';
import { conversation, START } from '../../fixtures.ts';
import { openInbox, rowsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(async () => {
  await speak('en');
  await loadWords();
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});

const TEAMS = [{ id: 'sales', name: 'Sales', agentIds: ['bob'] }];
const MINUTE_MS = 60_000;
const LATE: ViewFilter = { status: 'open', locale: 'mn', waitingMinutes: 10 };
const VIEWS: SavedView[] = [
  { id: 'late', name: 'Late ones', filter: LATE, isShared: true },
  { id: 'mine', name: 'Closed', filter: { status: 'closed', assignee: 'me' }, isShared: false },
];

/** Somebody who waits for so many minutes. */
const waits = (id: string, minutes: number) =>
  conversation(id, { waitingSince: START - minutes * MINUTE_MS, assigneeId: null });

async function openViews(answers: Answers = {}) {
  const desk = openInbox([], { answers: { 'GET saved-views': () => VIEWS, ...answers } });
  desk.welcome();
  await vi.waitUntil(() => desk.inbox.savedViews.all.value !== null);
  return desk;
}

async function showList(desk: Awaited<ReturnType<typeof openViews>>, view: ListName, siteId: string | null = null) {
  const filter = desk.inbox.savedViews.filterOf(view);
  desk.inbox.show({ view, siteId, conversationId: null, filter });
  await vi.waitUntil(() => desk.inbox.views.rows.value.status === 'ready');
}

describe('a filter in an address', () => {
  test.each<ViewFilter>([
    { status: 'open' },
    { status: 'closed', siteId: 'a/b', assignee: 'me', locale: 'ar', tag: 'x & "y"', channel: 'form' },
    { status: 'open', waitsFor: 'callback', waitingMinutes: 90 },
  ])('%j is read as it was written', filter => expect(readFilter(textOfFilter(filter))).toEqual(filter));

  test('says what it can of one that was typed by hand', () => {
    expect(readFilter('locale=mn&waitingMinutes=-1')).toEqual({ status: 'open', locale: 'mn' });
  });
});

describe('a saved view', () => {
  test('stands in the rail by its name, and without any there is no word of them', async () => {
    const desk = await openViews();
    const { host } = await draw(desk, <Rail isBehind={false} onHelp={() => {}} onClose={() => {}} />);
    const links = [...host.querySelectorAll('a')].map(link => link.getAttribute('href')!);
    expect(links.filter(href => href.includes('/saved/'))).toEqual(['/inbox/saved/mine', '/inbox/saved/late']);
    const none = await openViews({ 'GET saved-views': () => [] });
    const { host: bare } = await draw(none, <Rail isBehind={false} onHelp={() => {}} onClose={() => {}} />);
    expect(bare.textContent).not.toContain('Saved views');
  });

  test('W19 reads what it asks, hears of all that may be so, and lets come and go what is so', async () => {
    const asked = { conversations: [waits('a', 12)], cursor: null, at: START };
    const desk = await openViews({ 'GET conversations/filtered': () => asked });
    await showList(desk, 'saved/late', 'altan');
    const [read] = desk.http.asked('GET conversations/filtered');
    expect(Object.fromEntries(read!.query)).toMatchObject({
      status: 'open',
      locale: 'mn',
      waitingMinutes: '10',
      siteId: 'altan',
    });
    expect(desk.link.ofType('views.watch').at(-1)).toMatchObject({ view: 'all', site: 'altan' });
    const changed = (of: ReturnType<typeof waits>) =>
      desk.link.tell({ type: 'conversation.changed', conversation: { ...of, siteId: 'altan' } });
    expect(rowsOf(desk.inbox)).toEqual([]);
    changed(waits('a', 12));
    changed(waits('b', 11));
    changed(waits('young', 9));
    expect(rowsOf(desk.inbox)).toEqual(['a', 'b']);
    changed({ ...waits('a', 12), lastSeq: 2, waitingSince: null });
    changed({ ...waits('b', 11), lastSeq: 2, contact: { ...waits('b', 11).contact, locale: 'ru' } });
    expect(rowsOf(desk.inbox)).toEqual([]);
  });

  test('SV4 of a team knows who is of it, as the server said', async () => {
    const asked = { conversations: [], cursor: null, at: START, teamAgentIds: ['bob'] };
    const desk = await openViews({ 'GET conversations/filtered': () => asked, 'GET teams': () => TEAMS });
    await showList(desk, 'filtered/teamId=sales');
    for (const assigneeId of ['bob', 'ann', null]) {
      const changed = conversation(`of ${assigneeId}`, { assigneeId });
      desk.link.tell({ type: 'conversation.changed', conversation: changed });
    }
    expect(rowsOf(desk.inbox)).toEqual(['of bob']);
    const { host } = await draw(desk, <FilterBar filter={{ status: 'open', teamId: 'sales' }} onChange={() => {}} />);
    await vi.waitUntil(() => host.textContent.includes('Team: \u2068Sales\u2069'));
  });

  test('SV5 tells waits by the server’s clock, and asks who has come to wait so long since', async () => {
    // The server is an hour ahead of this page.
    const at = START + 60 * MINUTE_MS;
    const late = conversation('late', { waitingSince: at - 10 * MINUTE_MS });
    const ripe = conversation('ripe', { waitingSince: at - 9 * MINUTE_MS });
    const desk = await openViews({
      'GET conversations/filtered': ({ query }) =>
        query.has('since')
          ? { conversations: [ripe], cursor: null, at: at + MINUTE_MS }
          : { conversations: [late], cursor: null, at },
    });
    await showList(desk, 'saved/late');
    expect(rowsOf(desk.inbox)).toEqual(['late']);
    expect(await ripen(desk.inbox, null)).toBe(at + MINUTE_MS);
    // Some time is asked for twice: nobody comes between two looks.
    const since = String(at - 2 * MINUTE_MS);
    expect(desk.http.asked('GET conversations/filtered').at(-1)!.query.get('since')).toBe(since);
    expect(rowsOf(desk.inbox)).toEqual(['late', 'ripe']);
  });

  test('of few among very many is looked for page by page, and says so only when there is none', async () => {
    const pages = ['', 'p1', 'p2'];
    const desk = await openViews({
      'GET conversations/filtered': ({ query }) => {
        const page = pages.indexOf(query.get('cursor') ?? '');
        const isLast = page === pages.length - 1;
        return { conversations: [], cursor: isLast ? null : pages[page + 1], at: START };
      },
    });
    await showList(desk, 'filtered/status=closed');
    const { host } = await draw(desk, <List view="filtered/status=closed" openId={null} onMenu={() => {}} />);
    await vi.waitUntil(() => host.textContent.includes('No conversation is like that'));
    expect(desk.http.asked('GET conversations/filtered')).toHaveLength(3);
  });

  test('is read once it is known what it asks, and not before', async () => {
    const desk = openInbox([], {
      answers: {
        'GET saved-views': () => new Promise(() => undefined),
        'GET conversations/filtered': () => ({ conversations: [], cursor: null, at: START }),
      },
    });
    desk.inbox.show({ view: 'saved/late', siteId: null, conversationId: null, filter: null });
    desk.welcome();
    await desk.inbox.views.reload();
    expect(desk.http.asked('GET conversations')).toEqual([]);
    desk.inbox.show({ view: 'saved/late', siteId: null, conversationId: null, filter: LATE });
    await vi.waitUntil(() => desk.inbox.views.rows.value.status === 'ready');
  });

  test('that is gone says so', async () => {
    const desk = await openViews();
    desk.inbox.show({ view: 'saved/none', siteId: null, conversationId: null, filter: null });
    const { host } = await draw(desk, <List view="saved/none" openId={null} onMenu={() => {}} />);
    expect(host.textContent).toContain('This view is not there any more.');
  });
});

describe('the filter', () => {
  async function openDialog(view: ListName, answers: Answers = {}) {
    const desk = await openViews(answers);
    const went = vi.spyOn(desk.app, 'go');
    const drawn = await draw(desk, <FilterDialog view={view} onClose={() => {}} />);
    return { desk, went, ...drawn };
  }

  test('without a name is shown', async () => {
    const { choose, type, field, submit, went } = await openDialog('mine');
    await choose('Language', 'mn');
    await choose('With whom', 'nobody');
    await type(field('Tag'), '#Very Important');
    await type(field('Waiting for at least, in minutes'), '15');
    await submit();
    const view = 'filtered/assignee=nobody&locale=mn&status=open&tag=very+important&waitingMinutes=15';
    expect(went).toHaveBeenCalledWith({ kind: 'view', view, conversationId: null });
  });

  test('offers teams where there are some', async () => {
    const { choose, submit, went, host } = await openDialog('mine', { 'GET teams': () => TEAMS });
    await vi.waitUntil(() => host.textContent.includes('Team'));
    await choose('Team', 'sales');
    await submit();
    const view = 'filtered/status=open&teamId=sales';
    expect(went).toHaveBeenCalledWith({ kind: 'view', view, conversationId: null });
    const { host: bare } = await openDialog('mine', { 'GET teams': () => [] });
    expect(bare.textContent).not.toContain('Team');
  });

  test('with a name is kept, and one that is open is changed or taken away', async () => {
    const made = { ...VIEWS[1]!, id: 'new', name: 'Waiting' };
    const { desk, type, field, submit, went } = await openDialog('mine', { 'POST saved-views': () => made });
    await type(field('Name'), 'Waiting');
    await submit();
    await vi.waitUntil(() => went.mock.calls.length > 0);
    const [post] = desk.http.asked('POST saved-views');
    expect(post!.body).toEqual({ name: 'Waiting', filter: { status: 'open' }, isShared: false });
    expect(went).toHaveBeenCalledWith({ kind: 'view', view: 'saved/new', conversationId: null });
    expect(desk.inbox.savedViews.all.value!.map(each => each.id)).toContain('new');

    const old = await openDialog('saved/mine', {
      'PUT saved-views/mine': ({ body }) => ({ ...(body as SavedView), id: 'mine' }),
      'DELETE saved-views/mine': () => null,
    });
    expect(old.field('Name').value).toBe('Closed');
    await old.choose('With whom', '');
    await old.submit();
    await vi.waitUntil(() => old.went.mock.calls.length > 0);
    const [put] = old.desk.http.asked('PUT saved-views/mine');
    expect(put!.body).toEqual({ name: 'Closed', filter: { status: 'closed' }, isShared: false });
    await old.press('Remove');
    await vi.waitUntil(() => old.desk.inbox.savedViews.all.value!.every(each => each.id !== 'mine'));
  });
});
