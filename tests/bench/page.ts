/**
 * What the widget costs the page it is in: Chromium with its processor slowed down four times, beside a blank page and
 * two widgets from npm, visited in turn so that a busy minute of the machine is everybody's.
 */
import { type Browser, chromium as driver } from 'playwright-core';
import { findChromium } from '../helpers/chromium.ts';
import { fontConfig } from '../helpers/fonts.ts';
import { chatRows } from './page-chat.ts';
import { fetchPeers, PEER_ANSWERS, PEERS } from './page-peers.ts';
import { BLANK, deskbellGuest, type Guest, serveDeskbell, servePages } from './page-site.ts';
import { type Held, type Loading, type Opening, Visit } from './page-visit.ts';
import { count, median, type Row } from './row.ts';

/** What Lighthouse takes for the distance of a cheap phone. */
const SLOWDOWN = 4;
const SAMPLES = 7;
/** Of what is counted and not timed: visits differ by less than a hundredth. */
const COUNTS = 3;
/** How often the panel is opened and closed before the widget leaves. */
const ROUNDS = 50;
const WAYS = ['prefetched', 'cold', 'slow'] as const;
type Way = (typeof WAYS)[number];

/** Everything measured of one page. A blank one has nothing to open. */
interface Figures {
  name: string;
  loaded: Loading[];
  opened: Record<Way, Opening[]>;
  before: Held[];
  after: Held[];
  detached: number;
}

/** @returns the rows, or why there are none */
export async function pageRows(folder: string): Promise<Row[] | string> {
  const { chromium, reason } = await findChromium();
  if (!chromium) return reason;
  const peersFolder = await fetchPeers().catch((error: Error) => {
    console.warn(`page: the widgets from npm are SKIPPED: ${error.message}`);
    return null;
  });
  const begun: { close(): Promise<void> }[] = [];
  try {
    const deskbell = await serveDeskbell(folder);
    begun.push(deskbell);
    const guests = [deskbellGuest(deskbell.url), ...(peersFolder ? PEERS : [])];
    const pages = await servePages(guests, peersFolder ?? folder, PEER_ANSWERS);
    begun.push(pages);
    const browser = await driver.launch({
      executablePath: chromium.path,
      args: ['--no-sandbox'],
      env: { ...process.env, ...chromium.env, FONTCONFIG_FILE: await fontConfig() },
    });
    begun.push(browser);
    const rows = rowsOf(await measure(browser, pages.url, guests));
    return [...rows, ...(await chatRows(browser, `${pages.url}/${guests[0]!.name}`, SLOWDOWN))];
  } finally {
    for (const each of begun.toReversed()) await each.close();
  }
}

async function measure(browser: Browser, url: string, guests: Guest[]): Promise<Figures[]> {
  const all = [undefined, ...guests].map(guest => {
    const opened = { prefetched: [], cold: [], slow: [] };
    const figures: Figures = { name: guest?.name ?? BLANK, loaded: [], opened, before: [], after: [], detached: 0 };
    return { guest, figures, at: `${url}/${guest?.name ?? BLANK}` };
  });
  const visiting = async (slowdown: number, act: (visit: Visit) => Promise<void>) => {
    const visit = await Visit.begin(browser, slowdown);
    await act(visit).finally(() => visit.end());
  };
  for (let sample = 0; sample < SAMPLES; sample++) {
    for (const way of WAYS) {
      for (const { guest, figures, at } of all) {
        await visiting(SLOWDOWN, async visit => {
          figures.loaded.push(await visit.load(at));
          if (way === 'slow') await visit.slowNetwork();
          if (guest) figures.opened[way].push(await visit.open(guest, way === 'prefetched'));
        });
      }
    }
  }
  // Apart from the times, which a collection would help. What is held does not hang on the processor.
  for (let sample = 0; sample < COUNTS; sample++) {
    for (const { guest, figures, at } of all) {
      await visiting(1, async visit => {
        await visit.load(at);
        figures.before.push(await visit.held());
        if (!guest) return;
        await visit.open(guest);
        figures.after.push(await visit.held());
      });
    }
  }
  for (const { guest, figures, at } of all) {
    if (!guest) continue;
    await visiting(1, async visit => {
      await visit.load(at);
      figures.detached = await visit.detached(guest, ROUNDS);
    });
  }
  return all.map(({ figures }) => figures);
}

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const mb = (value: number) => `${value.toFixed(2)} MB`;

function rowsOf([blank, ours, ...peers]: Figures[]): Row[] {
  /** The median of one figure over the visits to a page. */
  function of<Sample>(samples: Sample[], name: keyof Sample): number {
    return median(samples.map(sample => sample[name] as number));
  }
  function row(
    what: string,
    goal: string,
    value: (page: Figures) => number,
    print: (value: number, page: Figures) => string = String,
  ): Row {
    const most = Number.parseFloat(goal);
    const others = peers.map(peer => `${peer.name} ${print(value(peer), peer)}`);
    if (others.length === 0) others.push('widgets from npm skipped');
    return {
      what: `page: ${what}`,
      measured: print(value(ours!), ours!),
      beside: [`goal ${goal}`, ...others].join('; '),
      // Nothing can be a share of nothing: there it is the figure itself.
      ratio: most ? value(ours!) / most : value(ours!),
      goal: most ? '≤ 1' : '≤ 0',
    };
  }
  const added = (name: keyof Loading) => (page: Figures) => of(page.loaded, name) - of(blank!.loaded, name);
  const before = (name: keyof Held) => (page: Figures) => of(page.before, name) - of(blank!.before, name);
  const after = (name: keyof Held) => (page: Figures) => of(page.after, name) - of(blank!.before, name);
  const usable = (what: string, goal: string, way: Way) =>
    row(
      `press to a usable field, ${what}`,
      goal,
      page => of(page.opened[way], 'usableMs'),
      (value, page) => `${ms(value)}, all tasks ${ms(of(page.opened[way], 'taskMs'))}`,
    );
  const inMb = (value: (page: Figures) => number) => (page: Figures) => value(page) / 1e6;

  return [
    row(
      'requests before a click',
      '1',
      added('requests'),
      (value, page) => `${value}, ${count(added('bytes')(page))} B`,
    ),
    row(
      'script at load',
      '10 ms',
      added('scriptMs'),
      (value, page) => `${ms(value)}, all tasks ${ms(added('taskMs')(page))}`,
    ),
    row('blocking time at load', '0 ms', added('blockedMs'), ms),
    row(
      'blocking time while opening',
      '0 ms',
      page =>
        of(
          WAYS.flatMap(way => page.opened[way]),
          'blockedMs',
        ),
      ms,
    ),
    usable('prefetched', '90 ms', 'prefetched'),
    usable('cold', '180 ms', 'cold'),
    usable('cold on slow 4G', '330 ms', 'slow'),
    row('heap before opening', '0.10 MB', inMb(before('heapBytes')), mb),
    row('heap after opening', '0.35 MB', inMb(after('heapBytes')), mb),
    row('nodes before opening', '6', before('nodes')),
    row('nodes after opening', '40', after('nodes')),
    row(`detached nodes after ${ROUNDS} openings and leaving`, '0', page => page.detached),
  ];
}
