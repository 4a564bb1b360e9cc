import type { IncomingMessage } from 'node:http';
import Fastify from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Config } from './config.ts';
import type { App, Context } from './context.ts';
import type { Core } from './core.ts';
import { createStaff } from './features/agents/staff.ts';
import { createAnswerMailer, readAnswers } from './features/answers/mailer.ts';
import { createReceiptMailer } from './features/answers/receipts.ts';
import { createAvailability } from './features/availability/availability.ts';
import { createPaymentWatch } from './features/bookings/payment.ts';
import { bookingTimeline } from './features/bookings/timeline.ts';
import { createBotAsker } from './features/bots/asker.ts';
import { createApologiser } from './features/callbacks/apologiser.ts';
import { callbackTimeline } from './features/callbacks/timeline.ts';
import { createAsterisk } from './features/calls/asterisk.ts';
import { callTimeline } from './features/calls/timeline.ts';
import { noteTimeline } from './features/cards/timeline.ts';
import { createComplaintClimber } from './features/complaints/climb.ts';
import { glanceOf as complaintGlanceOf } from './features/complaints/commands.ts';
import { complaintTimeline } from './features/complaints/timeline.ts';
import { createContactNews } from './features/contacts/news.ts';
import { talkTimeline } from './features/conversations/timeline.ts';
import { tellOfGivenUp } from './features/doctor/commands.ts';
import { createDoctor } from './features/doctor/doctor.ts';
import { createFactorPolicy } from './features/factors/policy.ts';
import { createInspector } from './features/files/inspect.ts';
import { createHolidayReader } from './features/holidays/reader.ts';
import { createImporter } from './features/imports/importer.ts';
import { createFileReader } from './features/imports/reader.ts';
import { readInvitationLetter } from './features/invitations/commands.ts';
import { createJobRunner } from './features/jobs/runner.ts';
import { createLadder } from './features/ladder/climb.ts';
import { createListLooker } from './features/lists/looker.ts';
import { listTimeline } from './features/lists/timeline.ts';
import { createTradeReader } from './features/lists/trade.ts';
import { createMailGate } from './features/mail/gate.ts';
import { createMailSender, tellGivenUp } from './features/mail/sender.ts';
import { readTranscript } from './features/mail/transcript.ts';
import { createMailAnswerer } from './features/mail-in/answers.ts';
import { createMailKeeper } from './features/mail-in/follow.ts';
import { createMailReader } from './features/mail-in/reader.ts';
import { createEmailWay, readNotice } from './features/notices/email-way.ts';
import { noticeNow } from './features/notices/now.ts';
import { createNoticeJobs } from './features/notices/tell.ts';
import type { Way } from './features/notices/ways.ts';
import { createWebhookWay } from './features/notices/webhook-way.ts';
import { readPasswordLetter } from './features/password-links/commands.ts';
import { createPeopleKeeper } from './features/people/keeper.ts';
import { createPeopleNews } from './features/people/news.ts';
import { glanceOf as purchaseGlanceOf } from './features/purchases/commands.ts';
import { purchaseTimeline } from './features/purchases/timeline.ts';
import { createPushSender, createPushWay } from './features/push/sender.ts';
import { createQueue } from './features/queue/keeper.ts';
import { createAsker } from './features/ratings/commands.ts';
import { ratingTimeline } from './features/ratings/timeline.ts';
import { createVisitAsker, readVisitQuestion, visitQuestionStands } from './features/ratings/visit-question.ts';
import { createBookingTeller, readVisit } from './features/reminders/teller.ts';
import { createMisser, readReturn, returnStands } from './features/returns/misser.ts';
import { createRouting } from './features/routing/routing.ts';
import { createGuesses } from './features/sessions/guesses.ts';
import { createDeskSettings } from './features/settings/settings.ts';
import { createSites } from './features/sites/sites.ts';
import { createSmsSender } from './features/sms/sender.ts';
import { smsWay } from './features/sms/way.ts';
import { createWaker } from './features/snoozes/commands.ts';
import { createSpamFilter } from './features/spam/filter.ts';
import { glanceOf as stageGlanceOf } from './features/stages/commands.ts';
import { stageTimeline } from './features/stages/timeline.ts';
import { createSwitches } from './features/switches/switches.ts';
import { createNoticeEdits } from './features/telegram/notice-edits.ts';
import { createBotPoller } from './features/telegram/poller.ts';
import { createTelegramSender } from './features/telegram/sender.ts';
import { createTelegramWay } from './features/telegram/way.ts';
import { createCounts } from './features/views/counts.ts';
import { createOnlookers } from './features/views/onlookers.ts';
import { visitTimeline } from './features/visitors/timeline.ts';
import { createWaitingLooker } from './features/waiting-list/look.ts';
import { offerStands, readWaiting } from './features/waiting-list/telling.ts';
import { healthRoutes } from './http/health.ts';
import { answerRefusals, mannersOf } from './http/manners.ts';
import { createMetrics } from './http/metrics.ts';
import { createOwnAddress } from './http/own-address.ts';
import { publicPath, withoutPublicPath } from './http/paths.ts';
import { createProxyWatch } from './http/proxies.ts';
import { roomRoutes } from './http/room-routes.ts';
import { createSlowBodies } from './http/slow-bodies.ts';
import { answerBroken } from './http/unread.ts';
import { plainArguments, withoutSecrets } from './log-secrets.ts';
import { createWebhookSender } from './outbox/webhook.ts';
import { createOutboxWorker } from './outbox/worker.ts';
import { createRefusalsTold } from './refusals-told.ts';
import type { Store } from './store/store.ts';
import { createStoreWatch } from './store/store-watch.ts';
import { newId as freshId } from './tokens.ts';
import { createHub } from './wire/hub.ts';
import { createRates, type Rates } from './wire/rate-limit.ts';
import { registerSockets } from './wire/sockets.ts';

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

/** Puts the server together without listening: links and health here, the addresses of rooms in `rooms.ts`. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { config, store, now = Date.now, newId = () => freshId(), rates = createRates(now), logTo } = options;
  const path = publicPath(config);
  const app: App = Fastify({
    logger:
      config.logLevel === 'silent'
        ? false
        : { level: config.logLevel, formatters: { log: withoutSecrets }, hooks: { logMethod }, stream: logTo },
    ...(path && { rewriteUrl: ({ url = '/' }: IncomingMessage) => withoutPublicPath(path, url) }),
    ...TIMEOUTS,
    ...mannersOf(config),
    forceCloseConnections: 'idle',
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

  answerRefusals(app);
  registerSockets(app, context, metrics);
  await app.register(async scope => healthRoutes(scope as App, context, metrics));
  roomRoutes(app, async () => (await import('./rooms.ts')).buildRooms(context, metrics));
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
