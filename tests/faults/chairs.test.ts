import { expect, test } from 'vitest';
import type { TimesAnswer } from '../../protocol/booking-times.ts';
import type { Desk } from './desk.ts';
import { startFleet } from './fleet.ts';
import { onEachStore, onReplicaSet } from './stores.ts';

const PEOPLE = 100;
const ENV = { TRUST_PROXY: 'loopback' };

interface Answer {
  status: number;
  code?: string;
  nextTimes?: number[];
  secret?: string;
  booking?: { items: { staffId: string }[] };
}

/** From an address of their own. As every client does, it is sent again while the store is too busy with the others. */
async function say({ directUrl, site }: Desk, index: number, path: string, body: object): Promise<Answer> {
  const answer = await fetch(`${directUrl}/v1/sites/${site.key}/booking/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${index}` },
    body: JSON.stringify(body),
  });
  const said = { status: answer.status, ...((await answer.json()) as object) };
  return said.status === 503 ? say({ directUrl, site } as Desk, index, path, body) : said;
}

/** All at once, each at another server than the one before. */
function rush(desks: Desk[], path: string, body: (index: number) => object): Promise<Answer[]> {
  return Promise.all(
    Array.from({ length: PEOPLE }, (_, index) => say(desks[index % desks.length]!, index, path, body(index))),
  );
}

async function expectOneChairEach(desks: Desk[]): Promise<void> {
  const [desk] = desks as [Desk];
  const { api, directUrl, site } = desk;
  await api('PATCH', '/v1/switches', { booking: true });
  const always = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]);
  const add = async (path: string, body: object) => ((await api('POST', path, body)) as { id: string }).id;
  const oyuna = await add('/v1/staff', { name: 'Oyuna', week: always });
  const team = [oyuna, await add('/v1/staff', { name: 'Tuya', week: always })];
  const cut = await add('/v1/services', { names: { en: 'Cut' }, durationMinutes: 60 });
  // Other servers hear of the switch within seconds.
  const timesAt = async (each: Desk) => {
    const query = `services=${cut}&staff=${oyuna}&days=7`;
    return fetch(`${each.directUrl}/v1/sites/${site.key}/booking/times?${query}`);
  };
  await expect
    .poll(async () => (await Promise.all(desks.map(timesAt))).every(each => each.ok), { timeout: 20_000 })
    .toBe(true);
  expect(directUrl).toBeTruthy();
  const { days } = (await (await timesAt(desk)).json()) as TimesAnswer;
  // Far enough ahead that none passes while they ask.
  const [first, second] = [days[3]!.times[0]!, days[4]!.times[0]!];

  const held = await rush(desks, 'holds', index => ({
    clientId: `hold-${index}-x`,
    items: [{ serviceId: cut, staffId: oyuna }],
    startAt: first,
  }));
  const got = held.filter(each => each.status === 201);
  expect(got).toHaveLength(1);
  for (const each of held.filter(one => one.status !== 201)) expect(each).toMatchObject({ code: 'SLOT_TAKEN' });
  expect(held.find(each => each.status !== 201)!.nextTimes).toHaveLength(5);

  const book = (startAt: number, staffId: string) =>
    rush(desks, 'bookings', index => ({
      ...{ clientId: `book-${index}-${startAt}`, items: [{ serviceId: cut, staffId }], startAt },
      ...{ name: 'Bat', phone: `+976 9911 ${2000 + index}` },
    }));
  // Nobody gets what is held, and of anybody each of the two once.
  expect((await book(first, oyuna)).filter(each => each.status === 201)).toEqual([]);
  const anybody = (await book(second, 'anybody')).filter(each => each.status === 201);
  expect(anybody.map(each => each.booking!.items[0]!.staffId).sort()).toEqual([...team].sort());
}

await onEachStore(startDesk => {
  test('BK5 BK6 of a hundred at once for one chair one gets it, and the others hear of the next times', async () => {
    await expectOneChairEach([await startDesk(ENV)]);
  });
});

await onReplicaSet('shared', set => {
  test('BK5 BK6 MS1 the same over three servers', async () => {
    const { desks } = await startFleet(set.newDatabase(), 3, () => ENV);
    await expectOneChairEach(desks);
  });
});
