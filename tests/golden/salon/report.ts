/** The six months as somebody reads them: what left, the book of some days, and what everybody has at the end of each month. */
import type { ShownBooking } from '../../../protocol/bookings.ts';
import type { LoyaltyAnswer } from '../../../protocol/loyalty.ts';
import type { FiguresAnswer } from '../../../protocol/visits.ts';
import { linesOf } from '../../helpers/html-form.ts';
import { clockText, instantOf, stamp, wallOf } from './clock.ts';
import type { Play } from './play.ts';
import { isLive, type Message } from './watch.ts';

/** Links differ by a secret, and say nothing to who reads this. */
const withoutSecrets = (text: string) => text.replace(/https?:\/\/\S+/g, '<link>');

/** Nobody can guess the codes by which people bring others, so they are others in each run. */
const withoutCodes = (text: string) => text.replace(/\b[A-Z0-9]{6}\b/g, '<code>');

export function messageLine({ watch }: Play, { at, way, to, subject, text }: Message): string {
  const who = watch.whoIs(to);
  const words = withoutSecrets([subject, text].filter(Boolean).join('\n')).trim();
  return `${stamp(at)} ${way} to ${who ? `${who.name}, ${who.locale}` : to}: ${words.replace(/\s*\n\s*/g, ' ⏎ ')}`;
}

const clock = (at: number) => clockText(wallOf(at).minutes);
const money = (minor: number) => (minor / 100).toFixed(2);

/** A page of the book: each employee with what they do. */
export async function dayLines({ doors, shop }: Play, date: string): Promise<string[]> {
  const shown = (await doors.day(date, day => instantOf(day, 0))).filter(isLive);
  const ofStaff = (name: string) =>
    shown
      .flatMap(each => each.booking.items.map(item => ({ each, item })))
      .filter(({ item }) => item.staffName === name)
      .sort((a, b) => a.item.startAt - b.item.startAt)
      .map(({ each, item }) => `  ${clock(item.startAt)}–${clock(item.endAt)} ${name}: ${item.name}, ${whoText(each)}`);
  return [`The book of ${date}`, ...shop.staff.flatMap(({ name }) => ofStaff(name)), ''];
}

function whoText({ booking: { name, state, source }, contact }: ShownBooking): string {
  return `${name || contact?.name} (${state}, by ${source})`;
}

/** What everybody has and did by then, and what is open at the desk. */
export async function monthLines({ doors, people, contacts, counts, shop }: Play, date: string): Promise<string[]> {
  await shop.desk.store.people.settled();
  const lines = [`The end of ${date}`];
  for (const each of people) {
    const [contactId] = contacts.get(each) ?? [];
    if (!contactId) continue;
    const { balance, bought, level, rows } = (
      await doors.desk(`GET /v1/contacts/${contactId}/loyalty`)
    ).json<LoyaltyAnswer>();
    const kinds = Map.groupBy(rows, row => row.kind);
    const moves = [...kinds].map(([kind, all]) => `${kind} ${money(all.reduce((sum, row) => sum + row.delta, 0))}`);
    const has = [`bonus ${money(balance)}`, `bought for ${money(bought)}`, level?.name ?? 'no level'].join(', ');
    lines.push(`  ${each.name}: ${has}${moves.length > 0 ? ` (${moves.sort().join(', ')})` : ''}`);
  }
  for (const each of people.filter(({ n }) => n % 12 === Number(date.slice(5, 7)))) {
    const [contactId] = contacts.get(each) ?? [];
    if (!contactId) continue;
    const { url } = (await doors.desk(`POST /v1/contacts/${contactId}/loyalty/link`, {})).json();
    const page = await doors.visitor(each, `GET ${new URL(url).pathname as '/'}`, undefined, { accept: 'text/html' });
    lines.push(`  What ${each.name} reads of it`, ...linesOf(page.body).map(line => `    ${withoutCodes(line)}`));
  }
  const { employees } = (await doors.owner(`GET /v1/visits/figures?month=${date.slice(0, 7)}`)).json<FiguresAnswer>();
  for (const { name, visits, noShows, sums, returns, ratings } of employees) {
    const taken = sums.map(({ amount }) => money(amount)).join(' + ') || '0.00';
    const back = `${returns.again} of ${returns.people} came again, ${returns.toThem} to them`;
    const rated = ratings.count > 0 ? `, rated ${(ratings.sum / ratings.count).toFixed(1)} by ${ratings.count}` : '';
    lines.push(`  ${name} did ${visits} visits for ${taken}, ${back}, ${noShows} did not come${rated}`);
  }
  const lists = (await doors.desk('GET /v1/lists?since=0')).json();
  const { counts: complaints } = (await doors.desk('GET /v1/complaints')).json();
  const { count } = (await doors.desk('GET /v1/people/count')).json();
  lines.push(
    `  People: ${count}`,
    ...lists.counts.map(
      (each: { list: string; left: number; done: number }) =>
        `  List ${each.list}: ${each.left} to be rung, ${each.done} were`,
    ),
    `  Complaints: ${complaints.open} open, ${complaints.late} late`,
    ...[...counts].sort().map(([what, often]) => `  ${what}: ${often}`),
    '',
  );
  return lines;
}
