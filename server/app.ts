import type { IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyRequest, LogController } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { LIMITS } from '../protocol/wire/limits.ts';
import { AppError } from './app-error.ts';
import type { Config } from './config.ts';
import type { App, Context } from './context.ts';
import type { Core } from './core.ts';
import { agentRoutes } from './features/agents/routes.ts';
import { createStaff } from './features/agents/staff.ts';
import { createAnswerMailer, readAnswers } from './features/answers/mailer.ts';
import { createReceiptMailer } from './features/answers/receipts.ts';
import { auditRoutes } from './features/audit/routes.ts';
import { createAvailability } from './features/availability/availability.ts';
import { bookingHookRoutes, paidRoutes } from './features/bookings/hook-routes.ts';
import { createPaymentWatch } from './features/bookings/payment.ts';
import { bookingRoutes, bookingSettingsRoutes, calendarRoutes } from './features/bookings/routes.ts';
import { bookingTimeline } from './features/bookings/timeline.ts';
import { bookingVisitorRoutes } from './features/bookings/visitor-routes.ts';
import { createBotAsker } from './features/bots/asker.ts';
import { botRoutes } from './features/bots/routes.ts';
import { callbackApiRoutes, ownCallbackRoutes } from './features/callbacks/api.ts';
import { createApologiser } from './features/callbacks/apologiser.ts';
import { callbackRoutes, slotRoutes } from './features/callbacks/routes.ts';
import { callbackTimeline } from './features/callbacks/timeline.ts';
import { createAsterisk } from './features/calls/asterisk.ts';
import { callDoorRoutes } from './features/calls/door-routes.ts';
import { callRoutes } from './features/calls/routes.ts';
import { telephoneRoutes } from './features/calls/telephone-routes.ts';
import { callTimeline } from './features/calls/timeline.ts';
import { cannedReplyRoutes } from './features/canned-replies/routes.ts';
import { cardRoutes } from './features/cards/routes.ts';
import { noteTimeline } from './features/cards/timeline.ts';
import { createComplaintClimber } from './features/complaints/climb.ts';
import { glanceOf as complaintGlanceOf } from './features/complaints/commands.ts';
import { complaintRoutes } from './features/complaints/routes.ts';
import { complaintTimeline } from './features/complaints/timeline.ts';
import { createContactNews } from './features/contacts/news.ts';
import { contactRoutes } from './features/contacts/routes.ts';
import { conversationRoutes } from './features/conversations/routes.ts';
import { talkTimeline } from './features/conversations/timeline.ts';
import { couponRoutes } from './features/coupons/routes.ts';
import { deliveryRoutes } from './features/deliveries/routes.ts';
import { tellOfGivenUp } from './features/doctor/commands.ts';
import { createDoctor } from './features/doctor/doctor.ts';
import { doctorRoutes } from './features/doctor/routes.ts';
import { createFactorPolicy } from './features/factors/policy.ts';
import { factorRoutes } from './features/factors/routes.ts';
import { createInspector } from './features/files/inspect.ts';
import { agentFileRoutes, fileContentRoutes, visitorFileRoutes } from './features/files/routes.ts';
import { htmlFormRoutes } from './features/forms/routes.ts';
import { createHolidayReader } from './features/holidays/reader.ts';
import { holidayRoutes } from './features/holidays/routes.ts';
import { createImporter } from './features/imports/importer.ts';
import { createFileReader } from './features/imports/reader.ts';
import { importRoutes } from './features/imports/routes.ts';
import { readInvitationLetter } from './features/invitations/commands.ts';
import { invitationRoutes } from './features/invitations/routes.ts';
import { createJobRunner } from './features/jobs/runner.ts';
import { keyRoutes } from './features/keys/routes.ts';
import { createLadder } from './features/ladder/climb.ts';
import { ladderRoutes } from './features/ladder/routes.ts';
import { createListLooker } from './features/lists/looker.ts';
import { listRoutes } from './features/lists/routes.ts';
import { listTimeline } from './features/lists/timeline.ts';
import { createTradeReader } from './features/lists/trade.ts';
import { loyaltyRoutes } from './features/loyalty/routes.ts';
import { createMailGate } from './features/mail/gate.ts';
import { mailRoutes } from './features/mail/routes.ts';
import { createMailSender, tellGivenUp } from './features/mail/sender.ts';
import { readTranscript } from './features/mail/transcript.ts';
import { ownTranscriptRoutes } from './features/mail/visitor-routes.ts';
import { createMailAnswerer } from './features/mail-in/answers.ts';
import { createMailKeeper } from './features/mail-in/follow.ts';
import { createMailReader } from './features/mail-in/reader.ts';
import { mailAccountRoutes, mailDoorRoutes } from './features/mail-in/routes.ts';
import { mentionRoutes } from './features/mentions/routes.ts';
import { moneyRoutes } from './features/money/routes.ts';
import { createEmailWay, readNotice } from './features/notices/email-way.ts';
import { noticeNow } from './features/notices/now.ts';
import { noticeRoutes } from './features/notices/routes.ts';
import { createNoticeJobs } from './features/notices/tell.ts';
import type { Way } from './features/notices/ways.ts';
import { createWebhookWay } from './features/notices/webhook-way.ts';
import { readPasswordLetter } from './features/password-links/commands.ts';
import { passwordLinkRoutes } from './features/password-links/routes.ts';
import { createPeopleKeeper } from './features/people/keeper.ts';
import { createPeopleNews } from './features/people/news.ts';
import { peopleRoutes } from './features/people/routes.ts';
import { privacyRoutes } from './features/privacy/routes.ts';
import { glanceOf as purchaseGlanceOf } from './features/purchases/commands.ts';
import { purchaseRoutes } from './features/purchases/routes.ts';
import { purchaseTimeline } from './features/purchases/timeline.ts';
import { pushRoutes } from './features/push/routes.ts';
import { createPushSender, createPushWay } from './features/push/sender.ts';
import { createQueue } from './features/queue/keeper.ts';
import { createAsker } from './features/ratings/commands.ts';
import { ratingRoutes } from './features/ratings/routes.ts';
import { ratingTimeline } from './features/ratings/timeline.ts';
import { createVisitAsker, readVisitQuestion, visitQuestionStands } from './features/ratings/visit-question.ts';
import { reminderRoutes } from './features/reminders/routes.ts';
import { createBookingTeller, readVisit } from './features/reminders/teller.ts';
import { createMisser, readReturn, returnStands } from './features/returns/misser.ts';
import { createRouting } from './features/routing/routing.ts';
import { savedViewRoutes } from './features/saved-views/routes.ts';
import { scriptRoutes } from './features/scripts/routes.ts';
import { searchRoutes } from './features/search/routes.ts';
import { offeredRoutes, servicePictureRoutes, serviceRoutes } from './features/services/routes.ts';
import { createGuesses } from './features/sessions/guesses.ts';
import { sessionRoutes } from './features/sessions/routes.ts';
import { createDeskSettings } from './features/settings/settings.ts';
import { panelRoutes, siteRoutes } from './features/sites/routes.ts';
import { createSites } from './features/sites/sites.ts';
import { smsDoorRoutes } from './features/sms/door-routes.ts';
import { smsRoutes } from './features/sms/routes.ts';
import { createSmsSender } from './features/sms/sender.ts';
import { smsWay } from './features/sms/way.ts';
import { createWaker } from './features/snoozes/commands.ts';
import { createSpamFilter } from './features/spam/filter.ts';
import { spamRoutes, workRoutes } from './features/spam/routes.ts';
import { employeeRoutes, resourceRoutes } from './features/staff/routes.ts';
import { glanceOf as stageGlanceOf } from './features/stages/commands.ts';
import { stageRoutes } from './features/stages/routes.ts';
import { stageTimeline } from './features/stages/timeline.ts';
import { submissionRoutes } from './features/submissions/routes.ts';
import { switchRoutes } from './features/switches/routes.ts';
import { createSwitches } from './features/switches/switches.ts';
import { teamRoutes } from './features/teams/routes.ts';
import { createNoticeEdits } from './features/telegram/notice-edits.ts';
import { createBotPoller } from './features/telegram/poller.ts';
import { telegramRoutes } from './features/telegram/routes.ts';
import { createTelegramSender } from './features/telegram/sender.ts';
import { createTelegramWay } from './features/telegram/way.ts';
import { timelineRoutes } from './features/timeline/routes.ts';
import { createCounts } from './features/views/counts.ts';
import { createOnlookers } from './features/views/onlookers.ts';
import { viewRoutes } from './features/views/routes.ts';
import { visitorRoutes } from './features/visitors/routes.ts';
import { visitTimeline } from './features/visitors/timeline.ts';
import { visitRoutes } from './features/visits/routes.ts';
import { createWaitingLooker } from './features/waiting-list/look.ts';
import { waitingListRoutes } from './features/waiting-list/routes.ts';
import { offerStands, readWaiting } from './features/waiting-list/telling.ts';
import { waitingVisitorRoutes } from './features/waiting-list/visitor-routes.ts';
import { webhookRoutes } from './features/webhooks/routes.ts';
import { addressKey } from './http/addresses.ts';
import { docsRoutes } from './http/docs.ts';
import { healthRoutes } from './http/health.ts';
import { inboxAppRoutes } from './http/inbox-app.ts';
import { jsonBytes } from './http/json-bytes.ts';
import { createMetrics } from './http/metrics.ts';
import { isOriginAllowed, ownOrigin } from './http/origins.ts';
import { createOwnAddress } from './http/own-address.ts';
import { pageRoutes } from './http/pages.ts';
import { publicPath, withoutPublicPath } from './http/paths.ts';
import { createProxyWatch } from './http/proxies.ts';
import { asAppError, errorAnswer, retryAfter } from './http/refusals.ts';
import { SECURITY_HEADERS } from './http/security-headers.ts';
import { createSlowBodies } from './http/slow-bodies.ts';
import { answerBroken, answerUnreadable } from './http/unread.ts';
import { plainArguments, withoutSecrets } from './log-secrets.ts';
import { createWebhookSender } from './outbox/webhook.ts';
import { createOutboxWorker } from './outbox/worker.ts';
import { createRefusalsTold } from './refusals-told.ts';
import { guard } from './rights.ts';
import type { Store } from './store/store.ts';
import { createStoreWatch } from './store/store-watch.ts';
import { newId as freshId } from './tokens.ts';
import { createHub } from './wire/hub.ts';
import { createRates, type Rates } from './wire/rate-limit.ts';
import { registerSockets } from './wire/sockets.ts';

/** Seconds a browser may remember a preflight: short, because an owner who takes an origin off the list means now. */
const PREFLIGHT_SECONDS = 600;

/** Ms. Fastify's own are none: whoever opens a connection and says nothing, or never ends, would keep it. */
const TIMEOUTS = {
  /** From the first byte of a request to the last of its body; how fast that has to come, `slow-bodies.ts` says. */
  requestTimeout: 300_000,
  /** Without a byte in either direction. Streams say something every 25 s, and WebSockets have a heartbeat of their own. */
  connectionTimeout: 90_000,
  http: {
    headersTimeout: 20_000,
    /** How often Node looks at the two that are about requests. */
    connectionsCheckingInterval: 5_000,
  },
} as const;

export interface AppOptions {
  config: Config;
  store: Store;
  /** Milliseconds since the epoch; tests pass a clock of their own. */
  now?: () => number;
  newId?: () => string;
  /** Left out: what one socket, one visitor and one address may send. Benchmarks pass `NO_RATES`. */
  rates?: Rates;
  /** Where lines of the log go; left out: to the standard output. */
  logTo?: { write(line: string): void };
}

/** Pino's own types know a sentence and its values; what comes is checked anyway. */
function logMethod(this: object, args: unknown[], method: (...args: never[]) => void): void {
  method.apply(this, plainArguments(args) as never[]);
}

/** Puts the server together without listening. Every route is listed here, in order. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { config, store, now = Date.now, newId = () => freshId(), rates = createRates(now), logTo } = options;
  const path = publicPath(config);
  const app: App = Fastify({
    logger:
      config.logLevel === 'silent'
        ? false
        : { level: config.logLevel, formatters: { log: withoutSecrets }, hooks: { logMethod }, stream: logTo },
    ...(path && { rewriteUrl: ({ url = '/' }: IncomingMessage) => withoutPublicPath(path, url) }),
    // A line for each request says little and names visitors; refusals and breakages are logged where they are answered.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: LIMITS.frameBytes,
    ...TIMEOUTS,
    routerOptions: { ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    frameworkErrors: answerUnreadable,
    clientErrorHandler: answerBroken,
  }).withTypeProvider<ZodTypeProvider>();

  const hub = createHub();
  const metrics = createMetrics(hub, store.feed);
  const core = createCore(app, () => context, { config, store: metrics.observed(store), hub, now, newId, rates });
  const context: Context = withRooms(core);
  app.decorate('context', context);
  app.addHook('onClose', async () => {
    const { jobs, outbox, holidays, telegram, bots, doctor, mailKeeper, mailGate, people, lists, asterisk } = context;
    const { importer, fileReader } = context;
    doctor.stopping.abort();
    // Whoever asked for a look hears of it when it fails; the end waits for it all the same.
    const looked = doctor.looking?.catch(() => undefined);
    await Promise.all([
      ...[jobs.close(), outbox.close(), holidays.close(), telegram.close(), bots.close()],
      ...[mailKeeper.close(), people.close(), lists.settled(), asterisk.close(), looked],
      ...[importer.close(), fileReader.close()],
    ]);
    mailGate.close();
  });

  app.setValidatorCompiler(validatorCompiler);
  // Answers are typed by their schemas and come from the store; checking them once more would cost a page of entries dearly.
  // Fastify sends bytes as they are, for a fifth less than text, though its types know only that.
  app.setSerializerCompiler(() => answer => jsonBytes(answer) as unknown as string);
  answerErrors(app);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    context.proxies.see(request);
    context.slowBodies.watch(request.raw);
    done();
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    // A link of hours is no slow answer.
    if (reply.getHeader('content-type') === 'text/event-stream') return;
    metrics.countRequest(method, routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000);
  });

  await app.register(cookie);
  await app.register(rateLimit, {
    global: false,
    keyGenerator: ({ ip }) => addressKey(ip),
    errorResponseBuilder: (_request, { ttl }) => new AppError('RATE_LIMITED', undefined, { retryAfterMs: ttl }),
  });

  docsRoutes(app, context);
  healthRoutes(app, context, metrics);
  registerSockets(app, context);
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
  return app;
}

function createCore(
  { log }: App,
  contextNow: () => Context,
  given: Pick<Core, 'config' | 'store' | 'hub' | 'now' | 'newId' | 'rates'>,
): Core {
  const { config, store, hub, now } = given;
  const settings = createDeskSettings({ store });
  const parts = { ...given, settings, ownAddress: createOwnAddress(config, settings) };
  const nowOf = (id: string) => noticeNow(parts, id);
  const senders = {
    webhook: createWebhookSender(parts),
    mail: createMailSender(contextNow, {
      invitation: readInvitationLetter,
      password: readPasswordLetter,
      transcript: readTranscript,
      answers: readAnswers,
      visitRating: readVisitQuestion,
      return: readReturn,
      notice: readNotice,
      waiting: readWaiting,
      booked: readVisit,
      moved: readVisit,
      cancelled: readVisit,
      reminder: readVisit,
    }),
    push: createPushSender(parts, nowOf),
    sms: createSmsSender(contextNow, nowOf, {
      offer: offerStands,
      visit_question: visitQuestionStands,
      return: returnStands,
    }),
    telegram: createTelegramSender(parts, { settings, noticeNow: nowOf }),
  };
  const outbox = createOutboxWorker({
    ...{ store, senders, now, log },
    async onGivenUp(given, target) {
      const context = contextNow();
      for (const each of given) if (each.kind === 'mail') await tellGivenUp(context, each);
      await tellOfGivenUp(context, target);
    },
  });
  const refusals = createRefusalsTold(log);
  const storeWatch = createStoreWatch({ store, hub, now, log });
  return { ...parts, log, refusals, feed: store.feed, outbox, mailGate: createMailGate(config), storeWatch };
}

/** What rooms remember, each made by its own. */
function withRooms(core: Core): Context {
  const sites = createSites(core.store);
  const staff = createStaff(core, core);
  const counts = createCounts(core, { sites, staff });
  const availability = createAvailability(core, { sites, staff });
  const queue = createQueue(core, { sites, staff, availability });
  const routing = createRouting(core, { sites, staff, counts, queue });
  const ladder = createLadder(core, { staff, sites, counts, queue, routing });
  const ways: Way[] = [
    createPushWay(core),
    createEmailWay(core),
    createTelegramWay(core, core),
    smsWay(core),
    createWebhookWay(core),
  ];
  const notices = createNoticeJobs(core, { staff, ways });
  const bots = createBotAsker(core, { staff, counts, queue, routing, sites, availability });
  const mailReader = createMailReader();
  const switches = createSwitches(core);
  const context: Context = {
    ...core,
    sites,
    staff,
    counts,
    onlookers: createOnlookers(core),
    availability,
    holidays: createHolidayReader(core, { sites, availability }),
    queue,
    routing,
    ways,
    jobs: createJobRunner(core, {
      ladder_message: ladder,
      ladder_form: ladder,
      ladder_callback: ladder,
      snooze: createWaker(core, { staff, sites, counts, queue, routing }),
      rating: createAsker(core, { staff, counts, queue, sites }),
      answer: createAnswerMailer(core, { staff, counts, queue, sites }),
      mail_answer: createMailAnswerer(() => context),
      receipt: createReceiptMailer(core, sites),
      apology: createApologiser(core, sites),
      notice: notices.begin,
      notice_own: notices.begin,
      notice_due: notices.begin,
      notice_step: notices.goOn,
      notice_own_step: notices.goOn,
      bot: bots.job,
      complaint: createComplaintClimber(core, { staff }),
      payment: createPaymentWatch(() => context),
      waiting: createWaitingLooker(() => context),
      booking_confirmation: createBookingTeller(core, { sites, switches }, 'booked'),
      booking_cancelled: createBookingTeller(core, { sites, switches }, 'cancelled'),
      booking_reminder: createBookingTeller(core, { sites, switches }, 'reminder'),
      booking_question: createVisitAsker(core, { sites, switches }),
      booking_return: createMisser(core, { sites, switches }),
    }),
    bots,
    fileReader: createFileReader(),
    importer: createImporter(core, sites),
    mailReader,
    mailKeeper: createMailKeeper(() => context, mailReader),
    spam: createSpamFilter(core),
    contactNews: createContactNews(core),
    people: createPeopleKeeper(core),
    peopleNews: createPeopleNews(core, { staff, switches }),
    switches,
    glances: {
      purchases: (ids, by) => purchaseGlanceOf(core, ids, by),
      complaints: (ids, by) => complaintGlanceOf(core, ids, by),
      stage: ids => stageGlanceOf(core, ids),
    },
    timeline: [
      talkTimeline(core),
      callbackTimeline(core),
      ratingTimeline(core),
      visitTimeline(core),
      noteTimeline(core),
      purchaseTimeline(core),
      complaintTimeline(core),
      stageTimeline(core),
      listTimeline(core),
      callTimeline(core),
      bookingTimeline(core),
    ],
    lists: createListLooker(() => context, createTradeReader(core)),
    telegram: createBotPoller(core, core),
    noticeEdits: createNoticeEdits(core, { staff }),
    asterisk: createAsterisk(() => context),
    doctor: createDoctor(core),
    factorPolicy: createFactorPolicy(core.store),
    guesses: createGuesses(core),
    proxies: createProxyWatch(core.log),
    slowBodies: createSlowBodies(core),
    files: createInspector({ log: core.log }),
  };
  return context;
}

/** One answer for every refusal; what broke is logged whole, and named to nobody. */
function answerErrors(app: App): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = asAppError(error);
    app.context.refusals.count(refusal.code);
    if (refusal.status >= 500) request.log.error({ err: error, url: request.routeOptions.url }, 'a request broke');
    else request.log.debug({ code: refusal.code, url: request.routeOptions.url }, refusal.message);
    if (refusal.code === 'STORE_UNAVAILABLE') app.context.storeWatch.doubt();
    const after = retryAfter(refusal);
    if (after) reply.header('retry-after', after);
    // The route may have said how long to keep what it could not give.
    reply.header('cache-control', 'no-store');
    return reply.code(refusal.status).send(errorAnswer(refusal));
  });
  app.setNotFoundHandler((_request, reply) =>
    // The route of a missing file may have said how long to keep it.
    reply
      .code(404)
      .header('cache-control', 'no-store')
      .send(errorAnswer(new AppError('NOT_FOUND'))),
  );
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
