import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { AppError } from './app-error.ts';
import type { App, Context } from './context.ts';
import { agentRoutes } from './features/agents/routes.ts';
import { auditRoutes } from './features/audit/routes.ts';
import { bookingHookRoutes, paidRoutes } from './features/bookings/hook-routes.ts';
import { bookingRoutes, bookingSettingsRoutes, calendarRoutes } from './features/bookings/routes.ts';
import { bookingVisitorRoutes } from './features/bookings/visitor-routes.ts';
import { botRoutes } from './features/bots/routes.ts';
import { callbackApiRoutes, ownCallbackRoutes } from './features/callbacks/api.ts';
import { callbackRoutes, slotRoutes } from './features/callbacks/routes.ts';
import { callDoorRoutes } from './features/calls/door-routes.ts';
import { callRoutes } from './features/calls/routes.ts';
import { telephoneRoutes } from './features/calls/telephone-routes.ts';
import { cannedReplyRoutes } from './features/canned-replies/routes.ts';
import { cardRoutes } from './features/cards/routes.ts';
import { complaintRoutes } from './features/complaints/routes.ts';
import { contactRoutes } from './features/contacts/routes.ts';
import { conversationRoutes } from './features/conversations/routes.ts';
import { couponRoutes } from './features/coupons/routes.ts';
import { deliveryRoutes } from './features/deliveries/routes.ts';
import { doctorRoutes } from './features/doctor/routes.ts';
import { factorRoutes } from './features/factors/routes.ts';
import { agentFileRoutes, fileContentRoutes, visitorFileRoutes } from './features/files/routes.ts';
import { htmlFormRoutes } from './features/forms/routes.ts';
import { holidayRoutes } from './features/holidays/routes.ts';
import { importRoutes } from './features/imports/routes.ts';
import { invitationRoutes } from './features/invitations/routes.ts';
import { keyRoutes } from './features/keys/routes.ts';
import { ladderRoutes } from './features/ladder/routes.ts';
import { listRoutes } from './features/lists/routes.ts';
import { loyaltyRoutes } from './features/loyalty/routes.ts';
import { mailRoutes } from './features/mail/routes.ts';
import { ownTranscriptRoutes } from './features/mail/visitor-routes.ts';
import { mailAccountRoutes, mailDoorRoutes } from './features/mail-in/routes.ts';
import { mentionRoutes } from './features/mentions/routes.ts';
import { moneyRoutes } from './features/money/routes.ts';
import { noticeRoutes } from './features/notices/routes.ts';
import { passwordLinkRoutes } from './features/password-links/routes.ts';
import { peopleRoutes } from './features/people/routes.ts';
import { privacyRoutes } from './features/privacy/routes.ts';
import { purchaseRoutes } from './features/purchases/routes.ts';
import { pushRoutes } from './features/push/routes.ts';
import { ratingRoutes } from './features/ratings/routes.ts';
import { reminderRoutes } from './features/reminders/routes.ts';
import { savedViewRoutes } from './features/saved-views/routes.ts';
import { scriptRoutes } from './features/scripts/routes.ts';
import { searchRoutes } from './features/search/routes.ts';
import { offeredRoutes, servicePictureRoutes, serviceRoutes } from './features/services/routes.ts';
import { sessionRoutes } from './features/sessions/routes.ts';
import { panelRoutes, siteRoutes } from './features/sites/routes.ts';
import { smsDoorRoutes } from './features/sms/door-routes.ts';
import { smsRoutes } from './features/sms/routes.ts';
import { spamRoutes, workRoutes } from './features/spam/routes.ts';
import { employeeRoutes, resourceRoutes } from './features/staff/routes.ts';
import { stageRoutes } from './features/stages/routes.ts';
import { submissionRoutes } from './features/submissions/routes.ts';
import { switchRoutes } from './features/switches/routes.ts';
import { teamRoutes } from './features/teams/routes.ts';
import { telegramRoutes } from './features/telegram/routes.ts';
import { timelineRoutes } from './features/timeline/routes.ts';
import { viewRoutes } from './features/views/routes.ts';
import { visitorRoutes } from './features/visitors/routes.ts';
import { visitRoutes } from './features/visits/routes.ts';
import { waitingListRoutes } from './features/waiting-list/routes.ts';
import { waitingVisitorRoutes } from './features/waiting-list/visitor-routes.ts';
import { webhookRoutes } from './features/webhooks/routes.ts';
import { addressKey } from './http/addresses.ts';
import { docsRoutes } from './http/docs.ts';
import { inboxAppRoutes } from './http/inbox-app.ts';
import { answerRefusals, mannersOf, mindRequests } from './http/manners.ts';
import type { Metrics } from './http/metrics.ts';
import { isOriginAllowed, ownOrigin } from './http/origins.ts';
import { pageRoutes } from './http/pages.ts';
import { guard } from './rights.ts';

/** Seconds a browser may remember a preflight: short, because an owner who takes an origin off the list means now. */
const PREFLIGHT_SECONDS = 600;

/**
 * What rooms answer over HTTP, every address of it named here, in order: an app that listens nowhere and is handed
 * requests by the one that does.
 */
export async function buildRooms(context: Context, metrics: Metrics): Promise<App> {
  const app: App = Fastify({
    loggerInstance: context.log,
    ...mannersOf(context.config),
  }).withTypeProvider<ZodTypeProvider>();
  app.decorate('context', context);
  answerRefusals(app);
  mindRequests(app, context, metrics);

  await app.register(cookie);
  await app.register(rateLimit, {
    global: false,
    keyGenerator: ({ ip }) => addressKey(ip),
    errorResponseBuilder: (_request, { ttl }) => new AppError('RATE_LIMITED', undefined, { retryAfterMs: ttl }),
  });

  docsRoutes(app, context);
  await app.register(async scope => {
    const pages = scope as App;
    await pageRoutes(pages, context);
    inboxAppRoutes(pages, context);
  });

  await app.register(async scope => {
    const visitors = scope as App;
    await visitors.register(cors, { delegator: (request: FastifyRequest) => corsOf(context, request) });
    panelRoutes(visitors, context);
    slotRoutes(visitors, context);
    offeredRoutes(visitors, context);
    bookingVisitorRoutes(visitors, context);
    waitingVisitorRoutes(visitors, context);
    ownCallbackRoutes(visitors, context);
    ownTranscriptRoutes(visitors, context);
    submissionRoutes(visitors, context);
    workRoutes(visitors, context);
    await visitors.register(async files => visitorFileRoutes(files as App, context));
    visitorRoutes(visitors, context);
    await visitors.register(async forms => htmlFormRoutes(forms as App, context));
  });

  fileContentRoutes(app, context);
  calendarRoutes(app, context);
  await app.register(async door => paidRoutes(door as App, context));
  await app.register(async doors => smsDoorRoutes(doors as App, context));
  await app.register(async door => mailDoorRoutes(door as App, context));
  await app.register(async door => callDoorRoutes(door as App, context));

  await app.register(async scope => {
    const agents = scope as App;
    guard(agents, context);
    // What one agent may read, no proxy may give to another.
    agents.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
    sessionRoutes(agents, context);
    factorRoutes(agents, context);
    agentRoutes(agents, context);
    teamRoutes(agents, context);
    invitationRoutes(agents, context);
    auditRoutes(agents, context);
    siteRoutes(agents, context);
    holidayRoutes(agents, context);
    scriptRoutes(agents, context);
    botRoutes(agents, context);
    spamRoutes(agents, context);
    webhookRoutes(agents, context);
    keyRoutes(agents, context);
    mailAccountRoutes(agents, context);
    deliveryRoutes(agents, context);
    mailRoutes(agents, context);
    passwordLinkRoutes(agents, context);
    pushRoutes(agents, context);
    doctorRoutes(agents, context);
    smsRoutes(agents, context);
    viewRoutes(agents, context);
    mentionRoutes(agents, context);
    noticeRoutes(agents, context);
    savedViewRoutes(agents, context);
    conversationRoutes(agents, context);
    ladderRoutes(agents, context);
    ratingRoutes(agents, context);
    callbackRoutes(agents, context);
    callbackApiRoutes(agents, context);
    callRoutes(agents, context);
    telephoneRoutes(agents, context);
    contactRoutes(agents, context);
    peopleRoutes(agents, context);
    timelineRoutes(agents, context);
    cardRoutes(agents, context);
    moneyRoutes(agents, context);
    await agents.register(async purchases => purchaseRoutes(purchases as App, context));
    complaintRoutes(agents, context);
    privacyRoutes(agents, context);
    searchRoutes(agents, context);
    cannedReplyRoutes(agents, context);
    telegramRoutes(agents, context);
    switchRoutes(agents, context);
    loyaltyRoutes(agents, context);
    couponRoutes(agents, context);
    stageRoutes(agents, context);
    listRoutes(agents, context);
    serviceRoutes(agents, context);
    employeeRoutes(agents, context);
    resourceRoutes(agents, context);
    bookingRoutes(agents, context);
    bookingSettingsRoutes(agents, context);
    bookingHookRoutes(agents, context);
    visitRoutes(agents, context);
    waitingListRoutes(agents, context);
    reminderRoutes(agents, context);
    await agents.register(async pictures => servicePictureRoutes(pictures as App, context));
    await agents.register(async files => agentFileRoutes(files as App, context));
    await agents.register(async files => importRoutes(files as App, context));
  });
  await app.ready();
  return app;
}

/** Pages of the site's origins may read answers; others get none of these headers, and from the route a refusal. */
async function corsOf({ sites, config }: Context, request: FastifyRequest) {
  // A preflight has no route of its own, hence the look at the address.
  const key = /^\/(?:v1\/sites|f)\/([^/?]+)\//.exec(request.url)?.[1];
  const site = key ? await sites.byKey(key) : null;
  const isAllowed = site !== null && isOriginAllowed(site, request.headers.origin, ownOrigin(config, request));
  return {
    origin: isAllowed,
    methods: ['GET', 'POST', 'PATCH', 'DELETE'],
    allowedHeaders: ['content-type', 'authorization', 'upload-offset'],
    exposedHeaders: ['retry-after'],
    maxAge: PREFLIGHT_SECONDS,
  };
}
