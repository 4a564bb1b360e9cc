import { expect, test } from 'vitest';
import type { RatingMark } from '../../../protocol/ratings.ts';
import type { Team } from '../../../protocol/teams.ts';
import { isStep } from '../../../server/features/ladder/rules.ts';
import { OPEN_MS, questionOf } from '../../../server/features/ratings/rules.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, MINUTE, NOON, newId, newSent, setScene } from '../scene.ts';

const OYU = { id: 'oyu', name: 'Oyu' };
const RATED_SITE = { rating: { isOn: true, lowScore: 2, notTags: [] } };

/** RA1, RA3 to RA6 in the store: asked once, answered once, and what a low one does in the same step. */
export function ratingRules(store: () => Store): void {
  /** Ann asked, Bella answered and closed. */
  async function closedTalk() {
    const scene = await setScene(store(), RATED_SITE);
    const ann = await scene.visitor();
    const { id } = (await scene.say(ann, 'Roses on Friday?')).conversation;
    await scene.reply(id, 'Yes');
    await scene.close(id);
    const later = scene.tick() + MINUTE;
    const find = async () => (await store().conversations.find(id))!;
    const jobs = async () => (await store().jobs.ofConversation(id)).filter(each => each.kind === 'rating');
    const take = async (at = later) => {
      const taken = await store().jobs.take({ kinds: ['rating'], at, leaseUntil: at + MINUTE, limit: 1000 });
      return taken.find(each => each.conversationId === id);
    };
    const ask = async (at = later) => {
      const job = (await take(at))!;
      const newest = await store().conversations.entriesBefore(id, null, 100);
      const about = { site: scene.site, conversation: await find(), newest, callback: null, at };
      const question = questionOf(job, about);
      return question && store().ratings.ask({ job, question, at });
    };
    const rate = (
      score: 1 | 2 | 3 | 4 | 5 | null,
      change: { askSeq?: number; word?: string; sent?: ReturnType<typeof newSent>; at?: number; teams?: Team[] } = {},
    ) => {
      const { askSeq = 4, word = '', sent = newSent(`rate ${score}`), at = later + MINUTE, teams = [] } = change;
      const judging = { lowScore: 2, owners: [OYU, { id: 'tuya', name: 'Tuya' }], teams };
      return store().ratings.rate({
        ...{ id: newId('rating'), conversationId: id, answer: { askSeq, score, word } },
        ...{ judging, sent, at },
      });
    };
    const listed = (query: { since?: number; score?: number } = {}) =>
      store().ratings.list({ siteId: scene.site.id, since: NOON, limit: 10, ...query });
    return { scene, ann, id, later, find, jobs, take, ask, rate, listed };
  }

  test('RA1 JB1 closing writes the question for a minute later, and it is asked once', async () => {
    const { id, later, find, jobs, take } = await closedTalk();
    const before = await find();
    expect(await jobs()).toMatchObject([{ subject: id, subjectVersion: 3, dueAt: before.updatedAt + MINUTE }]);
    const job = (await take())!;
    const question = {
      ...({ kind: 'event', event: 'rating_asked', of: 'chat' } as const),
      ...{ agentId: BELLA.id, agentName: BELLA.name, until: later + OPEN_MS },
    };
    const copies = await Promise.all([1, 2, 3].map(() => store().ratings.ask({ job, question, at: later })));
    const [written, ...more] = copies.filter(each => each !== null);
    expect(more).toEqual([]);
    expect(written!.entry).toMatchObject({ seq: 4, author: { kind: 'system' }, body: question });
    const asked: RatingMark = {
      ...{ askSeq: 4, of: 'chat', until: later + OPEN_MS, agentId: BELLA.id, agentName: BELLA.name, isOpen: true },
    };
    expect(await find()).toEqual({ ...before, lastSeq: 4, asked });
    expect(await find()).toEqual(written!.conversation);
    expect(await jobs()).toEqual([]);
    expect(await take(later + DAY)).toBe(undefined);
  });

  test('PE9 RA4 of whom says how it was it is told that their card is another', async () => {
    const { ann, ask, rate } = await closedTalk();
    await ask();
    const changed = async () => {
      await store().people.settled();
      return (await store().people.changed()).people.map(each => each.id);
    };
    // What was written before is told by now.
    await changed();
    expect((await rate(5)).isRepeat).toBe(false);
    expect(await changed()).toContain(ann.contactId);
  });

  test('RA1 JB1 opening again takes the question along, and closing again asks anew', async () => {
    const { scene, id, jobs, ask } = await closedTalk();
    await scene.reopen(id);
    expect(await jobs()).toEqual([]);
    await scene.close(id);
    expect(await jobs()).toMatchObject([{ subjectVersion: 5 }]);
    expect(await ask(scene.tick() + MINUTE)).toMatchObject({ entry: { seq: 6 } });
  });

  test('RA1 a call that was made writes a question of its own', async () => {
    const { scene, ann, id, jobs } = await closedTalk();
    const { callback } = await scene.ask(ann);
    await scene.change(callback!.id, { attempt: { outcome: 'no_answer', note: '' } });
    expect(await jobs()).toEqual([]);
    const { entry } = await scene.change(callback!.id, { attempt: { outcome: 'reached', note: '' } });
    expect(await jobs()).toMatchObject([
      { subject: callback!.id, conversationId: id, subjectVersion: entry.seq, dueAt: entry.createdAt + MINUTE },
    ]);
    await store().spam.hold({ conversationId: id, author: BELLA, sent: newSent('hold'), at: scene.tick() });
    expect(await jobs()).toEqual([]);
  });

  test('RA2 what changed between the look and the step asks nobody', async () => {
    const { scene, ann, id, later, find, jobs, take } = await closedTalk();
    const job = (await take())!;
    const newest = await store().conversations.entriesBefore(id, null, 100);
    const about = { site: scene.site, conversation: await find(), newest, callback: null, at: later };
    const question = questionOf(job, about)!;
    await scene.say(ann, 'One more thing');
    expect(await store().ratings.ask({ job, question, at: later })).toBe(null);
    expect([await jobs(), (await find()).asked]).toEqual([[], undefined]);
  });

  test('RA4 ST4 it is answered once, and a repeat changes nothing', async () => {
    const { ask, rate, find, listed, later } = await closedTalk();
    await ask();
    const sent = newSent('five');
    const written = await rate(5, { word: 'Чудесно 👍', sent });
    expect(written.entry).toMatchObject({ seq: 5, author: { kind: 'visitor' } });
    expect(written.entry.body).toEqual({
      ...{ kind: 'event', event: 'rated', of: 'chat', agentId: BELLA.id, agentName: BELLA.name },
      ...{ askSeq: 4, score: 5, word: 'Чудесно 👍', isLow: false, to: [] },
    });
    expect(written.conversation).toMatchObject({ status: 'closed', waitingSince: null, lastVisibleSeq: 3 });
    expect(written.conversation).not.toHaveProperty('asked');
    expect(await find()).toEqual(written.conversation);
    expect(await rate(5, { word: 'Чудесно 👍', sent })).toMatchObject({ isRepeat: true, entry: written.entry });
    await expect(rate(1)).rejects.toMatchObject({ code: 'RATING_OVER' });
    await expect(rate(1, { sent: { ...sent, fingerprint: 'other' } })).rejects.toMatchObject({
      code: 'CLIENT_ID_REUSED',
    });
    const { items, cursor } = await listed();
    expect(cursor).toBe(null);
    expect(items).toEqual([
      {
        conversation: await find(),
        rating: {
          ...{ id: expect.any(String), siteId: written.conversation.siteId, conversationId: written.conversation.id },
          ...{ askSeq: 4, seq: 5, of: 'chat', agentId: BELLA.id, agentName: BELLA.name },
          ...{ score: 5, word: 'Чудесно 👍', createdAt: later + MINUTE },
        },
      },
    ]);
  });

  test('RA4 of many answers at once one is kept', async () => {
    const { ask, rate, listed } = await closedTalk();
    await ask();
    const answers = await Promise.allSettled([1, 2, 3, 4].map(() => rate(4)));
    expect(answers.filter(each => each.status === 'fulfilled')).toHaveLength(1);
    expect((await listed()).items).toHaveLength(1);
  });

  test('RA4 what was never asked, or too long ago, is refused, and who would rather not is not asked again', async () => {
    const { ask, rate, find, listed, later } = await closedTalk();
    await expect(rate(5)).rejects.toMatchObject({ code: 'RATING_OVER' });
    await ask();
    await expect(rate(5, { askSeq: 3 })).rejects.toMatchObject({ code: 'RATING_OVER' });
    await expect(rate(5, { at: later + OPEN_MS + 1 })).rejects.toMatchObject({ code: 'RATING_OVER' });
    const { updatedAt } = await find();
    const { entry, conversation } = await rate(null);
    expect(entry.body).toEqual({ kind: 'event', event: 'rating_declined', askSeq: 4 });
    expect(conversation).not.toHaveProperty('asked');
    expect(conversation.updatedAt).toBe(updatedAt);
    await expect(rate(5)).rejects.toMatchObject({ code: 'RATING_OVER' });
    expect((await listed()).items).toEqual([]);
  });

  test('RA3 words take the question back, and an answer that was on its way is kept', async () => {
    const { scene, ann, id, ask, rate, find, listed } = await closedTalk();
    await ask();
    await scene.say(ann, 'Thank you');
    expect((await find()).asked).toMatchObject({ askSeq: 4, isOpen: false });
    await scene.assign(id, { id: 'bella', name: 'Bella' });
    const { conversation } = await rate(1, { word: 'Late' });
    // Somebody leads it already: it stays with them, and waits since the words.
    expect(conversation).toMatchObject({ status: 'open', assigneeId: 'bella', wait: { kind: 'message', late: null } });
    expect(conversation.preview).toEqual({ text: '★☆☆☆☆ Late', author: 'visitor', kind: 'rating' });
    expect((await listed()).items).toHaveLength(1);
  });

  test('RA5 LA1 a low one opens its conversation again for an owner, and waits as words do', async () => {
    const { ask, rate, find, id, later } = await closedTalk();
    await ask();
    const { entry, conversation } = await rate(2, { word: 'Rude' });
    expect(entry.body).toMatchObject({ isLow: true, to: [OYU, { id: 'tuya', name: 'Tuya' }] });
    expect(conversation).toMatchObject({
      ...{ status: 'open', assigneeId: OYU.id, waitingSince: later + MINUTE, lastVisitorSeq: entry.seq },
      wait: { kind: 'message', late: null },
    });
    expect(await find()).toEqual(conversation);
    expect((await store().jobs.ofConversation(id)).filter(isStep)).toMatchObject([{ kind: 'ladder_message', step: 1 }]);
    const mine = await store().views.page({ view: 'mine', agentId: OYU.id, siteId: conversation.siteId, limit: 9 });
    expect(mine.items.map(each => each.id)).toEqual([id]);
  });

  test('RA5 SP1 of what is held nothing is kept', async () => {
    const { scene, id, ask, rate, listed } = await closedTalk();
    await ask();
    await store().spam.hold({ conversationId: id, author: BELLA, sent: newSent('hold'), at: scene.tick() });
    await expect(rate(1)).rejects.toMatchObject({ code: 'RATING_OVER' });
    expect((await listed()).items).toEqual([]);
  });

  test('RA4 ratings are counted by agent and score, and read page by page', async () => {
    const scene = await setScene(store(), RATED_SITE);
    const other = await closedTalk();
    await other.ask();
    await other.rate(3);
    const bold = { kind: 'agent' as const, id: 'bold', name: 'Bold' };
    const given = [
      [BELLA, 5],
      [BELLA, 5],
      [{ ...BELLA, name: 'Bella B.' }, 1],
      [bold, 4],
    ] as const;
    for (const [index, [author, score]] of given.entries()) {
      const { id } = (await scene.say(await scene.visitor(), 'Hello')).conversation;
      await scene.reply(id, 'Hello', { author });
      await scene.close(id);
      const at = NOON + (index + 1) * DAY;
      const taken = await store().jobs.take({ kinds: ['rating'], at, leaseUntil: at + MINUTE, limit: 1000 });
      const job = taken.find(each => each.conversationId === id)!;
      const { id: agentId, name: agentName } = author;
      const asks = { kind: 'event', event: 'rating_asked', of: 'chat', agentId, agentName, until: at + DAY } as const;
      await store().ratings.ask({ job, question: asks, at });
      await store().ratings.rate({
        ...{ id: newId('rating'), conversationId: id, answer: { askSeq: 4, score, word: '' } },
        ...{ judging: { lowScore: 2, owners: [], teams: [] }, sent: newSent('rate'), at },
      });
    }
    expect(await store().ratings.counts(scene.site.id, NOON)).toEqual([
      { agentId: 'bella', agentName: 'Bella B.', scores: [1, 0, 0, 0, 2] },
      { agentId: 'bold', agentName: 'Bold', scores: [0, 0, 0, 1, 0] },
    ]);
    expect(await store().ratings.counts(scene.site.id, NOON + 4 * DAY)).toEqual([
      { agentId: 'bold', agentName: 'Bold', scores: [0, 0, 0, 1, 0] },
    ]);
    const ofAgents = async (agentIds: string[], from = NOON) => {
      const found = await store().ratings.ofAgents(agentIds, { from, to: NOON + 30 * DAY });
      return found.filter(each => each.siteId === scene.site.id).map(each => each.score);
    };
    expect(await ofAgents(['bella', 'bold'])).toEqual([4, 1, 5, 5]);
    expect(await ofAgents(['bella'])).toEqual([1, 5, 5]);
    expect(await ofAgents(['bella', 'bold'], NOON + 4 * DAY)).toEqual([4]);
    const list = (query: object = {}) =>
      store().ratings.list({ siteId: scene.site.id, since: NOON, limit: 3, ...query });
    const first = await list();
    expect(first.items.map(each => each.rating.score)).toEqual([4, 1, 5]);
    const second = await list({ cursor: first.cursor! });
    expect([second.items.map(each => each.rating.score), second.cursor]).toEqual([[5], null]);
    expect((await list({ score: 5 })).items).toHaveLength(2);
    expect((await list({ since: NOON + 4 * DAY })).items.map(each => each.rating.score)).toEqual([4]);
    await expect(list({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('RA6 PR1 PR8 a rating is among what is held of a person, and goes when they are erased', async () => {
    const { scene, ann, ask, rate, listed } = await closedTalk();
    await ask();
    await rate(1, { word: 'Marzipan' });
    const { rating } = (await listed()).items[0]!;
    expect((await store().privacy.held(ann.contactId))!.ratings).toEqual([rating]);
    const at = scene.tick();
    const order = { contactId: ann.contactId, id: newId('erasure'), by: BELLA, at, keysUntil: at + DAY };
    expect((await store().privacy.erase(order))!.erasure.counts).toMatchObject({ ratings: 1, conversations: 1 });
    expect((await listed()).items).toEqual([]);
    expect(await store().ratings.counts(scene.site.id, 0)).toEqual([]);
  });

  test('RA4 a rating is tied to the teams of whoever is rated, as they were then, and counted for each', async () => {
    const { scene, ask, rate, listed } = await closedTalk();
    await ask();
    const team = (id: string, agentIds: string[]): Team => ({ id, name: `Team ${id}`, agentIds });
    await rate(4, { teams: [team('a', [BELLA.id]), team('b', ['somebody']), team('c', ['x', BELLA.id])] });
    const teams = [
      { id: 'a', name: 'Team a' },
      { id: 'c', name: 'Team c' },
    ];
    expect((await listed()).items.map(each => each.rating.teams)).toEqual([teams]);
    const scores = [0, 0, 0, 1, 0];
    expect(await store().ratings.teamCounts(scene.site.id, NOON)).toEqual([
      { teamId: 'a', teamName: 'Team a', scores },
      { teamId: 'c', teamName: 'Team c', scores },
    ]);
    expect(await store().ratings.teamCounts(scene.site.id, NOON + DAY)).toEqual([]);
  });

  test('TL4 the ratings of some conversations are found by them, and no others', async () => {
    // One after the other: whoever takes jobs takes all that are due.
    const rated = async () => {
      const talk = await closedTalk();
      await talk.ask();
      await talk.rate(4);
      return talk;
    };
    const [one, other] = [await rated(), await rated()];
    const { rating } = (await one.listed()).items[0]!;
    expect(await store().ratings.ofConversations([one.id, 'none'])).toEqual([rating]);
    expect(await store().ratings.ofConversations([])).toEqual([]);
    const both = await store().ratings.ofConversations([one.id, other.id]);
    expect(new Set(both.map(each => each.conversationId))).toEqual(new Set([one.id, other.id]));
  });

  test('RA4 whose agent is of no team has none', async () => {
    const { scene, ask, rate, listed } = await closedTalk();
    await ask();
    await rate(4);
    expect((await listed()).items[0]!.rating).not.toHaveProperty('teams');
    expect(await store().ratings.teamCounts(scene.site.id, NOON)).toEqual([]);
  });
}
