import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { TimelineItem } from '../protocol/timeline.ts';
import type { Core } from './core.ts';
import type { Staff } from './features/agents/staff.ts';
import type { AvailabilityKeeper } from './features/availability/availability.ts';
import type { BotAsker } from './features/bots/asker.ts';
import type { AsteriskKeeper } from './features/calls/keeper.ts';
import type { GlanceSources } from './features/cards/glances.ts';
import type { ContactNews } from './features/contacts/news.ts';
import type { Doctor } from './features/doctor/doctor.ts';
import type { FactorPolicy } from './features/factors/policy.ts';
import type { Inspector } from './features/files/inspect.ts';
import type { HolidayReader } from './features/holidays/reader.ts';
import type { Importer } from './features/imports/importer.ts';
import type { FileReader } from './features/imports/reader.ts';
import type { JobRunner } from './features/jobs/runner.ts';
import type { ListLooker } from './features/lists/signs.ts';
import type { MailKeeper } from './features/mail-in/keeper.ts';
import type { MailReader } from './features/mail-in/reader.ts';
import type { Way } from './features/notices/ways.ts';
import type { PeopleKeeper } from './features/people/keeper.ts';
import type { PeopleNews } from './features/people/news.ts';
import type { QueueKeeper } from './features/queue/keeper.ts';
import type { Routing } from './features/routing/routing.ts';
import type { Guesses } from './features/sessions/guesses.ts';
import type { Sites } from './features/sites/sites.ts';
import type { SpamFilter } from './features/spam/filter.ts';
import type { DeskSwitches } from './features/switches/switches.ts';
import type { NoticeEdits } from './features/telegram/notice-edits.ts';
import type { BotPoller } from './features/telegram/poller.ts';
import type { TimelineSource } from './features/timeline/source.ts';
import type { Counts } from './features/views/counts.ts';
import type { Onlookers } from './features/views/onlookers.ts';
import type { ProxyWatch } from './http/proxies.ts';
import type { SlowBodies } from './http/slow-bodies.ts';

/**
 * What routes, sockets and commands work with; made once by `buildApp`: the core, and what some rooms remember between
 * two calls.
 */
export interface Context extends Core {
  sites: Sites;
  /** The agents and who of them is here. After a change of an agent over HTTP: `await tellStaff(context)`. */
  staff: Staff;
  availability: AvailabilityKeeper;
  /** Reads the calendars of holidays. */
  holidays: HolidayReader;
  /** Where visitors stand who wait while everybody is busy. */
  queue: QueueKeeper;
  /** Gives waiting conversations to agents. */
  routing: Routing;
  /** By which agents are told outside of the inbox. */
  ways: readonly Way[];
  /** Does what is due. */
  jobs: JobRunner;
  /** Takes files of people apart. */
  fileReader: FileReader;
  /** Writes what is in them. */
  importer: Importer;
  /** Asks sites' own bots. */
  bots: BotAsker;
  /** Takes mails apart. */
  mailReader: MailReader;
  /** Reads the accounts that mail comes to. */
  mailKeeper: MailKeeper;
  /** Tells robots from people. */
  spam: SpamFilter;
  /** The numbers beside the inbox's views. */
  counts: Counts;
  /** Which agents have which conversation open. */
  onlookers: Onlookers;
  /** What agents are told of people. */
  contactNews: ContactNews;
  /** Brings the list of people forward. */
  people: PeopleKeeper;
  /** Tells open inboxes whose cards became others. */
  peopleNews: PeopleNews;
  /** What the desk has switched on. */
  switches: DeskSwitches;
  /** What rooms know of a person in one glance. */
  glances: GlanceSources;
  /** What each noun knows of a person's past. */
  timeline: readonly TimelineSource<TimelineItem>[];
  /** Puts people on the lists of whom to ring. */
  lists: ListLooker;
  /** Asks Telegram for what agents wrote there. */
  telegram: BotPoller;
  /** Says in Telegram that somebody has seen to what was told there. */
  noticeEdits: NoticeEdits;
  /** Hears Asterisk of calls. */
  asterisk: AsteriskKeeper;
  /** Looks whether everything works. */
  doctor: Doctor;
  /** Whether everybody needs a second factor. */
  factorPolicy: FactorPolicy;
  /** How often passwords were tried. */
  guesses: Guesses;
  /** Looks at what was uploaded, in processes of their own. */
  files: Inspector;
  /** Bodies that are on their way. */
  slowBodies: SlowBodies;
  /** Whether a proxy asks for others and is not believed. */
  proxies: ProxyWatch;
}

/** Fastify with bodies, queries and answers typed by zod. What `buildApp` makes and routes are added to. */
export type App = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

declare module 'fastify' {
  interface FastifyInstance {
    context: Context;
    /** Every address of rooms, an app of its own that is built when it is first wanted. Only the app that listens has it. */
    rooms(): Promise<App>;
  }
}
