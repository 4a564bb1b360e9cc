/** Recordings, brought from the telephone system while somebody listens, and kept nowhere (SPEC CL11). */
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { ask } from '../../outbox/ask.ts';
import { unseal } from '../../secrets.ts';
import { basic } from './dial.ts';
import { TELEPHONE } from './settings.ts';
import type { CallRecord } from './store.ts';

/** A talk of four hours at telephone quality. */
const MAX_BYTES = 256 * 1024 * 1024;
/** Whoever listens goes to the kitchen meanwhile; a browser asks for the rest anew. */
const PATIENCE_MS = 15 * 60_000;
/** What browsers play, and what telephone systems record. */
const TYPES = /^audio\/(?:mpeg|mp3|mp4|x-m4a|aac|ogg|opus|webm|wav|x-wav|wave|vnd\.wave|flac)$/i;

export interface Recording {
  status: 200 | 206;
  headers: Record<string, string>;
  body: Transform;
}

/**
 * Opens a recording where it lies.
 * @param range the listener's `Range` header, handed on where it is one
 * @throws AppError NOT_FOUND: there is none, or what lies there can not be had
 */
export async function openRecording(
  context: Context,
  { id, recording }: Pick<CallRecord, 'id' | 'recording'>,
  { range, signal }: { range: string | undefined; signal: AbortSignal },
): Promise<Recording> {
  const { config, settings, log } = context;
  const url = recording === '' ? null : unseal(config.secretKey, recording);
  if (url === null) throw new AppError('NOT_FOUND');
  const { settings: set, secrets } = await settings.read(TELEPHONE);
  const password = secrets.recordings === '' ? '' : unseal(config.secretKey, secrets.recordings);
  // Whoever tells of calls names the address: only where an owner said so is anything signed in to.
  const isTheirs = new URL(url).origin === set.recordings.url && password !== null;
  const hasLogin = isTheirs && (set.recordings.user !== '' || password !== '');
  const headers = {
    ...(range !== undefined && /^bytes=\d*-\d*$/.test(range) && { range }),
    ...(hasLogin && basic(set.recordings.user, password)),
  };
  try {
    return await ask(
      url,
      { method: 'GET', headers, mayBePrivate: config.webhooksToPrivate, patienceMs: PATIENCE_MS, signal },
      async response => opened(response),
    );
  } catch (error) {
    log.info({ id, problem: (error as Error).message }, 'a recording could not be had');
    throw new AppError('NOT_FOUND', 'The telephone system does not give this recording now.');
  }
}

/** @throws Error for what is no recording */
function opened(response: IncomingMessage): Recording {
  const { statusCode, headers } = response;
  const type = (headers['content-type'] ?? '').split(';')[0]!.trim();
  const length = Number(headers['content-length'] ?? 0);
  const problem =
    statusCode !== 200 && statusCode !== 206
      ? String(statusCode)
      : !TYPES.test(type)
        ? 'no audio'
        : length > MAX_BYTES
          ? 'too long'
          : null;
  if (problem !== null) {
    response.destroy();
    throw new Error(problem);
  }
  let bytes = 0;
  const body = new Transform({
    transform(part: Buffer, _encoding, done) {
      bytes += part.length;
      if (bytes > MAX_BYTES) done(new Error('too long'));
      else done(null, part);
    },
  });
  response.on('error', error => body.destroy(error));
  body.on('close', () => response.destroy());
  // Whoever listens may go; there is nobody to tell.
  body.on('error', () => undefined);
  response.pipe(body);
  const handedOn = ['content-length', 'content-range', 'accept-ranges'].flatMap(name => {
    const value = headers[name];
    return typeof value === 'string' && /^[\w\s/*-]{1,100}$/.test(value) ? [[name, value] as const] : [];
  });
  return { status: statusCode as 200 | 206, headers: { 'content-type': type, ...Object.fromEntries(handedOn) }, body };
}
