import { hostname } from 'node:os';

/** Where everything is, for whoever has just started the server. */
export interface Greeting {
  inbox: string;
  /** The link that makes the first owner, while there is none. */
  owner?: string;
  demo: string;
  store: string;
}

const READY = 'Deskbell is ready.';
const ONCE = 'The owner link works once; keep it to yourself.';
/** Pino's number for `info`. */
const INFO = 30;

/** For a person at a terminal: one block. */
export function greetingBlock({ inbox, owner, demo, store }: Greeting): string {
  const rows: [string, string][] = [
    ['Inbox', inbox],
    ...(owner ? [['Become the owner', owner] as [string, string]] : []),
    ['Demo page', demo],
    ['Store', store],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const block = rows.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`).join('\n');
  return `\n${READY}\n\n${block}\n${owner ? `\n${ONCE}\n` : ''}`;
}

/** For a file, journald or a collector: one line of JSON, of the log's own shape, whatever LOG_LEVEL says. */
export function greetingLine(greeting: Greeting, time: number): string {
  const msg = greeting.owner ? `${READY} ${ONCE}` : READY;
  return JSON.stringify({ level: INFO, time, pid: process.pid, hostname: hostname(), ...greeting, msg });
}
