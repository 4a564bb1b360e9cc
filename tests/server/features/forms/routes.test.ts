import { describe, expect, test } from 'vitest';
import { LIMITS, LOCALES } from '../../../../protocol/wire/limits.ts';
import { all } from '../../../contract/rules/files.ts';
import { agent, buildTestApp, type Desk, signedIn } from '../../../helpers/app.ts';
import { PDF, PNG, TAKES_FILES } from '../../../helpers/files.ts';
import { type Ask, ask } from '../../../helpers/http.ts';

const SHOP = 'https://shop.example';
const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';
type Kind = 'contact' | 'callback';

/** A browser that posts a form of a page of the shop. */
function post(desk: Desk, kind: Kind, fields: Record<string, string> | [string, string][], options: Ask = {}) {
  return ask(desk, `POST /f/altan/${kind}`, {
    origin: SHOP,
    body: new URLSearchParams(fields).toString(),
    ...options,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: HTML,
      'user-agent': 'Browser/1',
      ...options.headers,
    },
  });
}

/** Everything that was said to the desk, oldest conversation first. */
/** What was said, also what looks like a robot's, as long letters of one letter do. */
async function said(desk: Desk) {
  const pages = await Promise.all(
    (['all', 'quarantine'] as const).map(view => desk.store.views.page({ view, agentId: 'nobody', limit: 50 })),
  );
  const items = pages.flatMap(page => page.items);
  const entries = await Promise.all(items.map(each => desk.store.conversations.entriesAfter(each.id, 0, 50)));
  return entries.flat().filter(each => each.body.kind !== 'event');
}

/** What the browser would send again from a page: names and values, unescaped. */
function valuesOf(page: string): Record<string, string> {
  const unescaped = (text: string) =>
    text
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&');
  const inputs = [...page.matchAll(/<input[^>]* name="([^"]*)"[^>]*? value="([^"]*)"/g)];
  const areas = [...page.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>\n([^<]*)<\/textarea>/g)];
  return Object.fromEntries([...inputs, ...areas].map(([, name, value]) => [unescaped(name!), unescaped(value!)]));
}

const letter = { name: 'Ann', email: 'ann@post.example', subject: 'Peonies', message: 'Do you have any?' };

test('HF1 a contact form of any page is stored and thanked for', async () => {
  const desk = await buildTestApp();
  const sarnai = await agent(desk);
  const answer = await post(desk, 'contact', letter, { headers: { referer: `${SHOP}/contact.html` } });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.body).toContain('<h1>We have your message</h1>');
  expect(answer.body).toContain('We will answer to <bdi>ann@post.example</bdi>.');
  expect(answer.body).toContain(`<a href="${SHOP}/contact.html">Back to <bdi>shop.example</bdi></a>`);
  const { entry, conversation } = await sarnai.hears('entry.added');
  expect(entry.body).toEqual({ kind: 'form', ...letter, phone: '' });
  expect(conversation.contact).toMatchObject({ name: 'Ann', email: 'ann@post.example' });
});

test('HF1 names of form back ends are understood', async () => {
  const desk = await buildTestApp();
  await post(desk, 'contact', { _replyto: 'ann@post.example', _subject: 'Hi', message: 'Hello', company: 'Peony Ltd' });
  expect((await said(desk))[0]!.body).toMatchObject({
    email: 'ann@post.example',
    subject: 'Hi',
    message: 'Hello\n\ncompany: Peony Ltd',
  });
});

test('HF1 several values of one name are all kept', async () => {
  const desk = await buildTestApp();
  await post(desk, 'contact', [...Object.entries(letter), ['flowers', 'peony'], ['flowers', 'rose']]);
  expect((await said(desk))[0]!.body).toMatchObject({ message: 'Do you have any?\n\nflowers: peony, rose' });
});

test('F4 a form of another maker is kept with every word, and what machines filled in is not', async () => {
  const desk = await buildTestApp({ site: { timeZone: 'Asia/Ulaanbaatar' } });
  const sarnai = await agent(desk);
  const answer = await post(desk, 'contact', [
    ['_wpcf7', '5'],
    ['_wpcf7_unit_tag', 'wpcf7-f5-o1'],
    ['your-name', 'Bat'],
    ['your-email', '\u200bbat@example.mn\u200b'],
    ['your-phone', '\u202a9911 2233\u202c, 8811 2233'],
    ['your-message', 'No lilies, please.'],
    ['flowers[]', 'Roses'],
    ['flowers[]', 'Peonies'],
    ['g-recaptcha-response', '03AFcWeA6'],
  ]);
  expect(answer.statusCode).toBe(200);
  const { entry, conversation } = await sarnai.hears('entry.added');
  expect(entry.body).toEqual({
    kind: 'form',
    name: 'Bat',
    email: 'bat@example.mn',
    phone: '+97699112233',
    subject: '',
    message: 'No lilies, please.\n\nflowers: Roses, Peonies\n\n9911 2233, 8811 2233',
  });
  expect(conversation.contact).toMatchObject({ email: 'bat@example.mn', phone: '+97699112233' });
});

test('F4 a form that asks for no address is kept, and no answer is promised', async () => {
  const desk = await buildTestApp();
  const answer = await post(desk, 'contact', { feedback: 'The bell is too loud.' });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('We have your message');
  expect(answer.body).not.toMatch(/We will (answer|ring)/);
  expect((await said(desk))[0]!.body).toMatchObject({ message: 'The bell is too loud.', email: '', phone: '' });
});

test.each<[string, Record<string, string>, string]>([
  ['nothing', {}, 'message'],
  ['only what machines fill in', { csrf_token: 'x', submit: 'Send', accept: 'on' }, 'message'],
  ['no address where one is asked for', { email: '', message: 'Hi' }, 'email'],
])('F4 a form that says %s is asked for more', async (_what, fields, field) => {
  const desk = await buildTestApp();
  const { statusCode, body } = await post(desk, 'contact', fields);
  expect(statusCode).toBe(422);
  expect(body).toContain(`id="${field}-why"`);
  expect(valuesOf(body)).toMatchObject(fields.message ? { message: fields.message } : {});
  expect(await said(desk)).toEqual([]);
});

test('HF4 words that the page shows no field for go along until the mistake is mended', async () => {
  const desk = await buildTestApp();
  const call = { Telefon: '12', Betreff: 'Hochzeit', Nachricht: 'Im\nMai', email: 'bat@example.mn', time: '' };
  const bad = await post(desk, 'callback', call);
  expect(bad.statusCode).toBe(422);
  const mended = await post(
    desk,
    'callback',
    { ...valuesOf(bad.body), phone: '+976 9911 2233' },
    { origin: undefined },
  );
  expect(mended.statusCode).toBe(200);
  expect((await said(desk))[0]!.body).toMatchObject({
    phone: '+97699112233',
    topic: 'Hochzeit\nmessage: Im\nMai\nemail: bat@example.mn',
  });
});

test('HF4 the page after a form that asked for nothing asks for nothing more', async () => {
  const desk = await buildTestApp({ site: { texts: { en: { greeting: '', consent: 'Keep it?' } } } });
  const bad = await post(desk, 'contact', { feedback: 'Too loud.' });
  expect(bad.body).toContain('id="consent-why"');
  expect(bad.body).not.toMatch(/id="(email|message)-why"/);
  const mended = await post(desk, 'contact', { ...valuesOf(bad.body), consent: 'yes' }, { origin: undefined });
  expect(mended.statusCode).toBe(200);
});

const LETTER = 'ह'.repeat(LIMITS.letterChars);

test('W5 the longest letter of any script fits into every kind of post', async () => {
  const desk = await buildTestApp();
  const fields = { ...letter, message: LETTER };
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, name: 'Multipart' })) form.append(name, value);
  const encoded = new Response(form);
  const answers = [
    await post(desk, 'contact', fields),
    await ask(desk, 'POST /f/altan/contact', {
      origin: SHOP,
      body: Buffer.from(await encoded.arrayBuffer()),
      headers: { 'content-type': encoded.headers.get('content-type')!, accept: HTML },
    }),
    await ask(desk, 'POST /f/altan/contact', { origin: SHOP, body: { ...fields, name: 'JSON' } }),
    await post(desk, 'callback', { phone: '+976 9911 2233', message: LETTER }),
  ];
  expect(answers.map(each => each.statusCode)).toEqual([200, 200, 200, 200]);
  const bodies = (await said(desk)).map(each => each.body);
  expect(bodies.map(each => (each.kind === 'form' ? each.message : each.kind === 'callback' && each.topic))).toEqual(
    Array(4).fill(LETTER),
  );
});

test('HF4 a letter that is too long comes back whole, and is told how long it may be beside the rest', async () => {
  const desk = await buildTestApp();
  const answer = await post(desk, 'contact', { ...letter, message: `${LETTER}!`, company: 'Peony Ltd' });
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('Please shorten it to <bdi>19980</bdi> characters.');
  expect(valuesOf(answer.body).message).toBe(`${LETTER}!`);
  const mended = { ...valuesOf(answer.body), message: LETTER.slice(0, 19_980) };
  expect((await post(desk, 'contact', mended, { origin: undefined })).statusCode).toBe(200);
});

test('HF2 multipart with a field that is too large is refused, and cut nowhere', async () => {
  const desk = await buildTestApp();
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...letter, message: 'ह'.repeat(30_000) })) form.append(name, value);
  const encoded = new Response(form);
  const answer = await ask(desk, 'POST /f/altan/contact', {
    origin: SHOP,
    body: Buffer.from(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type')!, accept: HTML },
  });
  expect(answer.statusCode).toBe(413);
  expect(answer.body).toContain('This is too much to send at once.');
  expect(await said(desk)).toEqual([]);
});

/** A multipart post as it goes over the line. */
function multipart(fields: [name: string, value: string][]): { body: Buffer; headers: Record<string, string> } {
  const parts = fields.map(
    ([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = Buffer.from(`${parts.join('')}--x--\r\n`);
  const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(body.length) };
  return { body, headers };
}

test('HF2 all fields of a post count together, whatever they are written in, and nothing of them is written back', async () => {
  const desk = await buildTestApp();
  const many = Array.from({ length: 99 }, (_, at): [string, string] => [
    `field-${at}`,
    '&'.repeat(at < 3 ? 30_000 : 1),
  ]);
  const { body, headers } = multipart(many);
  const nested = { [`n${'a'.repeat(30_000)}`]: Object.fromEntries(many.map(([name]) => [name, '&'])) };
  const answers = [
    await ask(desk, 'POST /f/altan/contact', { origin: SHOP, body, headers: { ...headers, accept: HTML } }),
    await post(desk, 'contact', Object.fromEntries(many.slice(0, 3).map(([name]) => [name, '&'.repeat(25_000)]))),
    await ask(desk, 'POST /f/altan/contact', { origin: SHOP, body: nested, headers: { accept: HTML } }),
    // Each letter of it is within the total, and all of it beside each other is more than an entry holds.
    await post(desk, 'contact', { ...letter, one: '&'.repeat(15_000), two: '&'.repeat(15_000) }),
  ];
  for (const answer of answers) {
    expect(answer.statusCode).toBe(413);
    expect(answer.body).toContain('This is too much to send at once.');
    expect(answer.body).not.toContain('&amp;&amp;');
    expect(answer.body.length).toBeLessThan(20_000);
  }
  expect(await said(desk)).toEqual([]);
});

test('HF2 multipart that is cut short or none at all is refused as what it is', async () => {
  const desk = await buildTestApp();
  const { body, headers } = multipart(Object.entries(letter));
  for (const cut of [body.subarray(0, body.length - 9), body.subarray(0, 40), Buffer.from('no parts here')]) {
    const length = { 'content-length': String(cut.length) };
    const answer = await ask(desk, 'POST /f/altan/contact', {
      origin: SHOP,
      body: cut,
      headers: { ...headers, ...length },
    });
    expect(answer.statusCode).toBe(400);
  }
  expect(await said(desk)).toEqual([]);
});

test('R3 a flood of posts is not read any more', async () => {
  const desk = await buildTestApp();
  expect(() => {
    for (;;) desk.context.rates.spendOfAddress('postsOfAddress', '127.0.0.1');
  }).toThrow();
  const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(21 * 1024 * 1024) };
  const answer = await ask(desk, 'POST /f/altan/contact', { origin: SHOP, body: '--x', headers });
  expect(answer.statusCode).toBe(429);
  const elsewhere = await post(desk, 'contact', letter, { address: '203.0.113.9' });
  expect(elsewhere.statusCode).toBe(200);
});

test('HF2 multipart is read, and its files are left out with a word', async () => {
  const desk = await buildTestApp();
  const form = new FormData();
  for (const [name, value] of Object.entries(letter)) form.append(name, value);
  form.append('photo', new Blob([new Uint8Array(300_000)]), 'garden.jpg');
  const encoded = new Response(form);
  const answer = await ask(desk, 'POST /f/altan/contact', {
    origin: SHOP,
    body: Buffer.from(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type')!, accept: HTML },
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('Files can not be sent this way; everything else has arrived.');
  expect((await said(desk))[0]!.body).toMatchObject({ kind: 'form', ...letter });
});

describe('files of a form', () => {
  async function postFiles(
    desk: Desk,
    files: [name: string, bytes: Buffer][],
    more: Record<string, string> = {},
    name = 'contact',
  ) {
    const form = new FormData();
    for (const [file, bytes] of files) form.append('photo', new Blob([new Uint8Array(bytes)]), file);
    for (const [name, value] of Object.entries({ ...letter, ...more })) form.append(name, value);
    const encoded = new Response(form);
    return ask(desk, `POST /f/altan/${name}`, {
      origin: SHOP,
      body: Buffer.from(await encoded.arrayBuffer()),
      headers: { 'content-type': encoded.headers.get('content-type')!, accept: HTML },
    });
  }

  test('FI8 become attachments of its entry, and a double click is one', async () => {
    const desk = await buildTestApp({ site: { files: TAKES_FILES } });
    const large = Buffer.concat([PDF, Buffer.alloc(600_000, 'x')]);
    const files: [string, Buffer][] = [
      ['garden.png', PNG],
      ['../list.pdf', large],
    ];
    const answers = [await postFiles(desk, files), await postFiles(desk, files)];
    expect(answers.map(each => each.statusCode)).toEqual([200, 200]);
    expect(answers[0]!.body).not.toContain('not taken');
    const entries = await said(desk);
    expect(entries).toHaveLength(1);
    const { body, conversationId } = entries[0]!;
    const names = ['garden.png', 'list.pdf'];
    expect(body).toMatchObject({ files: [{ name: names[0] }, { name: names[1], size: large.length }] });
    const kept = await desk.store.files.ofConversation(conversationId);
    expect(kept.map(each => [each.name, each.seq])).toEqual(names.map(name => [name, 1]));
    const bytes = await all(desk.store.files.read(kept[1]!.id, 0, large.length));
    expect(bytes.equals(large)).toBe(true);
    expect(await desk.store.files.ofUploader(kept[0]!.uploader), 'the second ones are gone').toEqual(kept);
  });

  test('FI8 that are not taken are named, and the words are kept', async () => {
    const desk = await buildTestApp({ site: { files: { ...TAKES_FILES, maxCount: 1 } } });
    const huge = Buffer.concat([PDF, Buffer.alloc(TAKES_FILES.maxBytes)]);
    const files: [string, Buffer][] = [
      ['<b>.svg', Buffer.from('<svg/>')],
      ['huge.pdf', huge],
      ['a.png', PNG],
      ['b.png', PNG],
    ];
    const answer = await postFiles(desk, files, { _next: `${SHOP}/thanks` });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('_b_.svg, huge.pdf, b.png');
    expect(answer.body, 'and then on').toContain(`${SHOP}/thanks`);
    const [entry] = await said(desk);
    expect(entry!.body).toMatchObject({ message: letter.message, files: [{ name: 'a.png' }] });
  });

  test('FI8 our own pages have a field for them where the site takes any, and say so when they must be chosen again', async () => {
    const desk = await buildTestApp({ site: { files: { ...TAKES_FILES, maxCount: 3, kinds: ['pdf', 'image'] } } });
    for (const name of ['contact', 'callback']) {
      const { body } = await ask(desk, `GET /f/altan/${name}`);
      expect(body).toContain('enctype="multipart/form-data"');
      expect(body).toMatch(
        /<input type="file" id="files" name="files" multiple accept="\.pdf,\.png,[^"]+" aria-describedby="files-hint">/,
      );
      expect(body).not.toContain('again');
    }
    const refused = await postFiles(desk, [['a.png', PNG]], { email: '' });
    expect(refused.body).toContain('aria-describedby="files-hint files-why"');
    expect(refused.body).toContain('Please choose your files again.');
    const call = { phone: '+97699112233', name: 'Bat' };
    expect((await postFiles(desk, [['a.pdf', PDF]], call, 'callback')).statusCode).toBe(200);
    expect((await said(desk))[0]!.body).toMatchObject({ kind: 'callback', files: [{ name: 'a.pdf' }] });
    await desk.changeSite({ files: { ...TAKES_FILES, maxCount: 1 } });
    expect((await ask(desk, 'GET /f/altan/contact')).body).not.toContain('multiple');
    await desk.changeSite({ files: null });
    expect((await ask(desk, 'GET /f/altan/contact')).body).not.toMatch(/type="file"|multipart/);
  });

  test('FI8 of a form that is refused are not kept, and alone they are something said', async () => {
    const desk = await buildTestApp({ site: { files: TAKES_FILES } });
    const refused = await postFiles(desk, [['a.png', PNG]], { email: '' });
    expect(refused.statusCode).toBe(422);
    expect(await said(desk)).toEqual([]);
    const alone = await postFiles(desk, [['cv.pdf', PDF]], { message: '', subject: '' });
    expect(alone.statusCode).toBe(200);
    expect((await said(desk))[0]!.body).toMatchObject({ message: '', files: [{ name: 'cv.pdf' }] });
  });
});

test('HF2 multipart of absurd size is refused as a page', async () => {
  const desk = await buildTestApp();
  const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(21 * 1024 * 1024) };
  const answer = await ask(desk, 'POST /f/altan/contact', { origin: SHOP, body: '--x--', headers });
  expect(answer.statusCode).toBe(413);
  expect(answer.body).toContain('This is too much to send at once.');
});

test('HF3 a robot that fills in the hidden field is thanked, and what it said is kept out of sight', async () => {
  const desk = await buildTestApp();
  const answer = await post(desk, 'contact', { ...letter, _gotcha: 'http://spam.example' });
  const honest = await post(desk, 'contact', letter);
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toBe(honest.body);
  const [first, second] = (await desk.store.views.page({ view: 'quarantine', agentId: 'nobody', limit: 10 })).items;
  expect(first).toMatchObject({ held: { rules: ['trap'] }, preview: { text: letter.message } });
  expect(second).toBe(undefined);
});

const HOSTILE = `"><script>alert('1')</script>&amp;`;

test('HF4 a mistake comes back as a page that keeps everything typed, as text', async () => {
  const desk = await buildTestApp();
  const typed = {
    name: HOSTILE,
    email: `${HOSTILE}@x`,
    subject: HOSTILE,
    message: `\n${HOSTILE}</textarea>`,
    company: HOSTILE,
    _next: HOSTILE,
  };
  const answer = await post(desk, 'contact', typed);
  expect(answer.statusCode).toBe(422);
  expect(answer.body).not.toContain('<script');
  expect(answer.body.match(/<\/textarea>/g)).toHaveLength(1);
  expect(valuesOf(answer.body)).toMatchObject({
    name: HOSTILE,
    email: `${HOSTILE}@x`,
    subject: HOSTILE,
    company: HOSTILE,
    _next: HOSTILE,
  });
  expect(valuesOf(answer.body).message).toBe(typed.message.trim());
  expect(await said(desk)).toEqual([]);
});

test('HF4 each error stands under its field, is tied to it, and the first one has the cursor', async () => {
  const desk = await buildTestApp();
  const { body } = await post(desk, 'contact', { name: 'Ann', email: 'ann@gmial', phone: '12', message: '' });
  expect(body).toMatch(/<title>Please correct: /);
  expect(body).toContain('<p class="alert" role="alert">Not sent yet. Please look at the marked fields.</p>');
  const input = (name: string) => new RegExp(`<(?:input|textarea) id="${name}"[^>]*>`).exec(body)![0];
  for (const name of ['email', 'phone', 'message']) {
    expect(input(name)).toContain('aria-invalid="true"');
    expect(input(name)).toMatch(new RegExp(`aria-describedby="${name}-why(?: ${name}-hint)?"`));
    expect(body).toContain(`id="${name}-why"`);
  }
  expect(input('name')).not.toContain('aria-invalid');
  expect(body.match(/autofocus/g)).toHaveLength(1);
  expect(input('email')).toContain('autofocus');
  expect(body).toContain('This is not a whole e-mail address.');
});

test('HF4 after the mistake is mended the post goes through', async () => {
  const desk = await buildTestApp();
  const bad = await post(desk, 'contact', { ...letter, email: 'ann@gmial', company: 'Peony Ltd' });
  const mended = await post(desk, 'contact', { ...valuesOf(bad.body), email: letter.email }, { origin: undefined });
  expect(mended.statusCode).toBe(200);
  expect((await said(desk)).map(each => each.body)).toEqual([
    { kind: 'form', ...letter, phone: '', message: `${letter.message}\n\ncompany: Peony Ltd` },
  ]);
});

test('HF5 consent is asked for when the site asks, and kept when given', async () => {
  const desk = await buildTestApp({ site: { texts: { en: { greeting: '', consent: `Keep it <b>?` } } } });
  const bad = await post(desk, 'contact', letter);
  expect(bad.statusCode).toBe(422);
  expect(bad.body).toContain('Keep it &lt;b&gt;?');
  expect(bad.body).toMatch(/id="consent"[^>]*aria-invalid="true" aria-describedby="consent-why" autofocus/);
  expect((await post(desk, 'contact', { ...letter, consent: 'off' })).statusCode).toBe(422);
  expect((await post(desk, 'contact', { ...letter, consent: 'yes' })).statusCode).toBe(200);
});

test('HF6 a double click, also across ten minutes, is one entry; the same request later is another', async () => {
  const desk = await buildTestApp({ startAt: Date.parse('2026-03-04T10:19:59.900Z') });
  const call = { phone: '+97699112233' };
  const [first, second] = await Promise.all([post(desk, 'callback', call), post(desk, 'callback', call)]);
  await desk.pass(200);
  const third = await post(desk, 'callback', call);
  expect(await said(desk)).toHaveLength(1);
  expect([first.statusCode, second.statusCode, third.statusCode]).toEqual([200, 200, 200]);
  await desk.pass(3_600_000);
  await post(desk, 'callback', call);
  expect(await said(desk)).toHaveLength(2);
});

test('HF6 the same words from another browser are another person', async () => {
  const desk = await buildTestApp();
  await post(desk, 'contact', letter);
  await post(desk, 'contact', letter, { address: '203.0.113.9' });
  await post(desk, 'contact', letter, { headers: { 'user-agent': 'Browser/2' } });
  expect(new Set((await said(desk)).map(each => each.conversationId)).size).toBe(3);
});

test('HF6 our own page sent twice is one entry, and with other words another one of the same person', async () => {
  const desk = await buildTestApp();
  const page = valuesOf((await ask(desk, 'GET /f/altan/contact')).body);
  expect(page._id!.length).toBeGreaterThanOrEqual(22);
  for (const message of ['One', 'One', 'Two']) {
    await post(desk, 'contact', { ...page, ...letter, message }, { origin: undefined });
  }
  const entries = await said(desk);
  expect(entries.map(each => each.seq)).toEqual([1, 2]);
  const other = valuesOf((await ask(desk, 'GET /f/altan/contact')).body);
  expect(other._id).not.toBe(page._id);
});

test('HF7 a callback says when, in both zones when they differ', async () => {
  const desk = await buildTestApp({ site: { timeZone: 'Asia/Ulaanbaatar' } });
  const slots = (await ask(desk, 'GET /v1/sites/altan/slots')).json().slots;
  const { startAt } = slots.find((each: { startAt: number }) => each.startAt === Date.parse('2026-03-05T01:00:00Z'));
  const call = { phone: '+371 2000 1122', time: String(startAt) };
  const there = await post(desk, 'callback', call);
  expect(there.body).toContain('<h1>We will ring you</h1>');
  expect(there.body).toContain('The call comes to <bdi>+371 20 001 122</bdi>.');
  const windows = (body: string) =>
    [...body.matchAll(/<p><strong>(.*?)<\/strong><br>(.*?)<\/p>/g)].map(([, text, zone]) => [
      text!.replace(/\s?–\s?/, ' – '),
      zone,
    ]);
  const inUlaanbaatar = ['Thursday 5 March, 09:00 – 09:15', 'Ulaanbaatar Standard Time'];
  expect(windows(there.body)).toEqual([inUlaanbaatar]);
  const both = await post(desk, 'callback', { ...call, _timezone: 'Europe/Riga' });
  expect(windows(both.body)).toEqual([['Thursday 5 March, 03:00 – 03:15', 'your time'], inUlaanbaatar]);
});

test.each([
  ['2026-03-05T09:00', 'Asia/Ulaanbaatar', '2026-03-05T01:00:00Z'],
  ['2026-03-05T09:00', 'Europe/Riga', '2026-03-05T07:00:00Z'],
  ['2026-03-05T09:00:00+08:00', 'Europe/Riga', '2026-03-05T01:00:00Z'],
  ['2026-03-05T01:00:00Z', '', '2026-03-05T01:00:00Z'],
])('HF7 the time %s in %s is understood', async (time, _timezone, instant) => {
  const desk = await buildTestApp({ site: { timeZone: 'Asia/Ulaanbaatar' } });
  const answer = await post(desk, 'callback', { phone: '+97699112233', time, _timezone });
  expect(answer.statusCode).toBe(200);
  expect((await said(desk))[0]!.body).toMatchObject({ isAsap: false, startAt: Date.parse(instant) });
});

test.each([
  ['can not be read', 'tomorrow', 422, 'This can not be read.'],
  ['is outside of what is offered', '2026-03-05T01:07:00Z', 409, 'This time is no longer free.'],
])('HF7 a time that %s comes back under its field', async (_what, time, status, sentence) => {
  const desk = await buildTestApp();
  const answer = await post(desk, 'callback', { phone: '+97699112233', time, topic: 'A wedding' });
  expect(answer.statusCode).toBe(status);
  expect(answer.body).toMatch(new RegExp(`id="time-why">${sentence}`));
  expect(valuesOf(answer.body)).toMatchObject({ phone: '+97699112233', topic: 'A wedding' });
});

test('HF7 the callback page offers every free time, and shows full ones', async () => {
  const desk = await buildTestApp({ site: { callbacksPerSlot: 1 } });
  const [slot] = (await ask(desk, 'GET /v1/sites/altan/slots')).json().slots;
  await post(desk, 'callback', { phone: '+97699112233', time: String(slot.startAt) });
  const { body } = await ask(desk, 'GET /f/altan/callback');
  // Short enough for a phone's width; by when, stands below.
  expect(body).toContain('<option value="" selected>As soon as possible</option>');
  expect(body).toContain('The soonest is by about 10:35.');
  expect(body).toContain(`<option value="${slot.startAt}" disabled>11:00, taken</option>`);
  expect(body).toContain(`<option value="${slot.startAt + 1_800_000}">11:30</option>`);
  expect(body).toMatch(/<optgroup label="Wednesday,? 4 March">/);
});

test('HF7 the thanks for a callback are its promise: the number as its country writes it, and a file for calendars', async () => {
  const desk = await buildTestApp({ site: { name: 'Altan; Flowers, Ltd' } });
  const [slot] = (await ask(desk, 'GET /v1/sites/altan/slots')).json().slots;
  const { body } = await post(desk, 'callback', { phone: '99112233', _country: 'MN', time: String(slot.startAt) });
  const [, card] = /<div class="card">(.*?)<\/div>/s.exec(body)!;
  expect(card).toContain('<bdi>+976 9911 2233</bdi>');
  expect(body).toMatch(/<p class="ticked">/);
  const [, href] = /<a href="(call\/[^"]+\/call\.ics)">Add to calendar<\/a>/.exec(body)!;
  expect(body).toContain(`<a href="${href!.replace('/call.ics', '')}">Move or cancel this call</a>`);
  const file = await ask(desk, `GET /f/altan/${href!}`, { origin: null });
  expect([file.statusCode, file.headers['content-type'], file.headers['content-disposition']]).toEqual([
    200,
    'text/calendar; charset=utf-8',
    'attachment; filename="call.ics"',
  ]);
  const written = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  expect(file.body).toContain(`\r\nDTSTART:${written(slot.startAt)}\r\n`);
  expect(file.body).toContain('\r\nSUMMARY:Get a call from Altan\\; Flowers\\, Ltd\r\n');
});

test('HF8 _next is followed to the site and to us, by the browser', async () => {
  const desk = await buildTestApp({ site: { origins: [SHOP] } });
  const followed = async (_next: string, headers = {}) => {
    const answer = await post(desk, 'contact', { ...letter, _next }, { headers });
    return [answer.statusCode, answer.headers.location];
  };
  expect(await followed(`${SHOP}/thanks?a=1`)).toEqual([303, `${SHOP}/thanks?a=1`]);
  expect(await followed('/thanks.html', { referer: `${SHOP}/contact/` })).toEqual([303, `${SHOP}/thanks.html`]);
  expect(await followed('http://desk.example/demo')).toEqual([303, 'http://desk.example/demo']);
});

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example',
  'https://shop.example@evil.example/',
  'https://shop.example.evil.example/',
  'http://shop.example/',
  'javascript:alert(1)',
  'data:text/html,hi',
])('HF8 _next to %s is not followed', async _next => {
  const desk = await buildTestApp({ site: { origins: [SHOP] } });
  const answer = await post(desk, 'contact', { ...letter, _next });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers.location).toBe(undefined);
  expect(answer.body).toContain('We have your message');
});

test('HF8 a site open to any origin is no way to send people anywhere', async () => {
  const desk = await buildTestApp();
  expect((await post(desk, 'contact', { ...letter, _next: 'https://evil.example/' })).statusCode).toBe(200);
  expect((await post(desk, 'contact', { ...letter, _next: `${SHOP}/thanks` })).statusCode).toBe(303);
  const page = await ask(desk, `GET /f/altan/contact?_next=${encodeURIComponent('https://evil.example/')}`, {
    origin: null,
  });
  expect(page.headers['content-security-policy']).toContain("form-action 'self';");
});

test('HF8 the form page lets the browser be redirected to an allowed _next', async () => {
  const desk = await buildTestApp({ site: { origins: [SHOP] } });
  const page = await ask(desk, `GET /f/altan/contact?_next=${encodeURIComponent(`${SHOP}/thanks`)}`, { origin: null });
  expect(page.headers['content-security-policy']).toContain(`form-action 'self' ${SHOP};`);
  expect(valuesOf(page.body)._next).toBe(`${SHOP}/thanks`);
});

test('P1 a form of a page that the site does not list is refused as a page', async () => {
  const desk = await buildTestApp({ site: { origins: [SHOP] } });
  const answer = await post(desk, 'contact', letter, { origin: 'https://evil.example' });
  expect(answer.statusCode).toBe(403);
  expect(answer.body).toContain('Forms on that page are not taken here.');
  const hidden = { origin: 'null', headers: { referer: 'https://evil.example/x' } };
  expect((await post(desk, 'contact', letter, hidden)).statusCode).toBe(403);
  const shown = { origin: 'null', headers: { referer: `${SHOP}/x` } };
  expect((await post(desk, 'contact', letter, shown)).statusCode).toBe(200);
  expect(await said(desk)).toHaveLength(1);
});

test('HF9 scripts that ask for JSON get JSON', async () => {
  const desk = await buildTestApp();
  const headers = { accept: 'application/json' };
  const good = await post(desk, 'contact', letter, { headers });
  expect(good.json()).toEqual({ title: 'We have your message', lines: ['We will answer to ann@post.example.'] });
  expect(good.headers['access-control-allow-origin']).toBe(SHOP);
  const bad = await post(desk, 'contact', { ...letter, email: 'ann@gmial' }, { headers });
  expect(bad.statusCode).toBe(422);
  expect(bad.json()).toMatchObject({ code: 'EMAIL_INVALID', fields: { email: 'EMAIL_INVALID' } });
  expect((await ask(desk, 'POST /f/nobody/contact', { body: letter, headers })).json()).toMatchObject({
    code: 'SITE_UNKNOWN',
  });
});

test.each(LOCALES)('HF10 every page exists in %s, in its direction', async locale => {
  const desk = await buildTestApp({ site: { texts: { en: { greeting: '', consent: 'Agreed' } } } });
  const pages = await Promise.all([
    ask(desk, `GET /f/altan/contact?_locale=${locale}`),
    ask(desk, `GET /f/altan/callback?_locale=${locale}`),
    post(desk, 'contact', { ...letter, consent: 'yes', _locale: locale }),
    post(desk, 'callback', { phone: '+97699112233', consent: 'yes', _locale: locale }),
    post(desk, 'contact', { _locale: locale, phone: '12' }),
    ask(desk, 'GET /f/nobody/contact', { headers: { 'accept-language': `${locale}-XX,de;q=0.5` } }),
  ]);
  expect(pages.map(each => each.statusCode)).toEqual([200, 200, 200, 200, 422, 404]);
  const direction = locale === 'ar' ? 'rtl' : 'ltr';
  for (const { body } of pages) {
    expect(body).toContain(`<html lang="${locale}" dir="${direction}">`);
    // No placeholder is left standing, and nothing is undefined.
    expect(body.slice(body.indexOf('</style>'))).not.toMatch(/\{\w+\}|undefined/);
  }
});

test('HF10 words of the page stand in the reader’s own direction', async () => {
  const desk = await buildTestApp();
  const { body } = await post(desk, 'contact', { ...letter, _locale: 'ar' });
  expect(body).toContain('سنرد عليك على <bdi>ann@post.example</bdi>.');
});

test('HF11 pages hold no script, and the policy allows exactly their own style', async () => {
  const desk = await buildTestApp({ site: { accent: '#ffee00' } });
  const page = await ask(desk, 'GET /f/altan/contact');
  expect(page.body).not.toMatch(/<script|style="| on\w+="/);
  const sheet = /<style>(.*?)<\/style>/s.exec(page.body)![1]!;
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256').update(sheet).digest('base64');
  expect(page.headers['content-security-policy']).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  expect(page.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cache-control': 'private, no-cache',
  });
  expect(sheet).toContain('prefers-color-scheme:dark');
});

test('HF12 a link may fill in fields, as text', async () => {
  const desk = await buildTestApp();
  const { body } = await ask(desk, `GET /f/altan/contact?subject=${encodeURIComponent(HOSTILE)}&name=Ann`, {
    origin: null,
  });
  expect(valuesOf(body)).toMatchObject({ subject: HOSTILE, name: 'Ann' });
  expect(body).not.toContain('<script');
});

test('CH1 a form that is switched off is no form', async () => {
  const desk = await buildTestApp({ site: { channels: ['chat'] } });
  const pages = [await ask(desk, 'GET /f/altan/callback'), await post(desk, 'contact', letter)];
  for (const page of pages) {
    expect(page.statusCode).toBe(403);
    expect(page.body).toContain('This form is switched off at the moment.');
  }
});

test('W7 a flood of posts gets the form back with everything typed, and when to try again', async () => {
  const desk = await buildTestApp();
  const spend = () => desk.context.rates.spendOfAddress('submissionsOfAddress', '127.0.0.1');
  expect(() => {
    for (;;) spend();
  }).toThrow();
  const answer = await post(desk, 'contact', letter);
  expect(answer.statusCode).toBe(429);
  expect(answer.headers['retry-after']).toBe('1');
  expect(answer.body).toContain('Nothing you typed is lost.');
  expect(valuesOf(answer.body)).toMatchObject(letter);
});

test('ST1 while the store is away the page says so and keeps what was typed', async () => {
  const desk = await buildTestApp();
  await signedIn(desk);
  await ask(desk, 'GET /f/altan/contact');
  await desk.store.close();
  const answer = await post(desk, 'callback', { phone: '+97699112233', topic: 'A wedding' });
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain('We can not take this right now.');
  expect(valuesOf(answer.body)).toMatchObject({ phone: '+97699112233', topic: 'A wedding' });
});

test('F4 an address that was pasted with marks that nobody sees is thanked for without them', async () => {
  const desk = await buildTestApp();
  const answer = await post(desk, 'contact', { email: 'bat\u200b@example.mn', message: 'Lilies?' });
  expect(answer.body).toContain('bat@example.mn');
  expect(answer.body).not.toContain('\u200b');
});
