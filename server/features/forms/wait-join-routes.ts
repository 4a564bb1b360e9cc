import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MAX_DAYS } from '../../../protocol/bookings.ts';
import type { OfferedServices } from '../../../protocol/services.ts';
import { type WaitingWays, waitCreate } from '../../../protocol/waiting-list.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { isTimeZone, type Locale } from '../../../protocol/wire/fields.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { fieldErrors, issuesOf } from '../../http/field-errors.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { ownOrigin } from '../../http/origins.ts';
import { publicPath } from '../../http/paths.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { asAppError, retryAfter } from '../../http/refusals.ts';
import { derivedName } from '../../secrets.ts';
import { newToken } from '../../tokens.ts';
import { bookingSettingsOf } from '../bookings/commands.ts';
import { freeTimes, shopZone, type Visiting } from '../bookings/people.ts';
import { offeredServices } from '../services/commands.ts';
import { publicSite } from '../sites/rules.ts';
import { drawnStamp } from '../spam/stamp.ts';
import { joinList, waitingWays } from '../waiting-list/people.ts';
import { mustBeOn, signsOf } from './commands.ts';
import { flattened } from './posts.ts';
import { localeOf, sendPage } from './send.ts';
import { refusalSentence, type Sentence } from './sentences.ts';
import { styled } from './style.ts';
import { choiceOf, servicesIn, type VisitChoice, wantedItems, wantedTimes } from './visit-post.ts';
import { type WaitPost, waitJoinedPage, waitJoinPage } from './wait-join-page.ts';

const PATH = '/f/:key/waiting';

/** The form that joins the waiting list of a full day without JavaScript (SPEC WL10). Looking at it does nothing. */
export function waitJoinRoutes(app: App, context: Context): void {
  app.get(
    PATH,
    {
      config: { rateLimit: READ_LIMIT },
      schema: { hide: true, params: siteParams, querystring: z.record(z.string(), z.unknown()) },
    },
    async (request, reply) => {
      const asked = await askedOf(context, request, request.params.key, readPost(request.query));
      return asked.choice.services.length > 0 ? show(context, reply, asked) : reply.redirect('booking', 303);
    },
  );

  app.post(
    PATH,
    {
      schema: { hide: true, params: siteParams },
      onRequest: async request => {
        await publicSiteOf(context, request, (request.params as { key: string }).key);
        context.rates.spendOfAddress('postsOfAddress', request.ip);
      },
    },
    async (request, reply) => {
      const asked = await askedOf(context, request, request.params.key, readPost(request.body));
      if (asked.choice.services.length === 0) return reply.redirect('booking', 303);
      try {
        return await join(context, reply, asked);
      } catch (error) {
        const refusal = asAppError(error);
        if (refusal.status >= 500) request.log.error({ err: error }, 'nobody could be put on a waiting list');
        context.refusals.count(refusal.code);
        const after = retryAfter(refusal);
        if (after) reply.header('retry-after', after);
        reply.code(refusal.status);
        return show(context, reply, refused(asked, refusal));
      }
    },
  );
}

/** @throws AppError FRAME_TOO_LARGE */
function readPost(body: unknown): WaitPost {
  const all = flattened(body);
  const word = (name: string) => all.get(name)?.trim() ?? '';
  const clock = (name: string) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(word(name)) ? word(name) : '');
  const zone = word('_timezone');
  return {
    ...{
      service: servicesIn(word('service')).join(),
      staff: word('staff'),
      from: clock('from'),
      until: clock('until'),
    },
    date: z.iso.date().safeParse(word('date')).success ? word('date') : '',
    ...{ name: word('name'), email: word('email'), phone: word('phone'), consent: word('consent') },
    ...{ id: word('_id'), drawn: word('_drawn'), locale: word('_locale') },
    timeZone: isTimeZone(zone) ? zone : '',
    isTrapped: word('_gotcha') !== '',
  };
}

/** A page that is asked for, or shown. */
interface Asked {
  visiting: Visiting;
  locale: Locale;
  zone: string;
  post: WaitPost;
  offer: OfferedServices;
  choice: VisitChoice;
  ways: WaitingWays;
  mistakes?: Partial<Record<keyof WaitPost, ErrorCode>>;
  alert?: Sentence;
}

/** @throws AppError NOT_FOUND while booking, or the list, is switched off */
async function askedOf(context: Context, request: FastifyRequest, key: string, post: WaitPost): Promise<Asked> {
  const site = await publicSiteOf(context, request, key);
  mustBeOn(site, 'booking');
  const ways = await waitingWays(context);
  if (!ways.isOn) throw new AppError('NOT_FOUND');
  const { 'user-agent': userAgent = '', 'accept-language': languages = '' } = request.headers;
  const origin = `${ownOrigin(context.config, request)}${publicPath(context.config)}`;
  const locale = localeOf(request, post.locale, site);
  const [offer, settings] = await Promise.all([offeredServices(context, site, locale), bookingSettingsOf(context)]);
  const id = post.id || newToken();
  return {
    visiting: { site, address: request.ip, userAgent, languages, origin, signs: signsOf(context, post) },
    ...{ locale, offer, ways, zone: post.timeZone || shopZone(settings, site) },
    post: { ...post, id, drawn: post.id ? post.drawn : drawnStamp(context.config.secretKey, id, context.now()) },
    choice: choiceOf(offer, post),
  };
}

/** @throws AppError with `fields` by the names of the form */
async function join(context: Context, reply: FastifyReply, asked: Asked): Promise<FastifyReply> {
  const { visiting, locale, zone, post, choice } = asked;
  const { date, from, until, name, email, phone, consent, id, timeZone } = post;
  const asksConsent = publicSite(visiting.site, locale).consent !== '';
  refuseMistakes({
    ...(date === '' && { date: 'FIELD_REQUIRED' as const }),
    ...(name === '' && { name: 'FIELD_REQUIRED' as const }),
    ...(asksConsent && consent === '' && { hasConsent: 'CONSENT_REQUIRED' as const }),
  });
  const said = { items: wantedItems(choice), date, name, email, phone, ...(from && { from }), ...(until && { until }) };
  const parsed = waitCreate.safeParse({
    // Pressed twice, it is one place.
    clientId: derivedName(context.config.secretKey, JSON.stringify(['waiting', visiting.site.id, id, said])),
    ...said,
    ...{ hasConsent: consent !== '', locale, source: 'page' },
    ...(timeZone !== '' && { timeZone }),
  });
  if (!parsed.success) throw new AppError('FIELD_INVALID', undefined, { fields: fieldErrors(issuesOf(parsed.error)) });
  const { wait } = await joinList(context, visiting, parsed.data);
  const { sheet, policy } = styled(visiting.site.accent);
  return sendPage(reply, waitJoinedPage({ locale, wait, zone, address: email || phone, sheet }), policy);
}

/** The same page with what is wrong; a time that is free is said. */
function refused(asked: Asked, refusal: AppError): Asked {
  const fields = Object.entries(refusal.fields ?? {}).map(([name, code]) => [
    name === 'hasConsent' ? 'consent' : name,
    code,
  ]);
  const alert: Sentence = refusal.nextAt === undefined ? refusalSentence(asked.locale, refusal) : { key: 'waitFree' };
  return { ...asked, mistakes: Object.fromEntries(fields), alert };
}

async function show(context: Context, reply: FastifyReply, asked: Asked): Promise<FastifyReply> {
  const { visiting, locale, zone, post, choice, ways, mistakes = {}, alert = null } = asked;
  const { days } = await freeTimes(context, visiting.site, {
    ...wantedTimes(choice),
    ...{ days: MAX_DAYS, timeZone: zone },
  });
  const { sheet, policy } = styled(visiting.site.accent);
  const page = waitJoinPage({
    ...{ locale, ways, post, choice, mistakes, alert, sheet },
    site: publicSite(visiting.site, locale),
    days: days.filter(each => each.isFull).map(each => each.date),
  });
  return sendPage(reply, page, policy);
}
