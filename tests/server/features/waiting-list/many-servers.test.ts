import { describe, expect, test, vi } from 'vitest';
import { beat } from '../../../../server/beat.ts';
import { openMongo } from '../../../../server/store/mongo/open.ts';
import { agent, buildTestApp } from '../../../helpers/app.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';
import { TEN } from '../bookings/salon.ts';
import { MINUTE, openFullDay, THURSDAY } from './full-day.ts';

const mongo = await sharedMongo();

describe.skipIf(!mongo.uri)(`several servers on one database ${mongo.reason ?? ''}`, () => {
  test('WL4 WL8 of ten who wait one is asked for a freed place, whichever server looks, and declined or run out the next', async () => {
    const url = newDatabase(mongo);
    const day = await openFullDay({ store: await openMongo(url) });
    const { desk: here, joined, full, press } = day;
    const config = { smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'Altan <hello@altan.example>' };
    const there = await buildTestApp({ store: await openMongo(url), config });
    const desks = [here, there];
    const sarnai = await agent(there);
    const guests: { id: string; url: string }[] = [];
    for (let guest = 0; guest < 10; guest += 1) guests.push(await joined());
    await sarnai.hears('waiting.changed');
    const offered = async () =>
      (await here.store.waits.ofDay(here.site.id, THURSDAY))
        .filter(each => each.state === 'offered')
        .map(each => each.id);
    // One that is at work already is not waited for by the next look.
    const settles = (guest: number) =>
      vi.waitFor(async () => {
        await Promise.all(desks.map(each => beat(each.context)));
        expect(await offered()).toEqual([guests[guest]!.id]);
      }, 20_000);
    const { version, id } = (await here.store.bookings.find(full[0]!.id))!;
    expect(
      (await day.owner.ask(`PATCH /v1/bookings/${id}`, { body: { version, state: 'cancelled' } })).statusCode,
    ).toBe(200);
    await settles(0);
    // Both at once: the person says no, and another server looks.
    await Promise.all([
      press(guests[0]!.url, { version: 2, act: 'decline' }),
      ...desks.map(each => beat(each.context)),
    ]);
    await settles(1);
    await Promise.all(desks.map(each => each.pass(31 * MINUTE)));
    await settles(2);
    const letters = (await here.store.outbox.page({ isDead: false, limit: 99 })).items.filter(
      each => each.event === 'waiting',
    );
    const ids = letters.map(each => each.id).filter(each => each.startsWith('waiting_'));
    expect(ids).toEqual(expect.arrayContaining([`waiting_${guests[2]!.id}_1`]));
    expect(new Set(ids).size).toBe(ids.length);
    const cells = await here.store.bookings.takenBy({ from: TEN, to: TEN + MINUTE }, here.context.now());
    const own = cells.filter(each => each.owner === `staff ${day.oyuna.id}` && each.from === TEN);
    expect(own.map(each => each.bookingId)).toEqual([null]);
  }, 60_000);
});
