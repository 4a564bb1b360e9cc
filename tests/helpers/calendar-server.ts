import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a calendar's server answers: a text, a status with headers perhaps, or nothing at all (`silence`). */
export type CalendarAnswer = string | [status: number, headers: Record<string, string>];

/** A calendar of whole days, by date. */
export function calendarOf(days: Record<string, string>): string {
  const events = Object.entries(days).flatMap(([date, name]) => [
    'BEGIN:VEVENT',
    `UID:${date}@calendar.example`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`,
    `SUMMARY:${name}`,
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', ...events, 'END:VCALENDAR', ''].join('\r\n');
}

/** Somebody's calendar on this machine: answers as it is told, and counts how often it was asked. */
export async function openCalendar(answer: CalendarAnswer = calendarOf({})) {
  const calendar: { url: string; answer: CalendarAnswer; asked: number } = { url: '', answer, asked: 0 };
  const server = createServer((_request, response) => {
    calendar.asked += 1;
    if (calendar.answer === 'silence') return;
    if (typeof calendar.answer === 'string') response.setHeader('content-type', 'text/calendar').end(calendar.answer);
    else response.writeHead(...calendar.answer).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  calendar.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/holidays.ics`;
  return calendar;
}
