import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import { fileKind } from '../../../protocol/files.ts';
import type { Found } from './names.ts';

/** What a look at a whole file brings. */
export interface Inspected {
  /** Null: nothing that is taken. */
  found: Found | null;
  /** SHA-256 of the bytes, hex. */
  hash: string;
  /** Bytes that were there. */
  size: number;
  preview: Buffer | null;
  width: number | null;
  height: number | null;
}

export interface Inspector {
  /** Looks at a whole file, when it is its turn. @param name as its sender called it */
  inspect(bytes: () => Promise<AsyncIterable<Buffer>>, name: string): Promise<Inspected>;
}

/** Looks at once: each holds a file and a picture in memory. */
const AT_ONCE = 2;
/** The largest picture takes three seconds on a slow machine. */
const TIMEOUT_MS = 15_000;
/** A preview of 640 pixels is a tenth of it. */
const OUTPUT_BYTES = 2 * 1024 * 1024;

/** Without the right to write, to start programs, or to read our environment; the library for pictures is native. */
const RIGHTS = ['--permission', '--allow-fs-read=*', '--allow-addons'];
const FLAGS = [...RIGHTS, '--max-old-space-size=256', '--no-warnings'];

const foundLine = z.object({ ending: z.string(), type: z.string(), kind: fileKind }).nullable();
const sizeLine = z.object({ width: z.number().int(), height: z.number().int() });

/** @param options.log told where there will be no previews; `options.program` in place of our own, for tests */
export function createInspector(options: { log?: Pick<FastifyBaseLogger, 'debug'>; program?: string } = {}): Inspector {
  const { log, program = lookProgram() } = options;
  if (!canDraw()) log?.debug('sharp is not installed: pictures have no preview');
  const waiting: (() => void)[] = [];
  let running = 0;

  return {
    async inspect(bytes, name) {
      if (running >= AT_ONCE) await new Promise<void>(resolve => waiting.push(resolve));
      else running += 1;
      try {
        return await look(program, await bytes(), name);
      } finally {
        const next = waiting.shift();
        // The next one takes over this one's place.
        if (next) next();
        else running -= 1;
      }
    },
  };
}

/** Whether the library for pictures is there; npm leaves it out where it has none for the machine. */
function canDraw(): boolean {
  try {
    createRequire(import.meta.url).resolve('sharp');
    return true;
  } catch {
    return false;
  }
}

async function look(program: string, bytes: AsyncIterable<Buffer>, name: string): Promise<Inspected> {
  const { SystemRoot } = process.env;
  const child = spawn(process.execPath, [...FLAGS, program, name], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: SystemRoot ? { SystemRoot } : {},
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('close', () => resolve());
    child.on('error', reject);
  });
  const output: Buffer[] = [];
  let told = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    told += chunk.length;
    if (told > OUTPUT_BYTES) child.kill('SIGKILL');
    else output.push(chunk);
  });
  // It may end before it has read everything; what it said counts.
  child.stdin.on('error', () => {});

  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    size += chunk.length;
    if (child.stdin.writable && !child.stdin.write(chunk)) await drained(child.stdin);
  }
  child.stdin.end();
  await ended;
  return { ...read(Buffer.concat(output)), hash: hash.digest('hex'), size };
}

function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise(resolve => {
    for (const event of ['drain', 'close', 'error']) stream.once(event, resolve);
  });
}

/** What a program said that may have been cut off anywhere, or be somebody else's by now. */
function read(output: Buffer): Omit<Inspected, 'hash' | 'size'> {
  const nothing = { preview: null, width: null, height: null };
  const [first, rest] = line(output);
  const found = foundLine.safeParse(first).data ?? null;
  const [second, preview] = line(rest);
  const size = sizeLine.safeParse(second).data;
  // WebP: RIFF, a length, WEBP. Nothing else is ever served as one.
  const isWhole = preview.length > 12 && preview.readUInt32LE(4) + 8 === preview.length;
  const isWebp = isWhole && preview.toString('latin1', 0, 4) === 'RIFF' && preview.toString('latin1', 8, 12) === 'WEBP';
  return size && isWebp ? { found, preview, ...size } : { found, ...nothing };
}

/** The JSON of the first line, undefined where it is none, and what follows it. */
function line(output: Buffer): [json: unknown, rest: Buffer] {
  const end = output.indexOf('\n');
  if (end < 0) return [undefined, Buffer.alloc(0)];
  const rest = output.subarray(end + 1);
  try {
    return [JSON.parse(output.toString('utf8', 0, end)), rest];
  } catch {
    return [undefined, rest];
  }
}

/** `look`, seen from the sources and from the bundle (`dist/server/…`) alike. */
function lookProgram(): string {
  const here = fileURLToPath(import.meta.url);
  const [root, isBundle] = here.split(`${sep}dist${sep}server${sep}`);
  return isBundle ? join(root!, 'dist/server/files/look.js') : join(dirname(here), 'look.ts');
}
