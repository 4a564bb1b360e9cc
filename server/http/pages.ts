import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import files from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../app-error.ts';
import type { App, Context } from '../context.ts';
import { rooted, rootFrom } from './paths.ts';

/** Five minutes: an upgrade shows soon, and a visitor's next page costs no request. A day more while it is fetched anew. */
const LAUNCHER_CACHE = 'public, max-age=300, stale-while-revalidate=86400';
/** Names of chunks, or of their folder, hold a hash of what is in them. */
const CHUNK_CACHE = 'public, max-age=31536000, immutable';

/**
 * The widget's folder of chunks under a further name, `Ab12Cd34.1/`: browsers remember a module that failed to load, so the
 * launcher asks for the same again by another address, from which all that it imports comes too.
 */
const FURTHER_NAME = /^([\w-]+)\.\d+\//;

/**
 * Our own pages: everything from this origin, nothing inline, no frames, and text can not become code (Trusted Types).
 * Sockets count as 'self' (CSP 3, section 6.7.2.8).
 */
const PAGE_RULES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
];
const PAGE_POLICY = [...PAGE_RULES, "trusted-types 'none'"].join('; ');
/** The inbox has a service worker, whose address counts as code: the one policy by that name lets that one alone through. */
const INBOX_POLICY = [...PAGE_RULES, "worker-src 'self'", 'trusted-types deskbell-worker'].join('; ');

/** The built pages and scripts. Paths are read from disk at each request: the kernel keeps them, and builds replace them. */
export async function pageRoutes(app: App, context: Context): Promise<void> {
  const { config, sites, doctor } = context;
  const schema = { hide: true };

  await app.register(files, {
    root: resolve(config.publicDir),
    serve: false,
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'ignore',
  });

  /** Scripts that foreign pages load and import, hence from any origin. */
  function sendScript(reply: FastifyReply, path: string, cache: string): FastifyReply {
    return reply
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('timing-allow-origin', '*')
      .header('cache-control', cache)
      .sendFile(path);
  }

  app.get('/deskbell.js', { schema }, (request, reply) => {
    doctor.tags.see(request.headers.referer);
    return sendScript(reply, 'deskbell.js', LAUNCHER_CACHE);
  });
  app.get<{ Params: { '*': string } }>('/assets/*', { schema }, (request, reply) =>
    sendScript(reply, `assets/${request.params['*'].replace(FURTHER_NAME, '$1/')}`, CHUNK_CACHE),
  );

  /** A page whose addresses are made to fit where it is seen (paths.ts). */
  async function sendPage(
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    { siteKey = '', policy = PAGE_POLICY } = {},
  ) {
    const page = await readFile(join(config.publicDir, path), 'utf8').catch(() => {
      throw new AppError('NOT_FOUND', 'This page is not built yet; `npm run build` makes it.');
    });
    return reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(
        rooted(page, rootFrom(config, request.url))
          .replace('data-public-url=""', `data-public-url="${config.publicUrl ?? ''}"`)
          .replaceAll('DESKBELL_SITE_KEY', siteKey),
      );
  }

  for (const url of ['/inbox', '/inbox/*']) {
    app.get(url, { schema }, (request, reply) =>
      sendPage(request, reply, 'inbox/index.html', { policy: INBOX_POLICY }),
    );
  }
  app.get('/', { schema }, (request, reply) => reply.redirect(`${rootFrom(config, request.url)}inbox`, 302));

  app.get('/demo', { schema }, async (request, reply) => {
    const [site] = await sites.all();
    return sendPage(request, reply, 'demo/index.html', { siteKey: site?.key });
  });
  app.get<{ Params: { '*': string } }>('/demo/*', { schema }, (request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile(`demo/${request.params['*']}`),
  );
}
