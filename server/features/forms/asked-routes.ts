import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { RATING_CHARS, SCORES } from '../../../protocol/rating-scale.ts';
import { textOrNone } from '../../../protocol/wire/fields.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { ownOrigin } from '../../http/origins.ts';
import { publicPath } from '../../http/paths.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { ownOf } from '../bookings/own.ts';
import type { BookingRecord } from '../bookings/store.ts';
import { referralCodeOf } from '../loyalty/commands.ts';
import { rateVisit } from '../ratings/commands.ts';
import { isSecretOfAsked } from '../ratings/links.ts';
import { mayRateVisit } from '../ratings/visit.ts';
import { REMINDERS } from '../reminders/settings.ts';
import type { SiteRecord } from '../sites/store.ts';
import { askedPage } from './asked-page.ts';
import { localeOf, sendPage } from './send.ts';
import { styled } from './style.ts';

const part = z.string().max(128);
const params = siteParams.extend({ id: part, secret: part });
const PATH = '/f/:key/asked/:id/:secret';

/** What one press sends. */
const press = z.object({
  _locale: z.string().max(35).default(''),
  score: z.coerce.number().pipe(z.literal(SCORES)),
  word: textOrNone.max(RATING_CHARS).optional(),
});

/**
 * Where somebody says how a visit was: one press, and a word if they like, without signing in and without JavaScript. Looking at it
 * does nothing, because scanners of mails open every link (SPEC AB4).
 */
export function askedRoutes(app: App, context: Context): void {
  app.get(PATH, { config: { rateLimit: READ_LIMIT }, schema: { hide: true, params } }, async (request, reply) =>
    show(context, { request, reply, wish: '' }, await askedOf(context, request, request.params)),
  );

  app.post(
    PATH,
    {
      schema: { hide: true, params, body: press },
      onRequest: async request => context.rates.spendOfAddress('postsOfAddress', request.ip),
    },
    async (request, reply) => {
      const { _locale: wish, score, word } = request.body;
      const { site, booking } = await askedOf(context, request, request.params);
      context.rates.spend('submissionsOfVisitor', `asked ${booking.id}`);
      const { question } = await context.settings.read(REMINDERS);
      try {
        const rated = await rateVisit(context, booking.id, { score, word }, question.badScore);
        return show(context, { request, reply, wish }, { site, booking: rated });
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'RATING_OVER') throw error;
        return show(context, { request, reply: reply.code(error.status), wish }, { site, booking });
      }
    },
  );
}

/** @throws AppError NOT_FOUND, as for a link that never was */
async function askedOf(
  context: Context,
  request: FastifyRequest,
  { key, id, secret }: z.infer<typeof params>,
): Promise<{ site: SiteRecord; booking: BookingRecord }> {
  const site = await publicSiteOf(context, request, key);
  const booking = isSecretOfAsked(context.config.secretKey, id, secret) ? await context.store.bookings.find(id) : null;
  if (!booking || booking.siteId !== site.id) throw new AppError('NOT_FOUND');
  return { site, booking };
}

async function show(
  context: Context,
  { request, reply, wish }: { request: FastifyRequest; reply: FastifyReply; wish: string },
  { site, booking }: { site: SiteRecord; booking: BookingRecord },
): Promise<FastifyReply> {
  const { question } = await context.settings.read(REMINDERS);
  const { sheet, policy } = styled(site.accent);
  const locale = localeOf(request, wish, site);
  const origin = `${ownOrigin(context.config, request)}${publicPath(context.config)}`;
  const { rating: said = null } = booking;
  const isBad = said !== null && said.score <= question.badScore;
  const page = askedPage({
    ...{ locale, site, said, sheet },
    visit: await ownOf(context, { site, origin }, booking, locale),
    isBad,
    isOpen: mayRateVisit(booking, context.now()),
    reviewUrl: question.reviewUrl,
    // Only once they have pressed: looking at the page makes nothing.
    referralCode: said && !isBad ? await referralCodeOf(context, booking.contactId) : null,
  });
  return sendPage(reply, page, policy);
}
