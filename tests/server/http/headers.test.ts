import { expect, test } from 'vitest';
import { buildTestApp } from '../../helpers/app.ts';
import { ask, staffed } from '../../helpers/http.ts';

/** One of each kind of answer: scripts, pages, JSON, text, refusals, redirects. */
const ADDRESSES = [
  ...['/deskbell.js', '/demo', '/inbox/', '/inbox/all', '/docs/', '/docs/json', '/healthz', '/readyz', '/metrics'],
  ...['/v1/me', '/v1/agents', '/v1/conversations?view=all', '/v1/conversations?view=none', '/v1/nowhere', '/nowhere'],
  ...['/v1/sites/altan/panel', '/v1/sites/nobody/panel', '/f/altan/contact', '/f/altan/callback', '/f/nobody/contact'],
  ...['/assets/none.js', '/v1/visitor', '/v1/agent'],
];

test.each(ADDRESSES)(
  'HD1 what is at %s says what it is, may not be framed elsewhere, and tells others little',
  async url => {
    const desk = await buildTestApp();
    const { ask: asks } = await staffed(desk);
    const { headers, statusCode } = await asks(`GET ${url}` as 'GET /');
    expect(statusCode).toBeLessThan(500);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/frame-ancestors '(?:none|self)'/);
    expect(headers).not.toHaveProperty('server');
    expect(headers).not.toHaveProperty('x-powered-by');
    if (statusCode !== 204 && statusCode < 300)
      expect(String(headers['content-type'])).toMatch(
        /^(?:text\/[\w-]+|application\/(?:json|javascript)); ?(?:version=[\d.]+; )?charset=utf-8/,
      );
  },
);

test.each(['TRACE', 'CONNECT', 'PROPFIND'])('HD2 %s is nothing that this server does', async method => {
  const answer = await ask(await buildTestApp(), `${method} /inbox/` as 'GET /');
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
});

test.each(['/assets', '/assets/', '/inbox/assets/', '/docs/static', '/docs/static/', '/demo/pictures/'])(
  'HD2 there is no list of files at %s',
  async path => {
    const answer = await ask(await buildTestApp(), `GET ${path}` as 'GET /');
    expect(answer.payload).not.toMatch(/Index of|\.js\.br|<li>/);
  },
);
