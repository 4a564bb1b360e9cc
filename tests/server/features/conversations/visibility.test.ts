import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../../../protocol/conversations.ts';
import type { Entry, EntryBody, VisitorEntry } from '../../../../protocol/entries.ts';
import { forVisitor as seenBy, visitorConversationOf } from '../../../../server/features/conversations/visibility.ts';

const forVisitor = (entry: Entry) => seenBy(entry, 'the secret of the server');

const SECRET = 'asked for a discount twice already';

function entry(body: EntryBody): Entry {
  const author = { kind: 'agent', id: 'a1', name: 'Sarnai' } as const;
  return { conversationId: 'c1', seq: 4, clientId: null, author, body, createdAt: 1_000 };
}

/** The same as its visitor sees it: of the agent the name alone. */
function shown(body: VisitorEntry['body']): VisitorEntry {
  return { ...entry({ kind: 'message', text: '' }), author: { kind: 'agent', name: 'Sarnai' }, body };
}

describe('visibility', () => {
  test('P5 messages, callbacks and forms are seen as they are', () => {
    const bodies: EntryBody[] = [
      { kind: 'message', text: 'Сайн байна уу' },
      { kind: 'form', name: 'Bat', email: 'bat@example.mn', phone: '', subject: '', message: 'Hello' },
      {
        kind: 'callback',
        callbackId: 'k1',
        phone: '+97699112233',
        name: 'Bat',
        topic: '',
        isAsap: true,
        startAt: 1,
        endAt: 2,
        timeZone: 'UTC',
      },
    ];
    for (const body of bodies) expect(forVisitor(entry(body))).toMatchObject(shown(body));
    const own = { ...entry(bodies[0]!), author: { kind: 'visitor' } } as const;
    expect(forVisitor(own)).toEqual(own);
  });

  test('P5 F1 the number of a callback is told as its country writes it, and kept as it is dialled', () => {
    const call = (phone: string) =>
      forVisitor(
        entry({
          kind: 'callback',
          callbackId: 'k1',
          phone,
          name: '',
          topic: '',
          isAsap: true,
          startAt: 1,
          endAt: 2,
          timeZone: 'UTC',
        }),
      )!.body;
    expect(call('+97699112233')).toMatchObject({ phone: '+97699112233', phoneText: '+976 9911 2233' });
    expect(call('+442079460018')).toMatchObject({ phoneText: '+44 20 7946 0018' });
    expect(call('1')).toMatchObject({ phoneText: '1' });
  });

  test('P5 a note is never seen', () => {
    expect(forVisitor(entry({ kind: 'note', text: SECRET }))).toBeNull();
  });

  test('P5 who joined is seen, that nobody has it is not', () => {
    const assigned = { kind: 'event', event: 'assigned', agentId: 'a1', agentName: 'Sarnai' } as const;
    // From whom it came is the desk's own business.
    const seen = { kind: 'event', event: 'assigned', agentName: 'Sarnai' } as const;
    expect(forVisitor(entry({ ...assigned, fromId: 'a2' }))).toEqual(shown(seen));
    expect(forVisitor(entry({ kind: 'event', event: 'unassigned', agentId: 'a1' }))).toBeNull();
    expect(forVisitor(entry({ kind: 'event', event: 'unchanged' }))).toBeNull();
  });

  test('P5 how a call went is seen, what the agent noted of it is not', () => {
    const called = entry({ kind: 'event', event: 'callback_no_answer', callbackId: 'k1', note: SECRET });
    expect(forVisitor(called)?.body).toEqual({ kind: 'event', event: 'callback_no_answer', callbackId: 'k1' });
  });

  test('P5 of the conversation a visitor sees state and marks, and of its agent the name alone', () => {
    const conversation: Conversation = {
      id: 'c1',
      siteId: 's1',
      contact: { id: 'p1', name: 'Bat', email: '', phone: '', locale: 'mn', timeZone: 'UTC' },
      visitorId: 'v1',
      status: 'open',
      assigneeId: 'a1',
      lastSeq: 9,
      lastVisitorSeq: 8,
      lastVisibleSeq: 9,
      agentReadSeq: 7,
      visitorReadSeq: 6,
      waitingSince: 5,
      callbackAt: null,
      channels: ['chat'],
      tags: ['secret'],
      preview: { text: SECRET, author: 'visitor', kind: 'message' },
      createdAt: 1,
      updatedAt: 2,
    };
    const sarnai = {
      id: 'a1',
      email: 'sarnai@altan.example',
      name: 'Sarnai',
      role: 'owner',
      locale: 'mn',
      capacity: 5,
      isDisabled: false,
      createdAt: 1,
      isHere: true,
    } as const;
    const staff = { find: (id: string) => (id === sarnai.id ? sarnai : undefined) };
    const queue = { of: () => undefined };
    expect(visitorConversationOf(conversation, { staff, queue })).toEqual({
      id: 'c1',
      status: 'open',
      assignee: { name: 'Sarnai' },
      lastSeq: 9,
      agentReadSeq: 7,
      visitorReadSeq: 6,
    });
    expect(visitorConversationOf({ ...conversation, assigneeId: null }, { staff, queue }).assignee).toBeNull();
  });
});
