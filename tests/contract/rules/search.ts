import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { newId, setScene } from '../scene.ts';

/** SE1: people by any part of name, e-mail or number; text by stems, in all six languages. */
export function searchRules(store: () => Store): void {
  async function find(q: string, limit = 50) {
    await store().search.settled();
    return store().search.find({ q, limit });
  }

  // Sentence, and stems or forms that must find it. Each sentence is found by nobody else's words.
  const sentences: [language: string, sentence: string, queries: string[]][] = [
    ['English', 'The parcels were DELIVERED to Straße 9, café Zoë', ['deliver', 'parcel', 'Cafe', 'zoe', 'livered to']],
    ['Russian', 'Когда привезут мой заказ? Ещё жду курьера', ['заказ', 'ЗАКАЗ', 'привез', 'еще', 'курьер']],
    ['Mongolian', 'Миний захиалга хаана явна вэ? Өнөөдөр авах уу', ['захиал', 'Захиалга', 'өнөөд', 'ХААНА']],
    ['Arabic', 'أُرِيدُ أَنْ أَعْرِفَ مَتَى تَصِلُ الشُّحْنَة', ['شحن', 'الشحنة', 'أريد', 'اريد', 'الشُّحنة', 'متى']],
    ['Amharic', 'ትእዛዜ መቼ ይደርሳል? እባክዎ ይንገሩኝ', ['ትእዛዜ', 'ይደርሳ', 'እባክ', 'ንገሩኝ']],
    ['Hindi', 'मेरा ऑर्डर कब पहुँचेगा? कृपया बताइए', ['ऑर्डर', 'पहुँच', 'कृपय', 'बताइ']],
  ];
  test.each(sentences)('SE1 %s is found by its stems', async (_, sentence, queries) => {
    const scene = await setScene(store());
    const { conversation, entry } = await scene.say(await scene.visitor(), sentence);
    for (const q of queries) {
      const found = await find(q);
      expect(found.entries, q).toContainEqual({ conversation, entry });
    }
  });

  test('RI4 who sees only some sites finds what is of them', async () => {
    const [scene, other] = [await setScene(store()), await setScene(store())];
    const word = newId('sight');
    const here = await scene.say(await scene.visitor({ name: word }), `Hello ${word}`);
    await other.say(await other.visitor({ name: word }), `Hello ${word}`);
    await store().search.settled();
    const found = await store().search.find({ q: word, siteIds: [scene.site.id], limit: 10 });
    expect(found.people.map(each => each.id)).toEqual([here.conversation.id]);
    expect(found.entries.map(each => each.entry)).toEqual([here.entry]);
    expect(await store().search.find({ q: word, siteIds: [], limit: 10 })).toEqual({ people: [], entries: [] });
  });

  test('RI4 a thousand newer texts of other sites hide nothing of those that somebody sees', async () => {
    const [scene, other] = [await setScene(store()), await setScene(store())];
    const word = newId('crowd');
    const here = await scene.say(await scene.visitor(), word);
    const crowd = await Promise.all(Array.from({ length: 20 }, () => other.visitor()));
    await Promise.all(crowd.flatMap(each => Array.from({ length: 55 }, () => other.say(each, word))));
    await store().search.settled();
    const found = await store().search.find({ q: word, siteIds: [scene.site.id], limit: 10 });
    expect(found.entries.map(each => each.entry)).toEqual([here.entry]);
  });

  test('SE2 a thousand newer texts on the desk hide nothing that is held', async () => {
    const scene = await setScene(store());
    const word = newId('crowd');
    const held = { rules: [], at: scene.tick(), fromSeq: 1 };
    const first = await scene.say(await scene.visitor(), word, { held });
    const crowd = await Promise.all(Array.from({ length: 20 }, () => scene.visitor()));
    await Promise.all(crowd.flatMap(each => Array.from({ length: 55 }, () => scene.say(each, word))));
    await store().search.settled();
    const found = await store().search.find({ q: word, in: 'quarantine', siteIds: [scene.site.id], limit: 10 });
    expect(found.entries.map(each => each.entry)).toEqual([first.entry]);
  });

  test('SE2 who sees much finds the same as who sees little, newest first', async () => {
    const [scene, other] = [await setScene(store()), await setScene(store())];
    const word = newId('much');
    const said = [await scene.say(await scene.visitor(), `First ${word}`)];
    await other.say(await other.visitor(), word);
    const found = async (q: string) => {
      await store().search.settled();
      const { entries } = await store().search.find({ q, siteIds: [scene.site.id], limit: 5 });
      return entries.map(each => each.entry);
    };
    const look = async () => {
      const newest = said.map(each => each.entry).reverse();
      expect(await found(word)).toEqual(newest.slice(0, 5));
      expect(await found(`first ${word}`)).toEqual(newest.slice(-1));
    };
    for (let more = 0; more < 6; more++) said.push(await scene.say(await scene.visitor(), word));
    await look();
    await Promise.all(Array.from({ length: 1_001 }, async () => scene.say(await scene.visitor(), 'Something else')));
    await look();
  });

  test('SE1 what sounds alike in Hindi stays apart', async () => {
    const scene = await setScene(store());
    const { entry } = await scene.say(await scene.visitor(), 'किताब चाहिए');
    expect((await find('किताब')).entries.map(each => each.entry)).toContainEqual(entry);
    expect((await find('कताब')).entries.map(each => each.entry)).not.toContainEqual(entry);
  });

  test('SE1 all words must be there, in any order and with any spaces', async () => {
    const scene = await setScene(store());
    const word = newId('word');
    const both = await scene.say(await scene.visitor(), `A green ${word} bicycle`);
    const one = await scene.say(await scene.visitor(), `A green ${word} car`);
    const ids = async (q: string) => (await find(q)).entries.map(each => each.conversation.id);
    expect(await ids(`  bicycle\t ${word}  `)).toEqual([both.conversation.id]);
    expect(await ids(word)).toEqual([one.conversation.id, both.conversation.id]);
    // A short word narrows as well.
    expect(await ids(`a ${word} car`)).toEqual([one.conversation.id]);
  });

  test('SE1 every kind of text is found: notes, forms, topics, what was noted of a call', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const word = newId('word');
    const { conversation } = await scene.fill(ann, { subject: `Subject ${word}`, message: 'Hello' });
    await scene.fill(ann, { message: `Message ${word}` });
    const { callback } = await scene.ask(ann, { topic: `Topic ${word}` });
    await scene.reply(conversation.id, `Note ${word}`, { kind: 'note' });
    await scene.change(callback!.id, { attempt: { outcome: 'no_answer', note: `Call ${word}` } });
    expect((await find(word)).entries.map(each => each.entry.seq)).toEqual([5, 4, 3, 2, 1]);
    expect((await find(word, 2)).entries.map(each => each.entry.seq)).toEqual([5, 4]);
    const [hit] = (await find(`subject ${word}`)).entries;
    expect(hit?.conversation).toEqual(await store().conversations.find(conversation.id));
  });

  test('SE1 people are found by any part of name, e-mail and number', async () => {
    const scene = await setScene(store());
    const digits = String(80_000_000 + Number(newId('x').slice(2)));
    const dulmaa = await scene.visitor({
      name: 'Дулмаа Ганбаатар',
      email: `dulmaa.${digits}@Shop.example`,
      phone: `+976${digits}`,
    });
    const { conversation } = await scene.say(dulmaa, 'Hello');
    const people = async (q: string) => (await find(q)).people;
    const [tail, spaced] = [digits.slice(-4), `+976 ${digits.slice(0, 4)}-${digits.slice(4)}`];
    for (const q of [
      'дулмаа',
      'ганбаат',
      'баатар дулм',
      `maa.${digits}`,
      'SHOP.example',
      tail,
      spaced,
      `0${digits}`,
      digits,
    ]) {
      expect(await people(q), q).toContainEqual(conversation);
    }
    for (const q of ['дулмаа бат', `${digits}9`, 'nobody at all']) expect(await people(q), q).toEqual([]);
  });

  test('SE1 a short query finds people', async () => {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor({ name: 'Bo Li' }), 'Hello');
    for (const q of ['bo', 'Li', 'b']) expect((await find(q)).people, q).toContainEqual(conversation);
    expect((await find('xq')).people).not.toContainEqual(conversation);
  });

  test('SE1 a person comes once, with the newest conversation, under the newest name', async () => {
    const scene = await setScene(store());
    const name = newId('surname');
    const first = await scene.visitor({ name: `Old ${name}` });
    await scene.say(first, 'From my desk');
    const identity = { externalId: name, words: { name: `New ${name}` }, newContactId: newId('contact') };
    await store().visitors.identify({ ...identity, visitorId: first.id, at: scene.tick() });
    const second = await scene.visitor({ name: `Phone ${name}` });
    const recent = await scene.say(second, 'From my phone');
    await store().visitors.identify({ ...identity, visitorId: second.id, at: scene.tick() });
    expect((await find(name)).people.map(each => each.id)).toEqual([recent.conversation.id]);
    expect((await find(`old ${name}`)).people).toEqual([]);
    expect((await find(`phone ${name}`)).people).toEqual([]);
    // Who never wrote has no conversation to show.
    await scene.visitor({ name: `Silent ${name}` });
    expect((await find(`silent ${name}`)).people).toEqual([]);
  });

  test('SE1 an answer is no longer than asked for', async () => {
    const scene = await setScene(store());
    const word = newId('word');
    for (let index = 0; index < 4; index++) await scene.say(await scene.visitor({ name: word }), word);
    const found = await find(word, 3);
    expect(found.people).toHaveLength(3);
    expect(found.entries).toHaveLength(3);
  });

  test.each([
    '"',
    "'",
    '%',
    '_',
    '*',
    'a"b OR c*',
    '(',
    'NOT',
    '^x',
    '.*',
    '$where',
    '\\',
    '\u0000',
    'a\u0000bc',
    '-',
    '\ud83d',
    '{}:',
  ])('SE1 %j is text to look for, not a command', async q => {
    const found = await find(q);
    for (const each of [...found.people, ...found.entries]) expect(each).toBeTypeOf('object');
    const scene = await setScene(store());
    const { entry } = await scene.say(await scene.visitor(), `word${q}word ${newId('word')}`);
    if (q.length >= 3 && !q.includes('\u0000')) {
      expect((await find(q)).entries.map(each => each.entry)).toContainEqual(entry);
    }
  });
}
