import { ERRORS, type ErrorCode } from '../protocol/wire/errors.ts';

/**
 * The one error that Deskbell throws on purpose. Status and sentence come from the table in `protocol/wire/errors.ts`.
 * @param detail what was wanted, what came, what to do; goes to the log and, below 500, to HTTP callers
 */
export class AppError extends Error {
  override name = 'AppError';
  readonly code: ErrorCode;
  /** Which fields are wrong, each with its own code. */
  readonly fields: Record<string, ErrorCode> | undefined;
  readonly retryAfterMs: number | undefined;
  /** Where the next piece of an upload begins. */
  readonly offset: number | undefined;
  /** The next time that is free, in the stead of one that is taken; ms since the epoch. */
  readonly nextAt: number | undefined;
  /** The next few, from `nextAt` on, where more of them are known. */
  readonly nextTimes: readonly number[] | undefined;
  /** Ids of what has it already. */
  readonly conflicts: readonly string[] | undefined;

  constructor(
    code: ErrorCode,
    detail?: string,
    options: {
      cause?: unknown;
      fields?: Record<string, ErrorCode>;
      retryAfterMs?: number;
      offset?: number;
      nextAt?: number;
      nextTimes?: readonly number[];
      conflicts?: readonly string[];
    } = {},
  ) {
    super(detail ?? ERRORS[code].text, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.fields = options.fields;
    this.retryAfterMs = options.retryAfterMs;
    this.offset = options.offset;
    this.nextAt = options.nextAt;
    this.nextTimes = options.nextTimes;
    this.conflicts = options.conflicts;
  }

  /** HTTP status, from the table. */
  get status(): number {
    return ERRORS[this.code].status;
  }
}

/**
 * Refuses what has mistakes in it: every wrong field is named, and the first one's code stands for all.
 * @throws AppError unless there are none
 */
export function refuseMistakes(fields: Record<string, ErrorCode>): void {
  const [code] = Object.values(fields);
  if (code) throw new AppError(code, undefined, { fields });
}
