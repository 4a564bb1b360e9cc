/** An employee's bookings as a calendar that their own programs read (SPEC BK12). */
import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import { calendarFile } from '../../calendar-file.ts';
import type { Context } from '../../context.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { cardName } from '../contacts/card.ts';
import type { SettingsPart } from '../settings/settings.ts';
import { MINUTE_MS } from './free-times.ts';
import { calendarPath, isSecretOfCalendar } from './links.ts';
import { isLive } from './rules.ts';
import { servicesText } from './text.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;
/** What a calendar shows: a month of what was, and as far ahead as one can book. */
const SHOWN_MS = { before: 31 * DAY_MS, after: 400 * DAY_MS };

/** Of each employee how often the address was renewed; left out: they have none. */
const CALENDARS: SettingsPart<Record<string, number>> = {
  name: 'bookingCalendars',
  schema: z.record(z.string(), z.number().int().positive()),
  initial: {},
};

/**
 * Gives an employee's calendar an address; one that it had before ends.
 * @returns from this server's root on
 * @throws AppError NOT_FOUND
 */
export async function renewCalendar(context: Context, actor: Actor, staffId: string): Promise<string> {
  const employee = await employeeOf(context, staffId);
  const on = { kind: 'server', id: null, text: employee.id } as const;
  const row = auditRow(context, actor, { what: 'calendar.renewed', on });
  const rounds = await context.settings.change(CALENDARS, now => ({ ...now, [staffId]: (now[staffId] ?? 0) + 1 }), row);
  return calendarPath(context.config.secretKey, staffId, rounds[staffId]!);
}

async function employeeOf({ store }: Pick<Context, 'store'>, staffId: string) {
  const employee = (await store.employees.all()).find(each => each.id === staffId);
  if (!employee) throw new AppError('NOT_FOUND');
  return employee;
}

/** The calendar under its secret address. @throws AppError NOT_FOUND, as for one that never was */
export async function readCalendar(context: Context, staffId: string, secret: string): Promise<string> {
  const { store, settings, config, now } = context;
  const round = (await settings.read(CALENDARS))[staffId];
  if (round === undefined || !isSecretOfCalendar(config.secretKey, staffId, round, secret)) {
    throw new AppError('NOT_FOUND');
  }
  const employee = await employeeOf(context, staffId);
  // Whoever left reads nothing of clients any more.
  if (!employee.isActive) throw new AppError('NOT_FOUND');
  const at = now();
  const span = { from: at - SHOWN_MS.before, to: at + SHOWN_MS.after };
  const bookings = await store.bookings.between({ siteIds: null, staffId, span });
  const names = new Map(
    await Promise.all(
      [...new Set(bookings.map(each => each.contactId))].map(async id => {
        const tree = await store.contacts.cardTree(id);
        return [id, tree ? cardName(tree) : ''] as const;
      }),
    ),
  );
  const events = bookings.flatMap(booking => {
    const items = booking.items.filter(each => each.staffId === staffId);
    const [first, last] = [items[0]!, items.at(-1)!];
    return {
      id: booking.id,
      title: [booking.name || names.get(booking.contactId), servicesText({ items })].filter(Boolean).join(': '),
      ...{ startAt: first.startAt, endAt: last.endAt },
      sequence: booking.version,
      isCancelled: !isLive(booking),
      words: booking.note,
    };
  });
  return calendarFile(events, at, employee.name);
}
