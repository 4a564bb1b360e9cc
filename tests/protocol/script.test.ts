import { describe, expect, test } from 'vitest';
import { checkScript } from '../../protocol/script/check.ts';
import { newMark, offerOf, turnOf } from '../../protocol/script/turn.ts';
import { SCRIPT_PHRASES } from '../../protocol/script/words.ts';
import { type Script, type ScriptMark, script as scriptSchema } from '../../protocol/scripts.ts';
import { LOCALES } from '../../protocol/wire/limits.ts';
import { SCRIPT, scriptNode } from '../helpers/script.ts';

const AT = { locale: 'en', siteLocale: 'en', isHere: true } as const;
const { person, startOver, yes, no } = SCRIPT_PHRASES.en;

/** Says one thing after the other. */
function talk(words: string[], at: Parameters<typeof turnOf>[3] = AT, from = newMark()) {
  let mark: ScriptMark = from;
  let last: ReturnType<typeof turnOf> = null;
  for (const said of words) {
    last = turnOf(SCRIPT, mark, said, at);
    mark = last?.mark ?? mark;
  }
  return { mark, last, acts: last && [last.scripted.act, last.scripted.node] };
}

test('SA7 the first answer stands there before anything is said, in the language of who reads it', () => {
  expect(offerOf(SCRIPT, AT)).toEqual({ text: 'What is it about?', buttons: ['Delivery', 'Opening hours', person] });
  const russian = offerOf(SCRIPT, { locale: 'ru', siteLocale: 'en' });
  expect(russian).toEqual({ text: 'Чем помочь?', buttons: ['Доставка', 'Часы работы', SCRIPT_PHRASES.ru.person] });
  expect(offerOf(SCRIPT, { locale: 'hi', siteLocale: 'ru' })).toEqual(russian);
  expect(offerOf(SCRIPT, { locale: 'hi', siteLocale: 'am' }).text).toBe('What is it about?');
});

test.each<[what: string, said: string[], act: string, node: string]>([
  ['a button', ['Delivery'], 'answer', 'delivery'],
  ['its words, typed another way', ['  delivery!! '], 'answer', 'delivery'],
  ['its words in another language', ['доставка'], 'answer', 'delivery'],
  ['a button of an answer', ['Delivery', 'In the city'], 'answer', 'city'],
  ['an old button', ['Delivery', 'In the city', 'Opening hours'], 'answer', 'hours'],
  ['a button that was not offered yet', ['In the city'], 'answer', 'city'],
  ['a keyword among other words', ['Could you deliver to me?'], 'answer', 'delivery'],
  ['a keyword at the beginning of a word', ['is delivering far possible'], 'answer', 'delivery'],
  ['the longest of several keywords', ['do you deliver, and when are you open'], 'answer', 'hours'],
  ['start over', ['Delivery', startOver], 'answer', 'start'],
  ['yes', ['Opening hours', yes], 'thanks', 'hours'],
  ['no', ['Opening hours', no], 'sorry', 'hours'],
  ['yes where nothing asks for it', ['Delivery', yes], 'ask', 'delivery'],
  ['what fits nowhere', ['Hello there'], 'ask', 'start'],
  ['what fits nowhere, twice', ['Hello there', 'Anybody?'], 'person', 'start'],
  ['what fits nowhere, and then a button', ['Hello there', 'Delivery'], 'answer', 'delivery'],
  ['what fits nowhere twice, with an answer between', ['Hello', 'Delivery', 'Hm'], 'ask', 'delivery'],
  ['files without words', [''], 'ask', 'start'],
  ['a person', ['Delivery', person], 'person', 'delivery'],
  ['a person, in other words', ['operator'], 'person', 'start'],
  ['a person, in another language', ['Оператор!'], 'person', 'start'],
  ['an old button while a person is called', [person, 'Opening hours'], 'answer', 'hours'],
])('SA4 the script knows what to do with %s', (_what, said, act, node) => {
  expect(talk(said).acts).toEqual([act, node]);
});

test('SA4 under each answer stand its buttons, the way back, and a person', () => {
  expect(talk(['Delivery']).last!.scripted.buttons).toEqual(['In the city', 'Further away', startOver, person]);
  const { text, scripted } = talk(['Opening hours']).last!;
  expect(text).toBe(`About opening hours.\n\n${SCRIPT_PHRASES.en.didItHelp}`);
  expect(scripted.buttons).toEqual([yes, no, startOver, person]);
  expect(talk(['Opening hours', no]).last!.scripted.buttons).toContain(person);
  expect(talk(['Hm']).last!.scripted.buttons).toEqual(['Delivery', 'Opening hours', person]);
});

test('SA4 of two buttons with the same words the one that was offered last is meant', () => {
  const nodes = SCRIPT.nodes.map(node => (node.id === 'hours' ? { ...node, next: ['far'] } : node));
  const script = { ...SCRIPT, nodes: [...nodes, scriptNode('far', 'Further away', 'Далеко')] };
  const after = (trail: string[]) => turnOf(script, { ...newMark(), trail }, 'Further away', AT)!.scripted.node;
  expect([after(['delivery']), after(['delivery', 'hours']), after(['hours', 'delivery'])]).toEqual([
    'country',
    'far',
    'country',
  ]);
});

test('SA2 a person who is called is here, or will be; what fits nowhere is theirs from then on', () => {
  expect(talk([person]).last).toMatchObject({ text: SCRIPT_PHRASES.en.passedOn, mark: { is: 'handed_over' } });
  expect(talk([person], { ...AT, isHere: false }).last!.text).toBe(SCRIPT_PHRASES.en.passedOnAway);
  const { mark } = talk([person]);
  for (const said of ['My order is late', 'Could you deliver', yes, person]) {
    expect([said, turnOf(SCRIPT, mark, said, AT)]).toEqual([said, null]);
  }
  expect(turnOf(SCRIPT, mark, 'Delivery', AT)!.mark.is).toBe('handed_over');
});

test('SA3 where a person has spoken it says nothing', () => {
  const silent = { is: 'silent', trail: ['delivery'], isAsked: false } as const satisfies ScriptMark;
  for (const said of ['Delivery', person, 'Hello', startOver]) {
    expect(turnOf(SCRIPT, { ...silent, trail: [...silent.trail] }, said, AT)).toBe(null);
  }
});

test('SA4 from every state a person is two steps away at most', () => {
  const key = ({ is, trail, isAsked }: ScriptMark) => `${is} ${trail.at(-1)} ${isAsked}`;
  const labels = SCRIPT.nodes.flatMap(({ words }) => [words.en!.button, words.ru!.button]).filter(Boolean);
  const inputs = [...labels, yes, no, startOver, 'What?', 'deliver'];
  const seen = new Map<string, ScriptMark>([['', newMark()]]);
  for (const mark of seen.values()) {
    for (const said of inputs) {
      const next = turnOf(SCRIPT, mark, said, AT)?.mark;
      if (next?.is === 'answering' && !seen.has(key(next))) seen.set(key(next), next);
    }
  }
  // Each answer, asked back or not, and the beginning with nothing said.
  expect(seen.size).toBe(2 * SCRIPT.nodes.length + 1 + 1);
  for (const mark of seen.values()) {
    for (const { person: words } of Object.values(SCRIPT_PHRASES)) {
      expect(turnOf(SCRIPT, mark, words, AT)!.mark.is).toBe('handed_over');
    }
    expect(talk(['What?', 'What?'], AT, mark).mark.is).toBe('handed_over');
    // The button for it stands under everything that is said.
    for (const said of inputs) {
      const turn = turnOf(SCRIPT, mark, said, AT)!;
      expect(turn.mark.is === 'handed_over' || turn.scripted.buttons.includes(person)).toBe(true);
    }
  }
});

describe('SA5 what is wrong with a script', () => {
  const changed = (id: string, change: Partial<Script['nodes'][number]>, script = SCRIPT): Script => ({
    ...script,
    nodes: script.nodes.map(node => (node.id === id ? { ...node, ...change } : node)),
  });
  const said = (script: Script) => checkScript(script).map(each => Object.values(each).join(' '));

  test('one that is whole has no faults', () => expect(checkScript(SCRIPT)).toEqual([]));

  test.each<[what: string, script: Script, faults: string[]]>([
    ['a dead end', changed('city', { asksHelp: false }), ['city dead_end']],
    ['a loop', changed('city', { next: ['delivery'] }), ['delivery loop', 'city loop']],
    ['a button to nowhere', changed('city', { next: ['gone'] }), ['city unknown']],
    ['an answer that nothing leads to', changed('start', { next: ['delivery'] }), ['hours unreachable']],
    ['two answers with one id', { ...SCRIPT, nodes: [...SCRIPT.nodes, SCRIPT.nodes[4]!] }, ['country twice']],
    [
      'a language that is missing',
      { ...SCRIPT, locales: ['en', 'ru', 'hi'] },
      [
        'start no_text hi',
        'delivery no_text hi',
        'delivery no_button hi',
        'hours no_text hi',
        'hours no_button hi',
      ].concat(['city no_text hi', 'city no_button hi', 'country no_text hi', 'country no_button hi']),
    ],
    [
      'two buttons alike',
      changed('hours', { words: { ...SCRIPT.nodes[2]!.words, en: { button: 'delivery?', text: 'x', keywords: [] } } }),
      ['start same_button en'],
    ],
    [
      'a button like one of our own',
      changed('city', { words: { ...SCRIPT.nodes[3]!.words, en: { button: person, text: 'x', keywords: [] } } }),
      ['delivery same_button en'],
    ],
  ])('%s', (_what, script, faults) => expect(said(script)).toEqual(faults));

  test('a script is as large as its limits allow, and no larger', () => {
    const nodes = (count: number) => Array.from({ length: count }, (_, at) => scriptNode(`n${at}`, `N${at}`, `Н${at}`));
    expect(scriptSchema.safeParse({ ...SCRIPT, nodes: nodes(200) }).success).toBe(true);
    expect(scriptSchema.safeParse({ ...SCRIPT, nodes: nodes(201) }).success).toBe(false);
    expect(scriptSchema.safeParse({ ...SCRIPT, nodes: [] }).success).toBe(false);
    expect(scriptSchema.safeParse(changed('city', { id: 'Not an id' })).success).toBe(false);
  });
});

test('SA4 the words of its own are there in every language, and unlike each other', () => {
  expect(Object.keys(SCRIPT_PHRASES).toSorted()).toEqual([...LOCALES].toSorted());
  for (const phrases of Object.values(SCRIPT_PHRASES)) {
    const { personWords, ...words } = phrases;
    expect(personWords.length).toBeGreaterThan(1);
    expect(Object.values(words).every(each => each.length > 1)).toBe(true);
    expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length);
  }
});
