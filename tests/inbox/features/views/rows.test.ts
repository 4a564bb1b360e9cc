import { describe, expect, test } from 'vitest';
import {
  belongs,
  callbackRow,
  conversationRow,
  hold,
  newRows,
  type Query,
  type Rows,
  release,
  withConversation,
  withFirstPage,
  withNextPage,
  withRow,
} from '../../../../inbox/features/views/rows.ts';
import type { Conversation } from '../../../../protocol/conversations.ts';
import { chance } from '../../../helpers/chance.ts';
import { callback, contactSummary, conversation, START } from '../../fixtures.ts';

const MINE: Query = { view: 'mine', siteId: null, meId: 'sarnai' };

function listOf(conversations: Conversation[], cursor: string | null = null, query = MINE): Rows {
  return withFirstPage(newRows(query), conversations.map(conversationRow), cursor);
}

describe('the order of the list', () => {
  test('whoever waits longest stands first, then the newest', () => {
    const rows = listOf([
      conversation('new', { updatedAt: START + 9 }),
      conversation('old', { updatedAt: START + 1 }),
      conversation('waits less', { waitingSince: START - 10 }),
      conversation('waits', { waitingSince: START - 60 }),
      conversation('to be rung', { callbackAt: START - 30 }),
    ]);
    expect(rows.order).toEqual(['waits', 'to be rung', 'waits less', 'new', 'old']);
  });

  test('an answered conversation sinks at once when nobody points at the list', () => {
    const rows = listOf([conversation('a', { waitingSince: START }), conversation('b', { waitingSince: START + 1 })]);
    const next = withConversation(rows, conversation('a', { waitingSince: null, updatedAt: START + 5 }));
    expect(next.order).toEqual(['b', 'a']);
  });

  test('MS1 news that another server told late takes nothing back', () => {
    const rows = listOf([conversation('a', { lastSeq: 5, contact: contactSummary('a', 'Bat'), waitingSince: null })]);
    const late = withConversation(rows, conversation('a', { lastSeq: 4, waitingSince: START }));
    expect(late.byId.get('a')?.conversation).toMatchObject({ lastSeq: 5, waitingSince: null });
    const equal = withConversation(rows, conversation('a', { lastSeq: 5, contact: contactSummary('a', 'Bat-Erdene') }));
    expect(equal.byId.get('a')?.conversation.contact.name).toBe('Bat-Erdene');
  });

  test('the closed view goes by newest change', () => {
    const closed = (id: string, updatedAt: number) => conversation(id, { status: 'closed', updatedAt });
    const rows = listOf([closed('a', START), closed('b', START + 5)], null, { ...MINE, view: 'closed' });
    expect(rows.order).toEqual(['b', 'a']);
  });
});

test('each change of one row leaves the list as it would be sorted anew', () => {
  const next = chance(1, 1);
  const below = (most: number) => Math.floor(next() * most);
  const one = <T>(of: readonly T[]): T => of[below(of.length)]!;
  let rows = listOf(Array.from({ length: 30 }, (_, at) => conversation(`c${at}`, { updatedAt: START + at })));
  for (let news = 0; news < 500; news++) {
    const time = () => START + below(40);
    rows = withConversation(
      rows,
      conversation(`c${below(45)}`, {
        status: one(['open', 'open', 'open', 'closed']),
        assigneeId: one(['sarnai', 'sarnai', 'temuulen']),
        waitingSince: one([null, time()]),
        callbackAt: one([null, null, time()]),
        updatedAt: time(),
      }),
    );
    expect(rows.order).toEqual(release(hold(rows)).order);
    expect(rows.order).toHaveLength(rows.byId.size);
  }
});

describe('a held list', () => {
  const two = () =>
    hold(listOf([conversation('a', { updatedAt: START }), conversation('b', { updatedAt: START - 1 })]));

  test('shows new words in place, and moves nothing', () => {
    const next = withConversation(
      two(),
      conversation('b', { waitingSince: START, contact: contactSummary('b', 'Bolormaa') }),
    );
    expect(next.order).toEqual(['a', 'b']);
    expect(next.byId.get('b')!.conversation.contact.name).toBe('Bolormaa');
    expect([...next.news]).toEqual(['b']);
  });

  test('counts who came and shows them when it is let go', () => {
    const next = withConversation(two(), conversation('c', { waitingSince: START }));
    expect(next.order).toEqual(['a', 'b']);
    expect(next.news.size).toBe(1);
    const after = release(next);
    expect(after.order).toEqual(['c', 'a', 'b']);
    expect(after.news.size).toBe(0);
  });

  test('keeps a closed row in its place, marked, until it is let go', () => {
    const next = withConversation(two(), conversation('a', { status: 'closed' }));
    expect(next.order).toEqual(['a', 'b']);
    expect(next.byId.get('a')!.isGone).toBe(true);
    expect(release(next).order).toEqual(['b']);
  });

  test('what comes and goes again while held is no news', () => {
    const came = withConversation(two(), conversation('c'));
    expect(withConversation(came, conversation('c', { assigneeId: 'temuulen' })).news.size).toBe(0);
  });

  test('a further page goes below what is shown', () => {
    const next = withNextPage({ ...two(), cursor: 'more' }, [conversationRow(conversation('z'))], null);
    expect(next.order).toEqual(['a', 'b', 'z']);
  });
});

describe('pages', () => {
  test('a further page that was read before the news of a row does not take them back', () => {
    const news = conversation('z', { lastSeq: 7, waitingSince: START });
    const rows = withConversation({ ...listOf([conversation('a')]), cursor: null }, news);
    const old = conversationRow(conversation('z', { lastSeq: 6, waitingSince: null }));
    expect(withNextPage(rows, [old], null).byId.get('z')!.conversation).toEqual(news);
  });

  test('a conversation that sorts below the loaded rows waits for its page', () => {
    const rows = listOf([conversation('a', { updatedAt: START })], 'more');
    expect(withConversation(rows, conversation('far', { updatedAt: START - 1000 })).order).toEqual(['a']);
    expect(withConversation({ ...rows, cursor: null }, conversation('far', { updatedAt: START - 1000 })).order).toEqual(
      ['a', 'far'],
    );
  });

  test('a row that comes again with the next page stands once', () => {
    const rows = listOf([conversation('a'), conversation('b', { updatedAt: START - 1 })], 'more');
    const page = [
      conversationRow(conversation('b', { updatedAt: START - 1 })),
      conversationRow(conversation('c', { updatedAt: START - 2 })),
    ];
    expect(withNextPage(rows, page, null).order).toEqual(['a', 'b', 'c']);
  });

  test('the first page read anew replaces everything', () => {
    const rows = listOf([conversation('a'), conversation('b')]);
    expect(withFirstPage(rows, [conversationRow(conversation('c'))], null).order).toEqual(['c']);
  });
});

describe('views', () => {
  test('each view takes what is its own', () => {
    const is = (view: Query['view'], change: Partial<Conversation>, siteId: string | null = null) =>
      belongs(conversationRow(conversation('a', change)), { view, siteId, meId: 'sarnai' });
    expect(is('mine', {})).toBe(true);
    expect(is('mine', { assigneeId: 'temuulen' })).toBe(false);
    expect(is('mine', { status: 'closed' })).toBe(false);
    expect(is('unassigned', { assigneeId: null })).toBe(true);
    expect(is('all', { assigneeId: 'temuulen' })).toBe(true);
    expect(is('closed', { status: 'closed' })).toBe(true);
    expect(is('all', {}, 'another site')).toBe(false);
  });

  test('the queue goes by due time, and a call that is settled leaves it', () => {
    const query: Query = { ...MINE, view: 'callbacks' };
    const later = callbackRow(callback('later', { startAt: START + 5 }), conversation('a'));
    const sooner = callbackRow(callback('sooner', { startAt: START + 1 }), conversation('b'));
    const rows = withFirstPage(newRows(query), [later, sooner], null);
    expect(rows.order).toEqual(['sooner', 'later']);
    const settled = callbackRow(callback('sooner', { status: 'reached' }), conversation('b'));
    expect(withRow(rows, settled).order).toEqual(['later']);
    expect(
      withConversation(rows, conversation('a', { contact: contactSummary('a', 'Bolormaa') })).byId.get('later')!
        .conversation.contact.name,
    ).toBe('Bolormaa');
  });
});
