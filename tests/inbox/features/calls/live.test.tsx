// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveCalls } from '../../../../inbox/features/calls/live/LiveCalls.tsx';
import { withNews } from '../../../../inbox/features/calls/live/live.ts';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { ShownCall } from '../../../../protocol/calls.ts';
import { draw } from '../../draw.tsx';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';
import { glance, shown } from './fixtures.ts';

beforeEach(() => speak('en'));

const SARNAI = { agentId: 'sarnai', agentName: 'Sarnai' };
const BOLD = { agentId: 'bold', agentName: 'Bold' };

async function ring(answers: Answers = {}) {
  const desk = openInbox([], {
    answers: { 'GET calls/one/about': () => ({ people: [glance()] }), ...answers },
  });
  const page = await draw(desk, <LiveCalls />);
  const tell = (news: ShownCall) => act(async () => desk.link.tell({ type: 'call.changed', ...news }));
  await tell(shown());
  await vi.waitUntil(() => page.text.includes('Hello'));
  return { ...desk, page, tell, said: () => page.host.querySelector('[role=status]')!.textContent };
}

describe('a call that rings', () => {
  test('CL6 shows who it is and what to say first, tells screen readers, and takes no focus', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    const { page, said } = await ring();
    expect(page.text).toMatch(/Bolormaa.? calls/);
    expect(page.text).toMatch(/on .?Line 2/);
    expect(page.text).toMatch(/“Hello .?Bolormaa.?\.” Waits to be called back\./);
    expect(page.text).toContain('Zaisan, tower 3');
    expect(said()).toMatch(/Bolormaa.? calls, on .?Line 2/);
    expect(document.activeElement).toBe(field);
    field.remove();
  });

  test('CL6 is one card however often it is told, gone when a colleague answers, whatever overtakes what', async () => {
    const { page, tell, said } = await ring();
    await tell(shown());
    expect(page.host.querySelectorAll('section')).toHaveLength(1);
    await tell(shown({ state: 'answered', ...BOLD }));
    expect(page.host.querySelectorAll('section')).toHaveLength(0);
    expect(said()).toMatch(/Bold.? has answered\./);
  });

  test('CL6 shows all that is told with the ring, and asks for nothing', async () => {
    const desk = openInbox();
    const page = await draw(desk, <LiveCalls />);
    await act(async () => desk.link.tell({ type: 'call.changed', ...shown(), about: [glance()] }));
    expect(page.text).toMatch(/“Hello .?Bolormaa.?\.” Waits to be called back\./);
    expect(page.text).toContain('Zaisan, tower 3');
    expect(desk.http.asked('GET calls')).toEqual([]);
  });

  test('CL6 a ring that was overtaken by a colleague’s answer shows nothing', async () => {
    const desk = openInbox();
    const page = await draw(desk, <LiveCalls />);
    await act(async () => desk.link.tell({ type: 'call.changed', ...shown({ state: 'answered', ...BOLD }) }));
    await act(async () => desk.link.tell({ type: 'call.changed', ...shown() }));
    expect(page.host.querySelectorAll('section')).toHaveLength(0);
  });

  test('CL6 becomes a bar for who answered, and stays for a note when it is over', async () => {
    const { page, tell, http } = await ring({
      'PATCH calls/one': ({ body }) => shown({ state: 'ended', ...SARNAI, ...(body as object) }),
    });
    await tell(shown({ state: 'answered', answeredAt: Date.now() - 65_000, ...SARNAI }));
    expect(page.text).toContain('In a call with');
    expect(page.host.querySelector('[role=timer]')!.textContent).toMatch(/^1:0\d$/);
    await tell(shown({ state: 'ringing' }));
    expect(page.text).toContain('In a call with');
    await tell(shown({ state: 'ended', answeredAt: 1_000, endedAt: 193_000, ...SARNAI }));
    expect(page.text).toContain('has ended');
    expect(page.host.querySelector('[role=timer]')!.textContent).toBe('3:12');
    await page.press('Note');
    await page.type(page.field('Note'), 'Wants peonies');
    await page.choose('What came of it', 'follow_up');
    await page.submit();
    expect(http.asked('PATCH calls/one')[0]!.body).toEqual({ note: 'Wants peonies', outcome: 'follow_up' });
    await vi.waitUntil(() => page.text.includes('Wants peonies'));
    await page.press('Put aside');
    expect(page.host.querySelectorAll('section')).toHaveLength(0);
  });

  test('CL6 is put aside by Escape, but not from a field, and is back for who answers it', async () => {
    const { page, tell } = await ring();
    await page.press('Note');
    await page.key(page.field('Note'), 'Escape');
    expect(page.hasButton('Note')).toBe(true);
    await page.key(document.body, 'Escape');
    expect(page.host.querySelectorAll('section')).toHaveLength(0);
    await tell(shown());
    expect(page.host.querySelectorAll('section')).toHaveLength(0);
    await tell(shown({ state: 'answered', answeredAt: 1, ...SARNAI }));
    expect(page.host.querySelectorAll('section')).toHaveLength(1);
  });

  test('CL4 is taken by a button where the telephone system can not say who answered', async () => {
    const { page, http } = await ring({
      'PATCH calls/one': () => shown({ state: 'answered', answeredAt: 1, ...SARNAI }),
    });
    await page.press('I have it');
    expect(http.asked('PATCH calls/one')[0]!.body).toEqual({ isMine: true });
    await vi.waitUntil(() => page.text.includes('In a call with'));
  });

  test('CL5 of a number that several share shows all of them', async () => {
    const both = [glance({ id: 'ann', name: 'Ann' }), glance({ id: 'bat', name: 'Bat', waitsFor: null })];
    const chosen = shown({ contactId: 'bat', sharedBy: ['ann'] }, [{ id: 'bat', name: 'Bat' }]);
    const desk = openInbox([], {
      answers: { 'GET calls/one/about': () => ({ people: both }), 'PATCH calls/one': () => chosen },
    });
    const page = await draw(desk, <LiveCalls />);
    const news = shown({ contactId: null, sharedBy: ['ann', 'bat'] }, [
      { id: 'ann', name: 'Ann' },
      { id: 'bat', name: 'Bat' },
    ]);
    await act(async () => desk.link.tell({ type: 'call.changed', ...news }));
    await vi.waitUntil(() => page.text.includes('Several people'));
    expect(page.text).toMatch(/Ann.? or .?Bat/);
    await page.press('Bat');
    expect(desk.http.asked('PATCH calls/one')[0]!.body).toEqual({ contactId: 'bat' });
    await vi.waitUntil(() => !page.text.includes('Several people'));
  });
});

const ANSWERED = { state: 'answered', answeredAt: 1 } as const;
const OVER = { state: 'ended', answeredAt: 1_000, endedAt: 2_000 } as const;

/** A page whose server keeps what is noted. */
async function noting(storage: Storage | null = null, first = shown()) {
  let held = first;
  const desk = openInbox([], {
    storage,
    answers: {
      'GET calls/one/about': () => ({ people: [glance()] }),
      'GET calls/one': () => held,
      'PATCH calls/one': ({ body }) => {
        held = { ...held, call: { ...held.call, ...(body as object) } };
        return held;
      },
    },
  });
  const page = await draw(desk, <LiveCalls />);
  return {
    ...desk,
    page,
    /** The call is another. */
    tell(change: Parameters<typeof shown>[0]) {
      held = { ...held, call: { ...held.call, ...change } };
      return act(async () => desk.link.tell({ type: 'call.changed', ...held }));
    },
    held: () => held.call,
    cards: () => page.host.querySelectorAll('section').length,
  };
}

async function typing(storage: Storage | null = null) {
  const desk = await noting(storage);
  await desk.tell({});
  await desk.page.press('Note');
  await desk.page.type(desk.page.field('Note'), 'Wants peonies');
  return { ...desk, field: desk.page.field('Note') as HTMLTextAreaElement };
}

describe('a note that is typed while it rings', () => {
  test('CL14 stays in its field when the call is answered, with the focus, and is kept when it ends', async () => {
    const desk = await typing();
    const { page, field, http } = desk;
    expect(document.activeElement).toBe(field);
    await desk.tell({ ...ANSWERED, ...SARNAI });
    expect(page.text).toContain('In a call with');
    expect(page.field('Note')).toBe(field);
    expect(document.activeElement).toBe(field);
    await page.type(field, 'Wants peonies, white');
    expect(http.asked('PATCH calls/one')).toEqual([]);
    await desk.tell(OVER);
    await vi.waitUntil(() => desk.held().note === 'Wants peonies, white');
    // Whoever types on does.
    expect([document.activeElement, field.value]).toEqual([field, 'Wants peonies, white']);
    await page.type(field, 'Wants peonies, white ones');
    await page.submit();
    await vi.waitUntil(() => !page.host.querySelector('form'));
    expect(desk.held().note).toBe('Wants peonies, white ones');
    expect(http.asked('PATCH calls/one').map(({ body }) => body)).toEqual([
      { note: 'Wants peonies, white' },
      { note: 'Wants peonies, white ones' },
    ]);
  });

  test('CL14 outlives a colleague’s answer, who is not overwritten, and its card goes when it is saved', async () => {
    const desk = await typing();
    await desk.tell({ ...ANSWERED, ...BOLD, note: 'Is in a hurry' });
    expect(desk.page.text).toMatch(/Bold.? has answered/);
    expect(document.activeElement).toBe(desk.field);
    await desk.page.choose('What came of it', 'follow_up');
    await desk.page.submit();
    await vi.waitUntil(() => desk.cards() === 0);
    expect(desk.held()).toMatchObject({ note: 'Is in a hurry\nWants peonies', outcome: 'follow_up' });
  });

  test('CL14 outlives the end of a call that nobody answered, until it is put aside, which keeps it', async () => {
    const desk = await typing();
    await desk.tell({ state: 'ended', endedAt: 2_000, isMissed: true });
    await vi.waitUntil(() => desk.held().note === 'Wants peonies');
    expect(desk.page.text).toContain('Missed call');
    await desk.page.type(desk.field, 'Wants peonies on Friday');
    await desk.page.press('Put aside');
    await vi.waitUntil(() => desk.cards() === 0);
    expect(desk.held().note).toBe('Wants peonies on Friday');
  });

  test('CL14 stays where it can not be kept now', async () => {
    const desk = await typing();
    desk.http.answers['PATCH calls/one'] = () => {
      throw new ApiError('STORE_UNAVAILABLE');
    };
    await desk.tell({ state: 'ended', endedAt: 2_000, isMissed: true });
    await desk.page.press('Put aside');
    await vi.waitUntil(() => toastsOf(desk.inbox).length > 0);
    expect(desk.field.value).toBe('Wants peonies');
    expect(desk.cards()).toBe(1);
  });

  test('CL14 is there after a reload, also where the call is over by then, and takes no focus', async () => {
    const storage = fakeStorage();
    await typing(storage);
    const desk = await noting(storage, shown({ ...OVER, ...BOLD }));
    await vi.waitUntil(() => desk.page.host.querySelector('textarea'));
    expect(desk.page.field('Note').value).toBe('Wants peonies');
    expect(document.activeElement).not.toBe(desk.page.field('Note'));
    await desk.page.press('Cancel');
    expect(desk.cards()).toBe(0);
    expect(Array.from({ length: storage.length }, (_, at) => storage.key(at)!).join()).not.toContain('call-note');
  });

  test('CL14 nothing typed keeps no card of a call that a colleague answers', async () => {
    const desk = await noting();
    await desk.tell({});
    await desk.page.press('Note');
    await desk.tell({ ...ANSWERED, ...BOLD });
    expect(desk.cards()).toBe(0);
  });
});

describe('a complaint in a call', () => {
  test('CL14 is two presses away while it rings and while one speaks, and stays when the call is answered and over', async () => {
    const desk = await noting();
    desk.inbox.me.value = {
      ...desk.inbox.me.value,
      switches: { ...desk.inbox.me.value.switches, customers: true, telephone: true },
    };
    await desk.tell({});
    await desk.page.press('Make a complaint');
    await vi.waitUntil(() => desk.page.host.querySelector('dialog textarea'));
    const dialog = desk.page.host.querySelector('dialog');
    const words = desk.page.field('What went wrong, and what they ask for');
    await desk.page.type(words, 'The roses were late');
    await desk.tell({ ...ANSWERED, ...BOLD });
    await desk.tell(OVER);
    expect(desk.page.host.querySelector('dialog')).toBe(dialog);
    expect(words.value).toBe('The roses were late');
    await act(async () => void dialog!.dispatchEvent(new Event('close')));
    expect(desk.cards()).toBe(0);
    const other = await noting();
    other.inbox.me.value = {
      ...other.inbox.me.value,
      switches: { ...other.inbox.me.value.switches, customers: true, telephone: true },
    };
    await other.tell({});
    await other.tell({ ...ANSWERED, ...SARNAI });
    expect(other.page.hasButton('Make a complaint')).toBe(true);
  });
});

test('CL14 a complaint that is being typed is there after a reload, opened once, and its card goes with it', async () => {
  const storage = fakeStorage();
  const opened: unknown[] = [];
  const withCustomers = async (first = shown()) => {
    const desk = await noting(storage, first);
    const { me } = desk.inbox;
    me.value = { ...me.value, switches: { ...me.value.switches, customers: true, telephone: true } };
    desk.http.answers['POST complaints'] = ({ body }) => {
      opened.push(body);
      if (opened.length === 1) throw new ApiError('STORE_UNAVAILABLE');
      return { id: 'complaint' };
    };
    return desk;
  };
  const before = await withCustomers();
  await before.tell({});
  await before.page.press('Make a complaint');
  await vi.waitUntil(() => before.page.host.querySelector('dialog textarea'));
  await before.page.type(before.page.field('In a few words'), 'Late delivery');
  await before.page.type(before.page.field('What went wrong, and what they ask for'), 'The roses were late');
  await before.page.submit();
  await vi.waitUntil(() => opened.length === 1);

  const { page, cards } = await withCustomers(shown({ ...OVER, ...BOLD }));
  await vi.waitUntil(() => page.hasButton('Go on with the complaint'));
  await page.press('Go on with the complaint');
  await vi.waitUntil(() => page.host.querySelector('dialog textarea'));
  expect((page.field('What went wrong, and what they ask for') as HTMLTextAreaElement).value).toBe(
    'The roses were late',
  );
  await page.submit();
  await vi.waitUntil(() => cards() === 0);
  // Under the same name: where the first one did arrive, there is one complaint.
  expect(opened[1]).toEqual(opened[0]);
  expect(opened[0]).toMatchObject({ person: { contactId: 'bolormaa' }, source: 'call' });
  expect(Array.from({ length: storage.length }, (_, at) => storage.key(at)!).join()).not.toContain('call-complaint');
});

describe('a number on the page', () => {
  async function press(number: string, answers: Answers) {
    const desk = openInbox([], { answers });
    desk.welcome();
    const page = await draw(
      desk,
      <>
        <LiveCalls />
        <a href={`tel:${number}`}>
          <span>Call</span>
        </a>
      </>,
    );
    await vi.waitUntil(() => desk.http.asked('GET telephone/facts').length > 0);
    const link = page.host.querySelector('a span')!;
    return { ...desk, link };
  }

  test.each([
    ['no_extension', '', /knows no telephone of yours/],
    ['no_password', '', /can not be read any more/],
    ['no_answer', 'ECONNREFUSED', /does not answer/],
    ['refused', '503', /refused to ring it: .?503/],
    [null, '', /Your telephone rings first/],
  ] as const)(
    'CL15 is rung by the telephone system, and a refusal is said in words: %s',
    async (refusal, problem, words) => {
      const { http, inbox, link } = await press('+97699112233', {
        'GET telephone/facts': () => ({ canDial: true, hasLines: true }),
        'POST calls/dial': () => ({ isDialled: refusal === null, refusal, problem }),
      });
      await vi.waitUntil(() => pressed(link));
      await vi.waitUntil(() => toastsOf(inbox).length > 0);
      expect(http.asked('POST calls/dial')[0]!.body).toEqual({ number: '+97699112233' });
      expect(toastsOf(inbox)[0]!.text).toMatch(words);
    },
  );

  test('CL15 is the computer’s to ring where the agent has no telephone there, and with a key held down', async () => {
    const { http, link } = await press('+97699112233', {
      'GET telephone/facts': () => ({ canDial: false, hasLines: true }),
    });
    expect(pressed(link)).toBe(false);
    expect(pressed(link, { ctrlKey: true })).toBe(false);
    expect(http.asked('POST calls/dial')).toEqual([]);
  });
});

/** @returns whether it was taken from the browser */
function pressed(link: Element, init: MouseEventInit = {}): boolean {
  const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...init });
  link.dispatchEvent(event);
  return event.defaultPrevented;
}

function fakeStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    key: at => [...kept.keys()][at] ?? null,
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
  };
}

test('CL6 a call of before this page, answered by a colleague or over, shows nothing', () => {
  for (const change of [{ state: 'answered', ...BOLD }, { state: 'ended' }, { state: 'ended', ...SARNAI }] as const)
    expect(withNews([], shown(change), { meId: 'sarnai', isHeld: () => true })).toEqual([]);
});
