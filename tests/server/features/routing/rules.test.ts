import { describe, expect, test } from 'vitest';
import type { WaitReason } from '../../../../protocol/views.ts';
import { pickAgent, waitReasonsOf } from '../../../../server/features/routing/rules.ts';

const agent = (id: string, open: number, lastGiven = 0, capacity = 5) => ({ id, open, lastGiven, capacity });

describe('routing', () => {
  test('RT1 a conversation goes to the agent with the fewest open ones', () => {
    expect(pickAgent([agent('bold', 3), agent('sarnai', 1), agent('temuulen', 2)])?.id).toBe('sarnai');
  });

  test('RT2 of equals, the one who was given one longest ago is next, and who never was comes first', () => {
    expect(pickAgent([agent('bold', 1, 7), agent('sarnai', 1, 3)])?.id).toBe('sarnai');
    expect(pickAgent([agent('bold', 1, 7), agent('sarnai', 1, 3), agent('temuulen', 1, 0)])?.id).toBe('temuulen');
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
    expect(pickAgent([agent('bold', 2, 0, 2), agent('sarnai', 4, 0, 5)])?.id).toBe('sarnai');
    expect(pickAgent([agent('bold', 2, 0, 2), agent('sarnai', 0, 0, 0)])).toBeNull();
  });

  test('RT9 says why nobody is given anything, and nothing while somebody has room', () => {
    const [full, taking] = [
      { open: 2, capacity: 2 },
      { open: 4, capacity: 5 },
    ];
    const [all, some] = [{ sees: null }, { sees: ['roses', 'stoves'] }];
    const none = { open: 0, capacity: 0, ...all };
    const everywhere = (waitReason: WaitReason | null) => ({ waitReason, waitReasonOf: {} });
    expect(waitReasonsOf([])).toEqual(everywhere('nobody_here'));
    expect(waitReasonsOf([{ ...full, ...all }, none])).toEqual(everywhere('nobody_has_room'));
    expect(
      waitReasonsOf([
        { ...full, ...all },
        { ...taking, ...all },
      ]),
    ).toEqual(everywhere(null));
    // Of the sites that only some see, it is said apart.
    expect(waitReasonsOf([{ ...taking, ...some }])).toEqual({
      waitReason: 'nobody_here',
      waitReasonOf: { roses: null, stoves: null },
    });
    expect(waitReasonsOf([none, { ...full, ...some }])).toEqual(everywhere('nobody_has_room'));
    expect(
      waitReasonsOf([
        { ...full, ...some },
        { ...taking, sees: ['stoves'] },
      ]),
    ).toEqual({
      waitReason: 'nobody_here',
      waitReasonOf: { roses: 'nobody_has_room', stoves: null },
    });
  });

  test('RT6 with nobody here a conversation is given to nobody', () => {
    expect(pickAgent([])).toBeNull();
  });
});
