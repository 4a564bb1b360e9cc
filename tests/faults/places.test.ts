import { expect, test } from 'vitest';
import type { SlotsAnswer } from '../../protocol/callbacks.ts';
import type { Desk } from './desk.ts';
import { startFleet } from './fleet.ts';
import { onEachStore, onReplicaSet } from './stores.ts';

const PEOPLE = 100;
const ENV = { TRUST_PROXY: 'loopback' };

interface Answer {
  status: number;
  code?: string;
  nextAt?: number;
  entry?: { body: { startAt: number } };
}

/**
 * A wish for a call over HTTP, from somebody with a number and an address of their own. As every client does, it is sent
 * again while the store is too busy with the others.
 */
async function wish(desk: Desk, index: number, startAt: number, orNext: boolean): Promise<Answer> {
  const answer = await wishOnce(desk, index, startAt, orNext);
  return answer.status === 503 ? wish(desk, index, startAt, orNext) : answer;
}

async function wishOnce({ directUrl, site }: Desk, index: number, startAt: number, orNext: boolean): Promise<Answer> {
  const answer = await fetch(`${directUrl}/v1/sites/${site.key}/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${index}` },
    body: JSON.stringify({
      type: 'callback.request',
      clientId: `wish-${index}-${orNext}`,
      phone: `+976 9911 ${String(2000 + index)}`,
      startAt,
      orNext,
    }),
  });
  return { status: answer.status, ...((await answer.json()) as object) };
}

async function slotsOf({ directUrl, site }: Desk): Promise<number[]> {
  const answer = await fetch(`${directUrl}/v1/sites/${site.key}/slots`);
  return ((await answer.json()) as SlotsAnswer).slots.map(each => each.startAt);
}

/** All at once, each at another server than the one before. */
function rush(desks: Desk[], startAt: number, orNext: boolean): Promise<Answer[]> {
  return Promise.all(
    Array.from({ length: PEOPLE }, (_, index) => wish(desks[index % desks.length]!, index, startAt, orNext)),
  );
}

async function expectOnePlaceEach(desks: Desk[]): Promise<void> {
  await desks[0]!.api('PATCH', `/v1/sites/${desks[0]!.site.key}`, { callbacksPerSlot: 1 });
  // Far enough ahead that no slot passes while they ask.
  const starts = (await slotsOf(desks[0]!)).slice(10);
  const [wanted, next] = starts;
  const first = await rush(desks, wanted!, false);
  const taken = first.filter(each => each.status === 409);
  expect(first.filter(each => each.status !== 409).map(each => each.entry!.body.startAt)).toEqual([wanted]);
  expect(taken).toHaveLength(PEOPLE - 1);
  for (const each of taken) expect(each).toMatchObject({ code: 'SLOT_TAKEN', nextAt: next });

  const second = await rush(desks, wanted!, true);
  expect(second.filter(each => each.code)).toEqual([]);
  const got = second.map(each => each.entry!.body.startAt).sort((a, b) => a - b);
  expect(got).toEqual(starts.slice(1, PEOPLE + 1));
}

await onEachStore(startDesk => {
  test('ST8 CB4 of a hundred at once who want one place one gets it, and each other the next that is free', async () => {
    await expectOnePlaceEach([await startDesk(ENV)]);
  });
});

await onReplicaSet('shared', set => {
  test('ST8 CB4 MS1 the same over three servers', async () => {
    const { desks } = await startFleet(set.newDatabase(), 3, () => ENV);
    await expectOnePlaceEach(desks);
  });
});
