/** A promised call as a file for calendars (RFC 5545). Pure. */

export interface CalendarCall {
  /** The same for the same call, so that a calendar moves what it has. */
  id: string;
  title: string;
  startAt: number;
  endAt: number;
  /** Where it is moved or cancelled, and what that is called. */
  link: { url: string; text: string };
}

/** RFC 5545 section 3.1: lines of at most 75 bytes; what is longer goes on in the next, behind a blank. */
const LINE_BYTES = 75;

/** @param now when the file is made, ms since epoch */
export function calendarFile({ id, title, startAt, endAt, link }: CalendarCall, now: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Deskbell//Deskbell//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${escaped(id)}@deskbell`,
    // A later file of the same call stands above an earlier one.
    `SEQUENCE:${Math.floor(now / 1000) % 2 ** 31}`,
    `DTSTAMP:${instant(now)}`,
    `DTSTART:${instant(startAt)}`,
    `DTEND:${instant(endAt)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(`${link.text}: ${link.url}`)}`,
    `URL:${link.url}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
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
