import type { Signal } from '@preact/signals';
import type { ErrorCode } from '../../protocol/wire/errors.ts';
import type { ErrorAnswer } from '../../protocol/wire/frames.ts';
import { ROOT } from './root.ts';

/** `OFFLINE`: no answer came at all. */
export type ApiCode = ErrorCode | 'OFFLINE';

/** A refusal, by code; the views translate it. `fields` names what is wrong in the body, each with its own code. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly code: ApiCode;
  readonly fields: Record<string, string>;

  constructor(code: ApiCode, fields: Record<string, string> = {}) {
    super(code);
    this.code = code;
    this.fields = fields;
  }
}

/** The addresses under `/v1`, which each room names for itself. Every call throws `ApiError`. */
export interface Http {
  /** @throws what the signal was aborted with, if it was */
  get<T>(path: string, signal?: AbortSignal): Promise<T>;
  post<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  patch<T>(path: string, body: unknown): Promise<T>;
  delete<T = void>(path: string): Promise<T>;
  /** A `PUT` of bytes. */
  putBytes<T>(path: string, bytes: Blob): Promise<T>;
  /** A `PATCH` of bytes that begin at `offset` of a whole. */
  patchBytes<T>(path: string, bytes: Blob, offset: number, signal: AbortSignal): Promise<T>;
}

const BYTES = { 'content-type': 'application/octet-stream' };

/** @param onSignedOut called when the session has ended, before the call throws SIGN_IN_REQUIRED */
export function createHttp(onSignedOut: () => void, fetch: typeof globalThis.fetch): Http {
  async function call<T>(method: string, path: string, init: RequestInit = {}): Promise<T> {
    const { signal } = init;
    const response = await fetch(`${ROOT}v1/${path}`, { method, credentials: 'same-origin', ...init }).catch(
      (error: unknown) => {
        if (signal?.aborted) throw error;
        throw new ApiError('OFFLINE');
      },
    );
    const text = await response.text();
    if (response.ok) return (text ? JSON.parse(text) : undefined) as T;
    const { code, fields } = readError(text);
    if (code === 'SIGN_IN_REQUIRED') onSignedOut();
    throw new ApiError(code, fields);
  }

  function tell<T>(method: string, path: string, body: unknown, signal: AbortSignal | null = null): Promise<T> {
    if (body === undefined) return call(method, path, { signal });
    return call(method, path, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
  }

  return {
    get: (path, signal) => call('GET', path, { signal: signal ?? null }),
    post: (path, body, signal) => tell('POST', path, body, signal),
    put: (path, body) => tell('PUT', path, body),
    patch: (path, body) => tell('PATCH', path, body),
    delete: path => call('DELETE', path),
    putBytes: (path, body) => call('PUT', path, { headers: BYTES, body }),
    patchBytes: (path, bytes, offset, signal) =>
      call('PATCH', path, {
        headers: { ...BYTES, 'upload-offset': String(offset) },
        body: bytes,
        signal,
      }),
  };
}

/** A query of what is given: `?a=1&b=2`, or nothing. */
export function asQuery(query: Record<string, string | number | null | undefined>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]]));
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';
}

/** A proxy's error page is not JSON; then only the status is known, and it is somebody else's trouble. */
function readError(text: string): ErrorAnswer & { code: ErrorCode } {
  try {
    const answer = JSON.parse(text) as ErrorAnswer;
    if (typeof answer.code === 'string') return answer as ErrorAnswer & { code: ErrorCode };
  } catch {
    // Falls through to the same answer as JSON without a code.
  }
  return { code: 'INTERNAL' };
}

/** The code of anything thrown by a call or the connection. */
export function codeOf(error: unknown): ApiCode {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'NOT_CONNECTED' ? 'OFFLINE' : typeof code === 'string' ? (code as ApiCode) : 'INTERNAL';
}

/** Puts an answer where it is held; when none comes, what is held stays. */
export function readInto<T>(held: Signal<T>, answer: Promise<T>): void {
  answer.then(
    now => {
      held.value = now;
    },
    () => undefined,
  );
}
