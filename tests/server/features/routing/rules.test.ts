import { describe, expect, test } from 'vitest';
import type { WaitReason } from '../../../../protocol/views.ts';
import {
  ANY_WISH,
  type Answerer,
  type Candidate,
  hasRoom,
  isAloneAt,
  kindOf,
  pickAgent,
  type Wish,
  waitReasonsOf,
} from '../../../../server/features/routing/rules.ts';

type Fields = Partial<Omit<Candidate, 'id' | 'open'>>;

function agent(id: string, open: number, fields: Fields = {}): Candidate {
  return { id, open, lastGiven: 0, capacity: 5, letterCapacity: null, letters: 0, languages: [], ...fields };
}

describe('routing', () => {
  test('RT1 a conversation goes to the agent with the fewest open ones', () => {
    expect(pickAgent([agent('bold', 3), agent('sarnai', 1), agent('temuulen', 2)])?.id).toBe('sarnai');
  });

  test('RT2 of equals, the one who was given one longest ago is next, and who never was comes first', () => {
    const [bold, sarnai] = [agent('bold', 1, { lastGiven: 7 }), agent('sarnai', 1, { lastGiven: 3 })];
    expect(pickAgent([bold, sarnai])?.id).toBe('sarnai');
    expect(pickAgent([bold, sarnai, agent('temuulen', 1)])?.id).toBe('temuulen');
  });

  test('RT2 the order in which agents are listed does not matter', () => {
    const agents = [agent('bold', 0), agent('sarnai', 0)];
    expect(pickAgent(agents)?.id).toBe(pickAgent(agents.toReversed())?.id);
  });

  test('RT2 ten conversations are dealt out evenly', () => {
    const agents = [agent('bold', 0), agent('sarnai', 0), agent('temuulen', 0), agent('uyanga', 0), agent('zaya', 0)];
    for (let turn = 1; turn <= 10; turn++) {
      const chosen = pickAgent(agents)!;
      chosen.open += 1;
      chosen.lastGiven = turn;
    }
    expect(agents.map(each => each.open)).toEqual([2, 2, 2, 2, 2]);
  });

  test('RT3 nobody is given more than their capacity', () => {
    expect(pickAgent([agent('bold', 2, { capacity: 2 }), agent('sarnai', 4)])?.id).toBe('sarnai');
    expect(pickAgent([agent('bold', 2, { capacity: 2 }), agent('sarnai', 0, { capacity: 0 })])).toBeNull();
  });

  test('RT6 with nobody here a conversation is given to nobody', () => {
    expect(pickAgent([])).toBeNull();
  });
});

/** Two of the repairs team, one of them without room, and two others. */
const FULL = agent('bold', 5);
const FREE = agent('sarnai', 4);
const AMHARIC = agent('hana', 3, { languages: ['am', 'en'] });
const OTHER = agent('zaya', 0, { languages: ['mn'] });
const wish = (fields: Partial<Wish> = {}): Wish => ({ ...ANY_WISH, ...fields });
const team = (...ids: string[]) => new Set(ids);

test.each<[what: string, here: Candidate[], wish: Wish, chosen: string | null]>([
  ['RT11 whom the person knows comes before less loaded ones', [FREE, OTHER], wish({ known: ['sarnai'] }), 'sarnai'],
  ['RT11 of several the last one', [FREE, AMHARIC, OTHER], wish({ known: ['hana', 'sarnai'] }), 'hana'],
  [
    'RT11 and the one before where that one has no room',
    [FULL, FREE, OTHER],
    wish({ known: ['bold', 'sarnai'] }),
    'sarnai',
  ],
  ['RT11 or is not here', [FREE, OTHER], wish({ known: ['hana', 'sarnai'] }), 'sarnai'],
  ['RT11 nobody waits for somebody known', [FULL, FREE], wish({ known: ['bold'] }), 'sarnai'],
  ['RT11 nor does a team keep them away', [FREE, AMHARIC], wish({ known: ['sarnai'], team: team('hana') }), 'sarnai'],
  ['RT12 those of the team come before less loaded ones', [FREE, OTHER], wish({ team: team('sarnai') }), 'sarnai'],
  [
    'RT12 of several the least loaded',
    [FREE, AMHARIC, agent('ivo', 2)],
    wish({ team: team('sarnai', 'hana') }),
    'hana',
  ],
  ['RT13 who speaks the language comes before less loaded ones', [AMHARIC, OTHER], wish({ language: 'am' }), 'hana'],
  ['RT13 who said nothing of languages answers in any', [FREE, OTHER], wish({ language: 'am' }), 'sarnai'],
  ['RT13 of the team, too', [FREE, OTHER], wish({ team: team('zaya', 'sarnai'), language: 'am' }), 'sarnai'],
  ['RT13 where nobody here speaks it, anybody', [OTHER], wish({ language: 'am' }), 'zaya'],
  [
    'RT14 where nobody of the team speaks it, the team',
    [OTHER, AMHARIC],
    wish({ team: team('zaya'), language: 'am' }),
    'zaya',
  ],
  [
    'RT14 without anybody of the team, who speaks it',
    [OTHER, AMHARIC],
    wish({ team: team('x'), language: 'am' }),
    'hana',
  ],
  ['RT14 without such either, everybody', [OTHER], wish({ team: team('x'), language: 'am' }), 'zaya'],
  ['RT14 a team without members keeps nobody waiting', [FREE], wish({ team: team() }), 'sarnai'],
  ['RT14 while the team is here without room it waits', [FULL, OTHER], wish({ team: team('bold') }), null],
  [
    'RT14 while who speaks it is here without room it waits',
    [agent('hana', 5, { languages: ['am'] }), OTHER],
    wish({ language: 'am' }),
    null,
  ],
  ['RT14 and not for too long', [FULL, OTHER], wish({ team: team('bold'), isWide: true }), 'zaya'],
  [
    'RT14 then those who speak it are first',
    [FULL, AMHARIC, OTHER],
    wish({ team: team('bold'), language: 'am', isWide: true }),
    'hana',
  ],
  [
    'RT14 then, too, who is meant and has room is first',
    [FREE, OTHER],
    wish({ team: team('sarnai'), isWide: true }),
    'sarnai',
  ],
  ['RT16 who is alone takes more than their capacity', [FULL], wish({ isAlone: true }), 'bold'],
  ['RT16 also as the team', [FULL], wish({ isAlone: true, team: team('bold') }), 'bold'],
  ['RT16 but none where they take none', [agent('bold', 0, { capacity: 0 })], wish({ isAlone: true }), null],
])('%s', (_what, here, meant, chosen) => {
  expect(pickAgent(here, meant)?.id ?? null).toBe(chosen);
  expect(pickAgent(here.toReversed(), meant)?.id ?? null).toBe(chosen);
});

test.each<[what: string, load: Partial<Candidate>, chat: boolean, letter: boolean]>([
  ['all count together', { open: 4, letters: 3 }, true, true],
  ['all count together', { open: 5, letters: 5 }, false, false],
  ['letters apart leave the room for chats', { open: 5, letters: 3, letterCapacity: 3 }, true, false],
  ['chats leave the room for letters', { open: 6, letters: 1, letterCapacity: 3 }, false, true],
  ['none of one kind', { open: 0, letters: 0, letterCapacity: 0 }, true, false],
  ['none of the other', { open: 0, letters: 0, letterCapacity: 2, capacity: 0 }, false, true],
])('RT15 room of each kind: %s', (_what, load, chat, letter) => {
  const each = { ...agent('bold', 0), ...load };
  expect(hasRoom(each, { kind: 'chat', isAlone: false })).toBe(chat);
  expect(hasRoom(each, { kind: 'letter', isAlone: false })).toBe(letter);
});

test('RT15 a conversation is a letter as long as nothing came by the chat', () => {
  expect(kindOf({ channels: ['form', 'callback'] })).toBe('letter');
  expect(kindOf({ channels: ['form', 'chat'] })).toBe('chat');
  expect(kindOf({ channels: [] })).toBe('chat');
});

describe('why others wait', () => {
  const answerer = (id: string, load: Partial<Answerer> = {}): Answerer => {
    const { lastGiven: _, ...candidate } = agent(id, 0);
    return { ...candidate, isHere: true, sees: null, ...load };
  };
  const everywhere = (waitReason: WaitReason | null) => ({ waitReason, waitReasonOf: {} });
  const [full, some] = [{ open: 5 }, { sees: ['roses', 'stoves'] }];
  const gone = answerer('owner', { isHere: false });

  test('RT9 says why nobody is given anything, and nothing while somebody has room', () => {
    expect(waitReasonsOf([])).toEqual(everywhere('nobody_here'));
    expect(waitReasonsOf([gone])).toEqual(everywhere('nobody_here'));
    expect(waitReasonsOf([gone, answerer('bold', full)])).toEqual(everywhere('nobody_has_room'));
    expect(waitReasonsOf([answerer('bold', full), answerer('zaya')])).toEqual(everywhere(null));
    const none = answerer('zaya', { capacity: 0 });
    expect(waitReasonsOf([none, answerer('bold', { ...full, ...some })])).toEqual(everywhere('nobody_has_room'));
  });

  test('RT9 of the sites that only some see, it is said apart', () => {
    expect(waitReasonsOf([gone, answerer('bold', some)])).toEqual({
      waitReason: 'nobody_here',
      waitReasonOf: { roses: null, stoves: null },
    });
    expect(
      waitReasonsOf([gone, answerer('bold', { ...full, ...some }), answerer('zaya', { sees: ['stoves'] })]),
    ).toEqual({ waitReason: 'nobody_here', waitReasonOf: { roses: 'nobody_has_room', stoves: null } });
  });

  test('RT9 RT14 of a site whose rules name a team without room, it is said that others wait for it', () => {
    const staff = [answerer('bold', full), answerer('zaya'), gone];
    expect(waitReasonsOf(staff, new Map([['roses', [team('bold')]]]))).toEqual({
      waitReason: null,
      waitReasonOf: { roses: 'meant_are_full' },
    });
    const [withRoom, withNobody] = [team('bold', 'zaya'), team('owner')];
    expect(waitReasonsOf(staff, new Map([['roses', [withRoom, withNobody, team()]]]))).toEqual(everywhere(null));
  });

  test('RT9 RT13 the same of a language that only somebody without room speaks', () => {
    const hana = answerer('hana', { ...full, languages: ['am'] });
    expect(waitReasonsOf([hana, answerer('zaya', { languages: ['mn'] })])).toEqual(everywhere('meant_are_full'));
    expect(waitReasonsOf([hana, answerer('zaya')])).toEqual(everywhere(null));
  });

  test('RT9 RT15 room for one kind alone leaves the other waiting', () => {
    const staff = [answerer('bold', { open: 2, letters: 2, letterCapacity: 2 }), gone];
    expect(waitReasonsOf(staff)).toEqual(everywhere('nobody_has_room'));
  });

  test('RT16 nobody waits for the room of who is alone, also on one site of several', () => {
    expect(waitReasonsOf([answerer('bold', full)])).toEqual(everywhere(null));
    expect(waitReasonsOf([answerer('bold', { capacity: 0 })])).toEqual(everywhere('nobody_has_room'));
    const [bold, zaya] = [
      answerer('bold', { ...full, ...some }),
      answerer('zaya', { sees: ['stoves'], isHere: false }),
    ];
    expect(isAloneAt([bold, zaya], 'roses')).toBe(true);
    expect(isAloneAt([bold, zaya], 'stoves')).toBe(false);
    expect(waitReasonsOf([bold, zaya])).toEqual({
      waitReason: 'nobody_here',
      waitReasonOf: { roses: null, stoves: 'nobody_has_room' },
    });
  });
});
