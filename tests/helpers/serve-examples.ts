import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../../examples');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};
const NONCE = 'dGhpcyBpcyBhIHRlc3Q';

export interface ExampleOptions {
  /** Origin of the running Deskbell, without a slash. */
  deskbell: string;
  siteKey: string;
  /** `strict`: a nonce and `strict-dynamic`; `trusted`: the same and no trusted type at all. */
  policy?: 'strict' | 'trusted';
  /** Replaces the page itself, for pages that no example should show: hostile styles and the like. */
  html?: string;
}

/**
 * Serves `examples/` on an origin of its own, as a customer's site would be, with the placeholders filled in. Ends with
 * the test.
 * @returns the origin, without a slash
 */
export async function serveExamples({ deskbell, siteKey, policy, html }: ExampleOptions): Promise<string> {
  const server = createServer(async (request, response) => {
    try {
      const path = normalize(new URL(request.url!, 'http://localhost').pathname).replace(/\/$/, '/index.html');
      if (path === '/favicon.ico') return void response.writeHead(204).end();
      const isPage = path.endsWith('.html');
      const file = isPage && html !== undefined ? html : await readFile(join(root, path));
      if (policy) response.setHeader('content-security-policy', policyFor(deskbell, policy));
      response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
      response.end(isPage ? filledIn(String(file)) : file);
    } catch {
      response.writeHead(404).end();
    }
  });
  const filledIn = (text: string) =>
    text.replaceAll('DESKBELL_HOST', deskbell).replaceAll('DESKBELL_SITE_KEY', siteKey).replaceAll('CSP_NONCE', NONCE);

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** What a careful site sends: nothing by default, its own files, and what the README says that Deskbell needs. */
function policyFor(deskbell: string, policy: 'strict' | 'trusted'): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${NONCE}' 'strict-dynamic'`,
    "style-src 'self'",
    `img-src 'self' ${deskbell}`,
    `connect-src ${deskbell} ${deskbell.replace('http', 'ws')}`,
    "base-uri 'none'",
    "form-action 'none'",
    ...(policy === 'trusted' ? ["require-trusted-types-for 'script'", "trusted-types 'none'"] : []),
  ].join('; ');
}
