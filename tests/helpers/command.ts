import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const COMMANDS = join(import.meta.dirname, '../../server/commands');

/**
 * Runs `npm run NAME -- ARGS` from the sources, as a process of its own.
 * @param from.folder where it stands
 * @returns its exit code, and all that it printed
 */
export async function command(name: string, args: string[], { folder, env = {} }: { folder: string; env?: object }) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(COMMANDS, `${name}.ts`), ...args],
    { cwd: folder, env: { PATH: process.env.PATH, ...env } },
  );
  let printed = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code: code as number | null, printed };
}
