// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { becomes, entry, events, now, openPage, openPageForEach, page, sent, server } from './opened-page.ts';

openPageForEach();

test('a form keeps what was typed until the server has it, and its mistakes stand by field', async () => {
  page.link.connect();
  server().welcome();
  page.write({ name: 'Bolormaa', reach: 'b@gmial', message: 'Hello' });
  page.forms.submit('contact', { type: 'form.send', email: 'b@gmial', message: 'Hello' });
  const first = await sent('form.send');
  const fields = { email: 'EMAIL_INVALID' } as const;
  server().tell({ type: 'error', code: 'EMAIL_INVALID', ref: first.clientId, fields });
  await becomes(() => now().errors.contact, fields);
  expect(now().saved.draft.message).toBe('Hello');

  page.forms.submit('contact', { type: 'form.send', email: 'b@gmail.com', message: 'Hello' });
  expect(now().errors.contact).toBeUndefined();
  await becomes(() => server().last('form.send')!.email, 'b@gmail.com');
  server().tell({ type: 'ack', ref: server().last('form.send')!.clientId, entry: entry(1, 'Hello') });
  const ends = () => [now().sent.contact, now().saved.draft.message, now().saved.draft.name];
  await becomes(ends, [true, '', 'Bolormaa']);
  expect(events.map(([name]) => name)).toContain('deskbell:submitted');
});

test('C5 a form that is kept leaves what was typed in the other one', async () => {
  page.link.connect();
  server().welcome();
  page.write({ topic: 'A wedding', startAt: 7, subject: 'Bill', message: 'It is wrong.' });
  page.forms.submit('callback', { type: 'callback.request', phone: '99112233', topic: 'A wedding' });
  const call = await sent('callback.request');
  server().tell({ type: 'ack', ref: call.clientId, entry: entry(1, 'A wedding') });
  const left = () => {
    const { topic, startAt, subject, message } = now().saved.draft;
    return [topic, startAt, subject, message];
  };
  await becomes(left, ['', null, 'Bill', 'It is wrong.']);

  page.write({ topic: 'Another' });
  page.forms.submit('contact', { type: 'form.send', phone: '99112233', message: 'It is wrong.' });
  const form = await sent('form.send');
  server().tell({ type: 'ack', ref: form.clientId, entry: entry(2, 'It is wrong.') });
  await becomes(left, ['Another', null, '', '']);
});

test('C5 A6 drafts survive a reload, and go along to another way of being answered', async () => {
  page.chat.type('Do you deliver to Darkhan?');
  await openPage();
  expect(now().saved.draft.text).toBe('Do you deliver to Darkhan?');
  page.ways.moveTo('contact');
  expect(now().saved.draft).toMatchObject({ text: '', message: 'Do you deliver to Darkhan?' });
  expect([now().isOpen, now().tab]).toEqual([true, 'contact']);
});
