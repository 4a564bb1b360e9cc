/** Times that people have promised each other as a file for calendars (RFC 5545). Pure. */

export interface CalendarEvent {
  /** The same for the same call or booking, so that a calendar moves what it has. */
  id: string;
  title: string;
  startAt: number;
  endAt: number;
  /** How often it was changed; left out: a later file stands above an earlier one. */
  sequence?: number;
  isCancelled?: boolean;
  /** What else is to be known; lines. */
  words?: string;
  /** Where it is moved or cancelled, and what that is called. */
  link?: { url: string; text: string };
}

/** RFC 5545 section 3.1: lines of at most 75 bytes; what is longer goes on in the next, behind a blank. */
const LINE_BYTES = 75;

/**
 * A file of what is cancelled takes it out of the calendar that has it (RFC 5546 section 3.2.5).
 * @param now when the file is made, ms since epoch
 * @param name of a calendar that is read again and again; left out: it is one that somebody keeps
 */
export function calendarFile(events: readonly CalendarEvent[], now: number, name?: string): string {
  const takesOut = name === undefined && events.length > 0 && events.every(each => each.isCancelled);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Deskbell//Deskbell//EN',
    `METHOD:${takesOut ? 'CANCEL' : 'PUBLISH'}`,
    // RFC 7986, and what those read who know it not.
    ...(name === undefined ? [] : [`NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`]),
    ...events.flatMap(event => eventLines(event, now)),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function eventLines({ id, title, startAt, endAt, words, link, ...event }: CalendarEvent, now: number): string[] {
  const description = [words, link && `${link.text}: ${link.url}`].filter(Boolean).join('\n');
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(id)}@deskbell`,
    `SEQUENCE:${event.sequence ?? Math.floor(now / 1000) % 2 ** 31}`,
    `DTSTAMP:${instant(now)}`,
    `DTSTART:${instant(startAt)}`,
    `DTEND:${instant(endAt)}`,
    `SUMMARY:${escaped(title)}`,
    ...(description === '' ? [] : [`DESCRIPTION:${escaped(description)}`]),
    ...(link ? [`URL:${link.url}`] : []),
    ...(event.isCancelled ? ['STATUS:CANCELLED'] : []),
    'END:VEVENT',
  ];
}

/** `20261124T080000Z` */
function instant(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** RFC 5545 section 3.3.11. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** Between characters, as a cut one would be none. */
function folded(line: string): string {
  let [out, bytes] = ['', 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > LINE_BYTES) {
      out += '\r\n ';
      bytes = 1;
    }
    out += character;
    bytes += size;
  }
  return out;
}
