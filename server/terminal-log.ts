/** The log as a person reads it at a terminal: pino writes JSON, and this makes a line with a time and a sentence of it. */
export interface TerminalLog {
  /** One line of JSON, as pino writes it. */
  write(line: string): void;
  /** What was held back while the server started is shown, and from now on everything at once. */
  release(): void;
}

/** Pino's numbers. */
const LEVELS: Record<number, string> = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };
const WARN = 40;

interface Logged {
  level: number;
  time: number;
  msg?: string;
  err?: { stack?: string; message?: string };
}

/**
 * Holds back until `release`, so that the start prints one block and nothing in it: only warnings are kept for after it,
 * because the block itself says that the server listens.
 * @param show prints a text without its line end
 */
export function createTerminalLog(show: (text: string) => void): TerminalLog {
  let held: string[] | null = [];
  return {
    write(line) {
      const logged = JSON.parse(line) as Logged;
      if (held === null) show(readable(logged));
      else if (logged.level >= WARN) held.push(readable(logged));
    },
    release() {
      const before = held ?? [];
      held = null;
      for (const text of before) show(text);
    },
  };
}

function readable({ level, time, msg = '', err }: Logged): string {
  const clock = new Date(time).toTimeString().slice(0, 8);
  const cause = err && `\n${indented(err.stack ?? err.message ?? '')}`;
  return `${clock} ${(LEVELS[level] ?? '').padEnd(5)} ${msg.replace(/\p{Cc}/gu, ' ')}${cause ?? ''}`;
}

/** In JSON they were escaped: here a sign of somebody's could turn the terminal's colours, or begin a line like ours. */
function indented(cause: string): string {
  return cause.replace(/(?!\n)\p{Cc}/gu, ' ').replace(/^(?!\s)/gm, '  ');
}
