import type { Conversation } from '../../../protocol/conversations.ts';
import type { EntryBody } from '../../../protocol/entries.ts';
import type { HeldMark, SpamRule } from '../../../protocol/spam.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { Core } from '../../core.ts';
import { derivedName } from '../../secrets.ts';
import type { Written } from '../../store/written.ts';
import type { SiteRecord } from '../sites/store.ts';
import { isBlocked } from './blocks.ts';
import { hostOf } from './links.ts';
import { learnedWeight, memoryNames } from './memory.ts';
import { createNewcomers } from './newcomers.ts';
import { kindOfNumber } from './numbers.ts';
import { type FirstWords, judge, type Signs } from './rules.ts';
import type { SpamCount } from './store.ts';

/** First words of somebody, and how they came. */
export interface First extends Pick<Signs, 'isTrapped' | 'tookMs' | 'lacksStamp'> {
  site: SiteRecord;
  visitorId: string;
  address: string;
  /** Language of the browser. */
  locale: Locale;
  words: FirstWords;
  /** A signed identity says who it is. */
  isVerified: boolean;
}

/** Tells robots from people by what they say first, and learns from agents (SPEC SP2). */
export interface SpamFilter {
  /** Why these first words are held; null: they go to the desk. */
  judge(first: First): Promise<HeldMark | null>;
  /** Counts what was held, for the owner's figures. Never fails: no figure is worth a message. */
  counted(written: Written): void;
  /** Counts what came out. */
  countReleased(conversation: Conversation, rules: SpamRule[]): void;
  /** Remembers what a visitor said as spam, or as none. */
  learn(conversation: Conversation, lesson: Lesson): void;
  isUnderPressure(site: SiteRecord): boolean;
  /** Resolves when all that was asked to be counted or learnt is kept. */
  settled(): Promise<void>;
}

/** What an agent has said with it, as what is to be added. */
export type Lesson = Pick<SpamCount, 'held' | 'released'>;

/** Entries of a conversation that are learnt from: its beginning. */
const LEARNT_FROM = 20;

export function createSpamFilter(core: Pick<Core, 'config' | 'store' | 'now' | 'log'>): SpamFilter {
  const { config, store, now, log } = core;
  const newcomers = createNewcomers(now);
  let work: Promise<unknown> = Promise.resolve();

  /** One after another, behind whoever caused it. */
  function behind(what: string, job: () => Promise<void>): void {
    work = work.then(job).catch(error => log.warn({ err: error }, `${what} could not be kept`));
  }

  function isUnderPressure(site: SiteRecord): boolean {
    const { work: asked } = site.spam;
    return asked === 'always' || (asked === 'auto' && newcomers.isRush(site.id));
  }

  function sendersOf(siteId: string, { email, phone }: Pick<FirstWords, 'email' | 'phone'>): string[] {
    const named = [email && `email ${email.toLowerCase()}`, phone && `phone ${phone}`].filter(Boolean);
    return named.map(each => derivedName(config.secretKey, `spam sender ${siteId} ${each}`).slice(0, 22));
  }

  return {
    isUnderPressure,

    async judge(first) {
      const { site, visitorId, address, words, locale } = first;
      const said = textOf(words);
      const noticed = newcomers.notice({ siteId: site.id, visitorId, address, phone: words.phone, text: said });
      if (first.isVerified) return null;
      const settings = site.spam;
      const senders = sendersOf(site.id, words);
      const [known, remembered] = await Promise.all([
        senders.length > 0 ? store.spam.tallies(site.id, 'sender', senders) : [],
        store.spam.tallies(site.id, 'word', memoryNames(config.secretKey, site.id, said)),
      ]);
      const blocked = isBlocked(settings.blocks, words, address);
      // Whoever was let out once is trusted, unless the owner has said otherwise.
      if (!blocked && known.some(each => each.released > each.held)) return null;
      const verdict = judge(words, {
        ...noticed,
        isTrapped: first.isTrapped,
        tookMs: first.tookMs,
        lacksStamp: first.lacksStamp,
        locales: [locale, site.locale, ...(Object.keys(site.texts) as Locale[])],
        ownHosts: site.origins.filter(each => each !== '*').map(hostOf),
        isBlocked: blocked,
        isKnownSender: known.some(each => each.held > each.released),
        number: kindOfNumber(words.phone, settings),
        learned: learnedWeight(remembered),
      });
      const at = now();
      if (verdict.isHeld) return { rules: verdict.rules, at, fromSeq: 1 };
      // Alone, so that nothing else keeps it in once the work is done.
      return isUnderPressure(site) ? { rules: ['unproven'], at, fromSeq: 1 } : null;
    },

    counted({ conversation, entry, isRepeat }) {
      const { held, siteId } = conversation;
      const isByAgent = entry.body.kind === 'event' && entry.body.event === 'held';
      if (!held || isRepeat || !(entry.seq === 1 || isByAgent)) return;
      behind('a figure', () =>
        store.spam.count(siteId, figures(held.rules, held.at, { held: 1, released: 0 }), held.at),
      );
    },

    countReleased({ siteId }, rules) {
      const at = now();
      behind('a figure', () => store.spam.count(siteId, figures(rules, at, { held: 0, released: 1 }), at));
    },

    learn({ id, siteId, contact }, lesson) {
      behind('what an agent taught', async () => {
        const entries = await store.conversations.entriesAfter(id, 0, LEARNT_FROM);
        const said = entries.filter(each => each.author.kind === 'visitor').map(each => saidIn(each.body));
        const words = memoryNames(config.secretKey, siteId, said.join('\n'));
        const senders = sendersOf(siteId, contact);
        const counts: SpamCount[] = [
          ...words.map(name => ({ kind: 'word' as const, name, ...lesson })),
          ...senders.map(name => ({ kind: 'sender' as const, name, ...lesson })),
        ];
        await store.spam.count(siteId, counts, now());
      });
    },

    async settled() {
      await work;
    },
  };
}

/** What a site is told of: the day, and each rule on it. */
function figures(rules: SpamRule[], at: number, count: Lesson): SpamCount[] {
  const day = new Date(at).toISOString().slice(0, 10);
  return [
    { kind: 'day', name: day, ...count },
    ...rules.map(rule => ({ kind: 'rule' as const, name: `${day} ${rule}`, ...count })),
  ];
}

function textOf({ subject, text }: Pick<FirstWords, 'subject' | 'text'>): string {
  return [subject, text].filter(Boolean).join('\n');
}

/** What somebody said in an entry, as `judge` is given it. */
function saidIn(body: EntryBody): string {
  if (body.kind === 'message') return textOf({ subject: body.mail?.subject ?? '', text: body.text });
  if (body.kind === 'form') return textOf({ ...body, text: body.message });
  return body.kind === 'callback' ? body.topic : '';
}
