import { describe, expect, test } from 'vitest';
import { LETTER_TEMPLATES } from '../../../../protocol/letter-templates.ts';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { compose } from '../../../../server/features/mail/compose.ts';
import { wordsProblem } from '../../../../server/features/mail/settings.ts';
import { filled, templateProblem, wordsOf } from '../../../../server/features/mail/wording.ts';

const plain = { subject: 'S', body: 'B', button: 'Go' };

describe('ML7 words of letters', () => {
  test.each([
    ['Hello {{name}}', null],
    ['{{#name}}Hello {{name}}{{/name}}{{^name}}Hello{{/name}}', null],
    ['Braces } alone { are text', null],
    ['{{{name}}}', 'only {{name}}'],
    ['{{&name}}', 'only {{name}}'],
    ['{{> other}}', 'only {{name}}'],
    ['{{! aside }}', 'only {{name}}'],
    ['{{=<% %>=}}', 'only {{name}}'],
    ['{{.}}', 'is no name of this letter'],
    ['{{constructor}}', 'is no name of this letter'],
    ['{{name.length}}', 'is no name of this letter'],
    ['{{#name}}{{toString}}{{/name}}', 'is no name of this letter'],
    ['{{#name}}', 'Unclosed section'],
    ['{{name', 'Unclosed tag'],
  ])('ML7 %j is judged when it is saved', (text, problem) => {
    if (problem === null) expect(templateProblem(text, ['name'])).toBe(null);
    else expect(templateProblem(text, ['name'])).toContain(problem);
  });

  test.each(LETTER_TEMPLATES)('ML7 ours of %s can be filled in in every language', template => {
    for (const locale of LOCALES) {
      const words = wordsOf(template, locale);
      expect(wordsProblem(template, words)).toBe(null);
      const bare = filled(template, locale, words, {});
      expect(JSON.stringify(bare)).not.toMatch(/\{\{|undefined|[\ue000\ue001]/);
      expect(bare.paragraphs.length).toBeGreaterThan(0);
    }
  });

  test('ML7 a name that is missing is said by a fallback, and nothing is asked of what a value inherits', () => {
    const words = { ...plain, subject: 'To {{name}}' };
    expect(filled('password', 'en', words, {}).subject).toBe('To colleague');
    expect(filled('password', 'en', words, { name: ' \n ' }).subject).toBe('To colleague');
    expect(filled('password', 'en', { ...plain, subject: '{{constructor}}' }, {}).subject).toBe('');
  });

  test('ML7 what people are called stays on one line of bounded length, and turns no other words round', () => {
    const name = `Bat\r\nBcc: all@altan.example\u202e${'x'.repeat(500)}`;
    const { subject } = filled('password', 'en', { ...plain, subject: '{{name}}' }, { name });
    expect(subject).toMatch(/^Bat Bcc: all@altan\.examplex+$/);
    expect(subject.length).toBe(200);
    const { paragraphs } = filled('password', 'ar', { ...plain, body: 'مرحبًا {{name}}،' }, { name: 'Bat' });
    expect(paragraphs[0]!.text).toBe('مرحبًا \u2068Bat\u2069،');
  });

  test("ML7 somebody's own paragraphs stay theirs, whatever signs are in them", () => {
    const words = { ...plain, body: 'Before\n\n{{talk}}\n\nAfter {{talk}}' };
    const { paragraphs } = filled('transcript', 'en', words, { talk: 'one\ntwo\n\n\ue000site\ue001 {{site}} three' });
    expect(paragraphs).toEqual([
      { text: 'Before', isTheirs: false },
      { text: 'one\ntwo', isTheirs: true },
      { text: 'site {{site}} three', isTheirs: true },
      { text: 'After one\ntwo\n\nsite {{site}} three', isTheirs: false },
    ]);
  });

  test('ML7 markup is text in the page, and a link leads nowhere but to the web', () => {
    const composed = {
      ...({ template: 'notice', locale: 'en', words: wordsOf('notice', 'en'), site: null } as const),
      values: { title: '<b>Bat</b>', body: '<script>alert(1)</script>' },
    };
    const { subject, text, html } = compose({ ...composed, link: 'https://desk.example/inbox?a="b"&c' });
    expect(subject).toBe('<b>Bat</b>');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('href="https://desk.example/inbox?a=&quot;b&quot;&amp;c"');
    expect(html).not.toMatch(/<script|<img|src=|url\(/);
    expect(text).toContain('Open the conversation:\nhttps://desk.example/inbox?a="b"&c');
    expect(compose({ ...composed, link: 'javascript:alert(1)' }).html).not.toContain('href');
  });
});

test('RM9 the letter that a visit is cancelled has the reason as a paragraph of its own, and none where nobody gave one', () => {
  const values = { site: 'Altan', when: 'Friday', visit: 'Cut' };
  const said = (reason: string) =>
    filled('cancelled', 'en', wordsOf('cancelled', 'en'), { ...values, reason }).paragraphs;
  expect(said('Oyuna is ill.')).toContainEqual({ text: 'Oyuna is ill.', isTheirs: true });
  expect([said('').length, said('').every(each => each.text !== '')]).toEqual([3, true]);
});
