import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { hashToken } from '../../../server/tokens.ts';
import { BELLA, DAY, MINUTE, NOON, newDelivery, newId, setScene } from '../scene.ts';

/** AM1, AM2, AM3: answers that wait for their visitor, what mails them, and what leads back. */
export function answerRules(store: () => Store): void {
  async function talk(email = 'ann@altan.example') {
    const scene = await setScene(store());
    const ann = await scene.visitor({ name: 'Ann', email });
    const { conversation } = await scene.say(ann, 'Roses on Friday?');
    const { id } = conversation;
    const answer = (text: string) => scene.reply(id, text);
    const jobs = async () => (await store().jobs.ofConversation(id)).filter(each => each.kind === 'answer');
    const take = async (at: number) => {
      const taken = await store().jobs.take({ kinds: ['answer'], at, leaseUntil: at + MINUTE, limit: 1000 });
      return taken.find(each => each.subject === id)!;
    };
    const link = { id: newId('link'), siteId: scene.site.id, conversationId: id, expiresAt: NOON + DAY, usedBy: null };
    const mail = (job: Awaited<ReturnType<typeof take>>, uptoSeq: number, linked = link) =>
      store().answers.mail({
        ...{ job, link: linked, at: scene.tick() },
        event: { kind: 'event', event: 'answers_mailed', uptoSeq },
        letter: newDelivery({ id: newId('letter'), siteId: scene.site.id, conversationId: id, event: 'answers' }),
      });
    return { scene, ann, id, answer, jobs, take, mail, link };
  }
  const browser = (name: string, at = NOON) => ({
    usedBy: name,
    newcomer: {
      ...{
        id: newId('visitor'),
        tokenHash: hashToken(`${name} ${newId('token')}`),
        userAgent: 'Test/1.0',
        referrer: '',
      },
      ...{ trail: [], createdAt: at, seenAt: at },
    },
    at,
  });

  test('AM1 JB1 the newest answer to whoever has an address waits to be mailed, and nothing else does', async () => {
    const { id, answer, jobs, scene, ann } = await talk();
    expect(await jobs()).toEqual([]);
    const first = await answer('Yes');
    const { createdAt, seq } = first.entry;
    expect(await jobs()).toMatchObject([{ subject: id, subjectVersion: seq, dueAt: createdAt + MINUTE }]);
    const second = await answer('From nine on');
    expect(await jobs()).toMatchObject([{ subjectVersion: second.entry.seq, dueAt: second.entry.createdAt + MINUTE }]);
    await scene.reply(id, 'Only for us', { kind: 'note' });
    await scene.say(ann, 'Thanks');
    expect(await jobs()).toMatchObject([{ subjectVersion: second.entry.seq }]);
    const nowhere = await talk('');
    await nowhere.answer('Yes');
    expect(await nowhere.jobs()).toEqual([]);
  });

  test('AM6 SM10 what leaves is written with its way back, once, by who has the job', async () => {
    const { id, answer, jobs, take, scene } = await talk();
    const { entry } = await answer('The list');
    const job = await take(entry.createdAt + MINUTE);
    const put = () => {
      const link = {
        id: newId('link'),
        siteId: scene.site.id,
        conversationId: id,
        expiresAt: NOON + DAY,
        usedBy: null,
      };
      const delivery = newDelivery({ id: newId('letter'), siteId: scene.site.id, conversationId: id, event: 'answer' });
      return store()
        .answers.put({ job, link, delivery })
        .then(isWritten => ({ isWritten, link }));
    };
    const all = await Promise.all([put(), put(), put()]);
    const [first, ...more] = all.filter(each => each.isWritten);
    expect(more).toEqual([]);
    expect(await jobs()).toEqual([]);
    for (const { link } of all) {
      expect(await store().answers.findLink(link.id)).toEqual(link === first!.link ? link : null);
    }
    const { items } = await store().outbox.page({ isDead: false, limit: 1000 });
    expect(items.filter(each => each.conversationId === id)).toHaveLength(1);
  });

  test('ML12 of what is wanted a day has so many places, and the same wanted twice is one letter', async () => {
    const { scene, id } = await talk();
    const [talkDay, addressDay] = [newId('talk-day'), newId('address-day')];
    const placesOf = (day: string) => [`${day} 0`, `${day} 1`];
    const want = (once = newId('once'), days = [talkDay, addressDay]) =>
      store().answers.want({
        ...{ once, places: days.map(placesOf), at: NOON },
        letter: newDelivery({ id: newId('letter'), siteId: scene.site.id, conversationId: id, event: 'transcript' }),
      });
    const once = newId('once');
    const copies = await Promise.all([want(once), want(once)]);
    expect(copies.sort()).toEqual(['repeat', 'written']);
    expect((await Promise.all([want(), want(), want()])).sort()).toEqual(['full', 'full', 'written']);
    expect(await want(undefined, [newId('talk-day'), addressDay])).toBe('full');
    expect(await want(once)).toBe('repeat');
    const { items } = await store().outbox.page({ isDead: false, limit: 1000 });
    expect(items.filter(each => each.conversationId === id)).toHaveLength(2);
    await store().answers.sweep(NOON + 3 * DAY);
    expect(await want()).toBe('written');
  });

  test('AM2 JB2 answers are mailed once, by who has the job, and not when they were read meanwhile', async () => {
    const { id, answer, jobs, take, mail, link } = await talk();
    const { entry } = await answer('Yes');
    const job = await take(entry.createdAt + MINUTE);
    const copies = await Promise.all([1, 2, 3].map(() => mail(job, entry.seq)));
    const [written, ...more] = copies.filter(each => each !== null);
    expect(more).toEqual([]);
    expect(written!.leaves).toBe(true);
    expect(written!.entry).toMatchObject({
      author: { kind: 'system' },
      body: { kind: 'event', event: 'answers_mailed', uptoSeq: entry.seq },
    });
    expect(await jobs()).toEqual([]);
    expect(await store().answers.findLink(link.id)).toEqual(link);
    const letters = await store().outbox.page({ isDead: false, limit: 1000 });
    expect(letters.items.filter(each => each.conversationId === id)).toMatchObject([
      { kind: 'mail', event: 'answers' },
    ]);

    const again = (await answer('And on Sunday')).entry;
    const next = await take(again.createdAt + MINUTE);
    await store().conversations.markRead(id, 'visitor', again.seq);
    const unused = { ...link, id: newId('link') };
    expect(await mail(next, again.seq, unused)).toBe(null);
    expect(await store().answers.findLink(unused.id)).toBe(null);
    expect(await jobs()).toEqual([]);
  });

  test('AM3 a link opens the conversation in the first browser alone, again there, and not after its end', async () => {
    const { scene, id, answer, take, mail, link } = await talk();
    const { entry } = await answer('Yes');
    await mail(await take(entry.createdAt + MINUTE), entry.seq);
    const names = ['phone', 'laptop', 'tablet'];
    const asks = names.map(name => ({ id: link.id, ...browser(name) }));
    const opened = await Promise.all(asks.map(each => store().answers.openLink(each)));
    const winners = asks.filter((_, index) => opened[index] !== null);
    expect(winners).toHaveLength(1);
    const [{ usedBy, newcomer }] = winners as [(typeof asks)[number]];
    expect(await store().answers.findLink(link.id)).toEqual({ ...link, usedBy });
    const known = await store().visitors.byToken(scene.site.id, newcomer.tokenHash, NOON);
    expect(known).toMatchObject({ id: newcomer.id, conversationId: id });
    const same = { id: link.id, ...browser(usedBy) };
    expect(
      await store().answers.openLink({ ...same, newcomer: { ...same.newcomer, tokenHash: newcomer.tokenHash } }),
    ).toEqual({ ...link, usedBy });
    expect(await store().visitors.find(same.newcomer.id), 'the token has its visitor already').toBe(null);
    const late = { id: link.id, ...browser(usedBy, link.expiresAt) };
    expect(await store().answers.openLink(late)).toBe(null);
    expect(await store().answers.openLink({ ...late, id: newId('link') })).toBe(null);
    await scene.say({ ...known! }, 'Written from the phone');
    expect((await store().conversations.find(id))!.preview.text).toBe('Written from the phone');
  });

  test('AM5 that a form is there is told once under its name, in the step that ends its job', async () => {
    const { scene, ann } = await talk();
    const receipt = { id: newId('receipt'), at: NOON };
    const tell = async () => {
      const { conversation, entry } = await scene.fill(ann, { email: 'ann@altan.example' });
      const due = {
        kinds: ['receipt'] as const,
        at: entry.createdAt,
        leaseUntil: entry.createdAt + MINUTE,
        limit: 1000,
      };
      const job = (await store().jobs.take(due)).find(each => each.subject === conversation.id)!;
      const letter = newDelivery({ id: newId('letter'), siteId: scene.site.id, conversationId: conversation.id });
      return Promise.all([1, 2].map(() => store().answers.acknowledge({ job, receipt, letter })));
    };
    expect((await tell()).sort()).toEqual([false, true]);
    expect(await tell()).toEqual([false, false]);
    await store().answers.sweep(NOON + 2 * DAY);
    expect((await tell()).sort()).toEqual([false, true]);
  });

  test('RA7 the letter that asks how it was and its link are written in the step that asks', async () => {
    const { scene, id, answer, link } = await talk();
    await answer('Yes');
    await scene.close(id);
    const at = scene.tick() + 2 * MINUTE;
    const due = { kinds: ['rating'] as const, at, leaseUntil: at + MINUTE, limit: 1000 };
    const job = (await store().jobs.take(due)).find(each => each.subject === id)!;
    const of = { of: 'chat', agentId: BELLA.id, agentName: BELLA.name } as const;
    const question = { kind: 'event', event: 'rating_asked', ...of, until: at + DAY } as const;
    const letter = newDelivery({ id: newId('letter'), conversationId: id, event: 'rating' });
    const copies = await Promise.all(
      [1, 2].map(() => store().ratings.ask({ job, question, mail: { letter, link }, at })),
    );
    expect(copies.filter(each => each !== null)).toMatchObject([{ leaves: true }]);
    expect(await store().answers.findLink(link.id)).toEqual(link);
    const { items } = await store().outbox.page({ isDead: false, limit: 1000 });
    expect(items.filter(each => each.conversationId === id).map(each => each.id)).toEqual([letter.id]);
  });

  test('AM3 PR1 links go at their end, and with their person', async () => {
    const { ann, answer, take, mail, link } = await talk();
    const { entry } = await answer('Yes');
    await mail(await take(entry.createdAt + MINUTE), entry.seq);
    await store().answers.sweep(link.expiresAt - 1);
    expect(await store().answers.findLink(link.id)).toEqual(link);
    const of = { contactId: ann.contactId, id: newId('erasure'), by: BELLA };
    await store().privacy.erase({ ...of, at: NOON + DAY, keysUntil: NOON + 30 * DAY });
    expect(await store().answers.findLink(link.id)).toBe(null);
    const other = await talk();
    const said = (await other.answer('Yes')).entry;
    await other.mail(await other.take(said.createdAt + MINUTE), said.seq);
    await store().answers.sweep(other.link.expiresAt);
    expect(await store().answers.findLink(other.link.id)).toBe(null);
  });
}
