import { describe, expect, test } from 'vitest';
import { said } from '../../../../protocol/doctor/says.ts';
import { judgePage } from '../../../../server/features/doctor/checks/tag.ts';
import { policiesIn, tagIn } from '../../../../server/features/doctor/front-page.ts';
import { blockedBy } from '../../../../server/features/doctor/policy.ts';

const TAG = '<script async src="https://chat.example/deskbell.js" data-site="KEY"></script>';

describe('the tag in a page', () => {
  test.each([
    ['as we give it', TAG],
    [
      'in other quotes and order',
      "<SCRIPT data-site='KEY' nonce=abc\n src='https://chat.example/deskbell.js'></SCRIPT>",
    ],
    ['without quotes', '<script src=https://chat.example/deskbell.js data-site=KEY async>'],
    ['after a comment', `<!-- <script> --> ${TAG}`],
    ['with entities', TAG.replace('.js', '.js?a=1&amp;b=2')],
  ])('is found %s', (_how, html) => {
    expect(tagIn(`<!doctype html><body>${html}`, 'KEY')?.src).toMatch(/^https:\/\/chat\.example\/deskbell\.js/);
  });

  test.each([
    ['of another site', TAG.replace('KEY', 'OTHER')],
    ['in a comment', `<!-- ${TAG} -->`],
    ['in a comment without an end', `<!-- ${TAG}`],
    ['without an address', '<script data-site="KEY"></script>'],
    ['as text', '&lt;script src="https://chat.example/deskbell.js" data-site="KEY"&gt;'],
  ])('is not found %s', (_how, html) => {
    expect(tagIn(html, 'KEY')).toBe(null);
  });

  test('has its nonce, and policies stand in meta elements', () => {
    expect(tagIn('<script nonce="r4nd" data-site="KEY" src="/deskbell.js">', 'KEY')?.nonce).toBe('r4nd');
    const meta =
      '<meta http-equiv="Content-Security-Policy" content="script-src &#39;self&#39;"><meta name="x" content="y">';
    expect(policiesIn(meta)).toEqual(["script-src 'self'"]);
  });

  test('takes no time, however hostile a page is', () => {
    for (const part of ['<!--', '<script a=', '<script ', '<meta x', 'a=', '"']) tagIn(part.repeat(200_000), 'KEY');
  });
});

describe('a policy', () => {
  const script = new URL('https://chat.example/deskbell.js');
  const page = new URL('https://shop.example/');
  const judged = (policy: string, nonce = '') => blockedBy([policy], { script, nonce, page })?.directive ?? null;

  test.each([
    ['says nothing of scripts', "img-src 'self'", null],
    ['names the host', 'script-src https://chat.example; connect-src chat.example', null],
    ['names all below it', 'default-src *.example', null],
    ['names the scheme', 'script-src https:; connect-src https:', null],
    ['allows everything', 'default-src *', null],
    ['names the file', "script-src chat.example/deskbell.js; connect-src 'self' chat.example/v1/", null],
    ['names the port', 'default-src https://chat.example:443', null],
    ['allows the page itself', "default-src 'self'", 'script-src'],
    ['allows nothing', "default-src 'none'", 'script-src'],
    ['names another host', 'script-src https://chat.example.net', 'script-src'],
    ['names another port', 'script-src chat.example:8443', 'script-src'],
    ['names what is below it alone', 'script-src *.chat.example', 'script-src'],
    ['names another scheme', 'script-src data:', 'script-src'],
    ['trusts scripts by their nonce', "script-src 'nonce-abc' 'strict-dynamic' https:", 'script-src'],
    ['stops connections', "script-src chat.example; connect-src 'self'", 'connect-src'],
    ['has a rule for elements', "script-src 'none'; script-src-elem chat.example", null],
    ['is followed by another one', "script-src chat.example, default-src 'self'", 'script-src'],
    ['says it twice, of which the first counts', "script-src 'self'; script-src chat.example", 'script-src'],
  ])('that %s', (_what, policy, blocked) => {
    expect(judged(policy)).toBe(blocked);
  });

  test('lets a tag in that has its nonce', () => {
    expect(judged("script-src 'nonce-abc' 'strict-dynamic'; connect-src chat.example", 'abc')).toBe(null);
    expect(judged("script-src 'nonce-abc'", 'xyz')).toBe('script-src');
  });

  test('of the header and of the page count both', () => {
    const read = { html: TAG, page, key: 'KEY' };
    expect(judgePage(read)).toEqual(said('tagFound', { host: 'shop.example' }));
    expect(judgePage({ ...read, html: 'Hello' })).toEqual(said('tagMissing', { host: 'shop.example' }));
    const blocked = { host: 'shop.example', directive: 'script-src', source: 'https://chat.example' };
    expect(judgePage({ ...read, policy: "script-src 'self'" })).toEqual(said('tagBlocked', blocked));
    const meta = `<meta http-equiv="content-security-policy" content="script-src 'self'">${TAG}`;
    expect(judgePage({ ...read, html: meta })).toEqual(said('tagBlocked', blocked));
  });
});
