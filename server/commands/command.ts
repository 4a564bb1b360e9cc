import { resolve } from 'node:path';
import { VARIABLES } from '../config.ts';

/** The words on a command line: `npx deskbell NAME WORDS`, in a checkout `npm run NAME -- WORDS`. */
export interface Words {
  names: string[];
  isReplacing: boolean;
}

/**
 * Runs a command of the terminal, and ends it with code 1 and one sentence when it can not be done.
 * @param name `backup`
 * @param usage `FILE`; also how many names are wanted, and whether --replace is known
 */
export async function runCommand(
  name: string,
  usage: string,
  command: (words: Words) => void | Promise<void>,
): Promise<void> {
  const words = process.argv.slice(2);
  const names = words.filter(each => !each.startsWith('--'));
  const flags = words.filter(each => each.startsWith('--'));
  const wanted = usage.split(' ').filter(each => /^[A-Z]+$/.test(each)).length;
  const isUnknown = flags.some(each => each !== '--replace' || !usage.includes(each));
  if (names.length !== wanted || isUnknown) {
    const caller = process.env.npm_lifecycle_event === name ? `npm run ${name} --` : `npx deskbell ${name}`;
    console.error(`Wanted: ${caller} ${usage}; got ${words.length > 0 ? words.join(' ') : 'nothing'}.`);
    process.exitCode = 1;
    return;
  }
  try {
    await command({ names, isReplacing: flags.length > 0 });
  } catch (error) {
    // A mistake of ours needs its stack; everything else is a sentence.
    const isBug = error instanceof TypeError || error instanceof ReferenceError;
    console.error(isBug ? error : (error as Error).message);
    process.exitCode = 1;
  }
}

/** What the server would open. */
export function databaseUrl(): string {
  return process.env.DATABASE_URL?.trim() || VARIABLES.DATABASE_URL.default;
}

/** A file that was named where the person stood: npm runs scripts in the checkout's own folder. */
export function fileNamed(name: string): string {
  return resolve(process.env.INIT_CWD ?? '', name);
}

/** `1 conversation`, `12,000 entries`. */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** `96 KB`, `1.5 GB`. */
export function sized(bytes: number): string {
  const units = ['KB', 'MB', 'GB', 'TB'];
  let [size, unit] = [bytes / 1024, 0];
  while (size >= 1024 && unit < units.length - 1) [size, unit] = [size / 1024, unit + 1];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}
