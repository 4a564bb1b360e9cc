import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FILE_BYTES, FILE_COUNT } from '../../../protocol/file-kinds.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import type { Html } from '../../http/html.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { ownOrigin, pageOrigin } from '../../http/origins.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { asAppError, errorAnswer, retryAfter } from '../../http/refusals.ts';
import { newToken } from '../../tokens.ts';
import { offeredSlots } from '../callbacks/commands.ts';
import { slotsFor } from '../callbacks/slots.ts';
import { publicSite } from '../sites/rules.ts';
import type { SiteRecord } from '../sites/store.ts';
import { workScript } from '../spam/page-script.ts';
import { drawnStamp } from '../spam/stamp.ts';
import { askedRoutes } from './asked-routes.ts';
import { balanceRoutes } from './balance-routes.ts';
import { bookingPageRoutes } from './booking-routes.ts';
import { callRoutes } from './call-routes.ts';
import { type KeptPost, keepPost, mustBeOn, type Post } from './commands.ts';
import { type Asks, type FormKind, type Posted, readPosted } from './fields.ts';
import { failurePage, formPage, OWN_ACCENT, thanksPage } from './pages.ts';
import { readPost } from './parts.ts';
import { rightRoutes } from './right-routes.ts';
import { localeOf, sendPage } from './send.ts';
import { plain, refusalSentence } from './sentences.ts';
import { stopRoutes } from './stop-routes.ts';
import { styled } from './style.ts';
import { formFields } from './submission.ts';
import { talkRoutes } from './talk-routes.ts';
import { nextOf, thanksFor, type Whereabouts } from './thanks.ts';
import { visitRoutes } from './visit-routes.ts';
import { waitJoinRoutes } from './wait-join-routes.ts';
import { waitPageRoutes } from './wait-routes.ts';

/**
 * Bytes of a urlencoded post, which writes nine for each character of the scripts that take the most: the longest letter
 * and the rest. JSON with everything escaped is shorter.
 */
const ENCODED_BYTES = 256 * 1024;

/** What our own page asks. */
const OWN_ASKS: Asks = { reach: true, message: 'always' };

/** A link may choose the language, where to go afterwards, and fill in fields. */
const querystring = z.record(z.string(), z.unknown());

/** Under which name each form is found: `/f/:key/contact` is what people have in their pages. */
const ADDRESSES: readonly (readonly [name: string, kind: FormKind])[] = [
  ['contact', 'form'],
  ['callback', 'callback'],
];

/** Plain HTML forms, ours and those on people's own pages, that work without JavaScript. */
export async function htmlFormRoutes(app: App, context: Context): Promise<void> {
  await app.register(formbody, { bodyLimit: ENCODED_BYTES });
  await app.register(multipart, {
    limits: {
      fields: 100,
      parts: 120,
      fieldSize: LIMITS.frameBytes,
      fieldNameSize: LIMITS.lineChars,
      // How large a file may be, its site says; how large a whole post, `parts.ts`.
      fileSize: 2 * FILE_BYTES * FILE_COUNT,
    },
  });

  // Below here a refusal is a page, unless the caller asks for JSON.
  app.setErrorHandler(async (error, request, reply) => {
    const refusal = asAppError(error);
    context.refusals.count(refusal.code);
    if (refusal.status >= 500) request.log.error({ err: error }, 'a form could not be answered');
    if (wantsJson(request)) return sendRefusal(reply, refusal, null);
    const site = await siteOrNull(context, request);
    const locale = localeOf(request, '', site);
    const { sheet, policy } = styled(site?.accent ?? OWN_ACCENT);
    return sendRefusal(reply, refusal, failurePage(locale, sheet, refusalSentence(locale, refusal)), policy);
  });

  for (const [name, kind] of ADDRESSES) {
    app.get(
      `/f/:key/${name}`,
      { config: { rateLimit: READ_LIMIT }, schema: { hide: true, params: siteParams, querystring } },
      async (request, reply) => {
        const site = await publicSiteOf(context, request, request.params.key);
        mustBeOn(site, kind);
        const posted = { ...readPosted(request.query, site.timeZone), ...stamped(context), asks: OWN_ASKS };
        return showForm(context, { request, reply, site, kind, posted, hadFiles: false }, null);
      },
    );
    app.post(
      `/f/:key/${name}`,
      {
        bodyLimit: ENCODED_BYTES,
        schema: { hide: true, params: siteParams },
        // Before anything of the body is read: who sends too much is not listened to.
        onRequest: async request => {
          await publicSiteOf(context, request, (request.params as { key: string }).key);
          context.rates.spendOfAddress('postsOfAddress', request.ip);
        },
      },
      async (request, reply) => receive(context, request, reply, kind, request.params.key),
    );
  }
  callRoutes(app, context);
  visitRoutes(app, context);
  bookingPageRoutes(app, context);
  waitJoinRoutes(app, context);
  waitPageRoutes(app, context);
  askedRoutes(app, context);
  talkRoutes(app, context);
  rightRoutes(app, context);
  balanceRoutes(app, context);
  stopRoutes(app, context);
  app.get('/f/*', { schema: { hide: true } }, async () => {
    throw new AppError('NOT_FOUND');
  });
}

/** A page's own id, and when it was drawn. */
function stamped({ config, now }: Context): Pick<Posted, 'id' | 'drawn'> {
  const id = newToken();
  return { id, drawn: drawnStamp(config.secretKey, id, now()) };
}

interface Visit {
  request: FastifyRequest;
  reply: FastifyReply;
  site: SiteRecord;
  kind: FormKind;
  posted: Posted;
  /** Whether files came with it, taken or not. */
  hadFiles: boolean;
}

async function receive(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  kind: FormKind,
  key: string,
): Promise<FastifyReply> {
  const site = await publicSiteOf(context, request, key);
  const post = await readPost(context, request, site);
  const { body, leftOut, files } = post;
  const posted = readPosted(body, site.timeZone);
  const visit = { request, reply, site, kind, posted, hadFiles: files.length + leftOut.length > 0 };
  try {
    const kept = await keepPost(context, { site, kind, posted, files, ...senderOf(request) });
    return sendThanks(context, visit, kept, leftOut);
  } catch (error) {
    const refusal = asAppError(error);
    if (refusal.status >= 500) request.log.error({ err: error }, 'a form post could not be kept');
    // What was refused for its size is not sent back: the browser has it, and writing it out again would be the attack.
    if (refusal.code === 'FRAME_TOO_LARGE') throw refusal;
    context.refusals.count(refusal.code);
    if (wantsJson(request)) return sendRefusal(reply, refusal, null);
    return showForm(context, visit, refusal);
  } finally {
    // Those of a form that was refused, of a robot's, and of one that had come before.
    if (files.length > 0) await dropUnsent(context, request, files);
  }
}

async function dropUnsent({ store }: Context, request: FastifyRequest, files: string[]): Promise<void> {
  // What stays is taken away with the next sweep; the answer need not suffer.
  await store.files.removeUnsent(files).catch(error => request.log.warn({ err: error }, 'files of a form stay'));
}

/** The form with everything that was typed, and what was wrong with it. */
async function showForm(context: Context, visit: Visit, refusal: AppError | null): Promise<FastifyReply> {
  const { request, reply, site, kind, posted, hadFiles } = visit;
  const { now } = context;
  const locale = localeOf(request, posted.locale, site);
  // While the store is away the form is shown all the same: what was typed matters more than which times are full.
  const slots = () => (refusal?.status === 503 ? slotsFor(site, new Map(), now()) : offeredSlots(context, site));
  const next = nextOf(site, posted.next, whereabouts(context, request));
  const { sheet, policy } = styled(site.accent, next ? [next.origin] : []);
  const page = formPage({
    kind,
    locale,
    site: publicSite(site, locale),
    posted: posted.id === '' ? { ...posted, ...stamped(context) } : posted,
    slots: kind === 'callback' ? await slots() : null,
    now: now(),
    mistakes: formFields(refusal?.fields ?? {}),
    alert: refusal && refusalSentence(locale, refusal),
    hadFiles,
    sheet,
  });
  return refusal ? sendRefusal(reply, refusal, page, policy) : sendPage(reply, page, policy);
}

function sendThanks(context: Context, visit: Visit, { call, work }: KeptPost, leftOut: string[]): FastifyReply {
  const { request, reply, site, kind, posted } = visit;
  const next = nextOf(site, posted.next, whereabouts(context, request));
  // Where something was left out, it is said first: the next page knows nothing of it.
  const onTo = leftOut.length === 0 ? next : null;
  if (onTo && !work && !wantsJson(request)) return reply.redirect(onTo.href, 303);
  const locale = localeOf(request, posted.locale, site);
  const thanks = thanksFor({
    ...{ site, kind, posted, locale, call, leftOut, next },
    secretKey: context.config.secretKey,
    from: whereabouts(context, request),
  });
  if (wantsJson(request)) {
    const windows = thanks.windows.map(({ text, zone }) => `${text} (${zone})`);
    const lines = [...windows, ...[...thanks.card, ...thanks.lines].map(line => plain(locale, line))];
    return reply.send({ title: plain(locale, thanks.title), lines });
  }
  const script = work && workScript(site.key, work, onTo?.href);
  const { sheet, policy } = styled(site.accent, [], script);
  return sendPage(reply, thanksPage(locale, sheet, thanks, { script, onTo: script ? onTo : null }), policy);
}

function whereabouts({ config }: Context, request: FastifyRequest): Whereabouts {
  return { own: ownOrigin(config, request), page: pageOrigin(request), referer: request.headers.referer };
}

/** What a request tells of the browser that sent it. */
function senderOf({ ip, headers }: FastifyRequest): Omit<Post, 'site' | 'kind' | 'posted' | 'files'> {
  const { referer, 'user-agent': userAgent = '', 'accept-language': languages = '' } = headers;
  return { address: ip, userAgent, languages, page: referer };
}

/** Scripts ask for JSON by name; browsers name text/html first. */
function wantsJson(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? '';
  return accept.includes('application/json') && !accept.includes('text/html');
}

async function siteOrNull({ sites }: Context, request: FastifyRequest): Promise<SiteRecord | null> {
  const { key } = request.params as { key?: string };
  // The page about an error must not fail by the same error.
  return key ? sites.byKey(key).catch(() => null) : null;
}

function sendRefusal(reply: FastifyReply, refusal: AppError, page: Html | null, policy?: string): FastifyReply {
  const after = retryAfter(refusal);
  if (after) reply.header('retry-after', after);
  // 400 is for programs; a person who left a field empty sees the same page as for any other mistake.
  reply.code(refusal.status);
  return page && policy ? sendPage(reply, page, policy) : reply.send(errorAnswer(refusal));
}
