import { describe, expect, test } from 'vitest';
import type { VisitorEntry } from '../../../../protocol/entries.ts';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { buildTestApp, type Desk, visitor } from '../../../helpers/app.ts';
import { ask } from '../../../helpers/http.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-03-04T12:00Z');
const HTML = { accept: 'text/html' };

async function promised(desk: Desk) {
  const bat = await visitor(desk, { timeZone: 'Asia/Ulaanbaatar' });
  const answer = await bat.ask({
    type: 'callback.request',
    phone: '+976 9911 2233',
    startAt: NOON,
    timeZone: 'Asia/Ulaanbaatar',
  });
  const { body } = (answer as { entry: VisitorEntry }).entry;
  if (body.kind !== 'callback') throw new Error('wanted a callback');
  return { bat, path: `/f/altan/${body.link}` as const, callbackId: body.callbackId };
}

const look = (desk: Desk, path: `/${string}`, language = 'en') =>
  ask(desk, `GET ${path}`, { origin: null, headers: { ...HTML, 'accept-language': language } });

function press(desk: Desk, path: `/${string}`, fields: Record<string, string>) {
  const headers = { ...HTML, 'content-type': 'application/x-www-form-urlencoded' };
  return ask(desk, `POST ${path}`, { body: new URLSearchParams(fields).toString(), headers });
}

const idIn = (page: string) => /name="_id" value="([^"]+)"/.exec(page)![1]!;
const callOf = async (desk: Desk, id: string) => (await desk.store.callbacks.find(id))!;

describe('the secret link of a call', () => {
  test('CB7 shows when it comes, by both clocks, and looking at it changes nothing', async () => {
    const desk = await buildTestApp({ site: { timeZone: 'Europe/Berlin' } });
    const { path, callbackId } = await promised(desk);
    const before = await callOf(desk, callbackId);
    const page = await look(desk, path);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('20:00–20:15');
    expect(page.body).toContain('13:00–13:15');
    expect(page.body).toContain('<bdi>+976 9911 2233</bdi>');
    expect(page.headers['cache-control']).toContain('private');
    expect(page.body).not.toContain('<script');
    await look(desk, `${path}?cancel=yes&time=${NOON + 60 * MINUTE}`);
    await ask(desk, `HEAD ${path}` as 'GET /', { origin: null });
    expect(await callOf(desk, callbackId)).toEqual(before);
  });

  test('CB7 moves the call by one press, and the same press twice counts once', async () => {
    const desk = await buildTestApp();
    const { path, callbackId, bat } = await promised(desk);
    const _id = idIn((await look(desk, path)).body);
    const said = { _id, time: String(NOON + 60 * MINUTE) };
    const moved = await press(desk, path, said);
    expect(moved.statusCode).toBe(200);
    expect(moved.body).toContain('<h1>The call is moved</h1>');
    expect(moved.body).toContain('21:00–21:15');
    expect(await callOf(desk, callbackId)).toMatchObject({ startAt: NOON + 60 * MINUTE, status: 'pending' });
    expect((await press(desk, path, said)).statusCode).toBe(200);
    const heard = await bat.hears('entry.added');
    expect(heard.entry.body).toMatchObject({ event: 'callback_moved', startAt: NOON + 60 * MINUTE });
    const { conversationId } = await callOf(desk, callbackId);
    expect((await desk.store.conversations.find(conversationId))?.lastSeq).toBe(2);
  });

  test('CB7 cancels it by one press; then it is over, and has no file', async () => {
    const desk = await buildTestApp();
    const { path, callbackId } = await promised(desk);
    const _id = idIn((await look(desk, path)).body);
    const done = await press(desk, path, { _id, cancel: 'yes' });
    expect(done.body).toContain('<h1>The call is cancelled</h1>');
    expect((await callOf(desk, callbackId)).status).toBe('cancelled');
    expect((await press(desk, path, { _id, cancel: 'yes' })).statusCode).toBe(200);
    const late = await press(desk, path, { _id: 'of another page', time: String(NOON + 60 * MINUTE) });
    expect(late.statusCode).toBe(409);
    const page = await look(desk, path);
    expect(page.body).not.toContain('<form');
    expect((await look(desk, `${path}/call.ics`)).statusCode).toBe(404);
  });

  test('CB7 CB4 a time that was taken meanwhile is said, and the others are there', async () => {
    const desk = await buildTestApp({ site: { callbacksPerSlot: 1 } });
    const { path, callbackId } = await promised(desk);
    const other = await visitor(desk);
    await other.ask({ type: 'callback.request', phone: '+976 9955 6677', startAt: NOON + 30 * MINUTE });
    const refused = await press(desk, path, { _id: 'one', time: String(NOON + 30 * MINUTE) });
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('This time is no longer free.');
    expect(refused.body).toContain(`<option value="${NOON + 60 * MINUTE}">`);
    expect((await callOf(desk, callbackId)).startAt).toBe(NOON);
  });

  test('CB7 its file for calendars has the link in it', async () => {
    const desk = await buildTestApp();
    const { path } = await promised(desk);
    const file = await look(desk, `${path}/call.ics`);
    expect(file.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const unfolded = file.body.replaceAll('\r\n ', '');
    expect(unfolded).toContain('\r\nDTSTART:20260304T120000Z\r\n');
    expect(unfolded).toMatch(new RegExp(`\r\nURL:https?://[^/]+${path}\r\n`));
  });

  test('CB7 another secret, another callback and another site are nothing, whatever is asked', async () => {
    const desk = await buildTestApp();
    const { path, callbackId } = await promised(desk);
    const other = await promised(desk);
    const secret = path.split('/').at(-1)!;
    const wrong = [
      `${path}x`,
      path.replace(secret, 'a'.repeat(secret.length)),
      path.replace(callbackId, 'nothing'),
      path.replace(callbackId, other.callbackId),
    ] as `/${string}`[];
    for (const each of wrong) {
      const answers = [
        await look(desk, each),
        await look(desk, `${each}/call.ics`),
        await press(desk, each, { _id: 'one', cancel: 'yes' }),
      ];
      expect(answers.map(answer => answer.statusCode)).toEqual([404, 404, 404]);
    }
    expect((await callOf(desk, callbackId)).status).toBe('pending');
  });

  test.each(LOCALES)('CB7 the page speaks %s', async locale => {
    const desk = await buildTestApp();
    const { path } = await promised(desk);
    const { body } = await look(desk, path, locale);
    expect(body).toContain(`<html lang="${locale}"`);
    const moved = await press(desk, path, { _id: 'one', _locale: locale, time: String(NOON + 60 * MINUTE) });
    expect(moved.body).toContain(`<html lang="${locale}"`);
  });
});
