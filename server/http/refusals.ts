import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { ErrorCode } from '../../protocol/wire/errors.ts';
import type { ErrorAnswer } from '../../protocol/wire/frames.ts';
import { AppError } from '../app-error.ts';
import { fieldErrors, type Issue } from './field-errors.ts';

/** Fastify's own refusals that a caller can do something about. */
const FASTIFY_CODES: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'FRAME_TOO_LARGE',
  FST_REQ_FILE_TOO_LARGE: 'FRAME_TOO_LARGE',
  FST_FIELDS_LIMIT: 'FRAME_TOO_LARGE',
  FST_PARTS_LIMIT: 'FRAME_TOO_LARGE',
  FST_FILES_LIMIT: 'FRAME_TOO_LARGE',
  FST_ERR_NOT_FOUND: 'NOT_FOUND',
};

/** Whatever a route threw, as one of our errors. Unknown ones become INTERNAL and keep their cause for the log. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const isBody = error.validationContext === 'body';
    const fields = fieldErrors(error.validation.map(asIssue));
    // Without a single field to point at, the body as a whole is of another shape.
    const code = isBody && !('body' in fields) ? 'FIELD_INVALID' : 'BAD_REQUEST';
    const list = error.validation
      .slice(0, 8)
      .map(each => `${each.instancePath.slice(1) || error.validationContext}: ${each.message}`);
    return new AppError(code, list.join('; '), { cause: error, fields });
  }
  const {
    code = '',
    statusCode = 500,
    message = '',
  } = error as { code?: string; statusCode?: number; message?: string };
  const known = FASTIFY_CODES[code];
  if (known) return new AppError(known, undefined, { cause: error });
  // The rest of Fastify's 4xx are about bodies that can not be read; its sentences say what was wanted.
  if (statusCode >= 400 && statusCode < 500) return new AppError('BAD_REQUEST', message, { cause: error });
  return new AppError('INTERNAL', undefined, { cause: error });
}

/** Sentences may repeat what came; that much of it is enough to know it by. */
const SENTENCE_CHARS = 1_000;

/** The JSON of a refusal: below 500 code and sentence; from 500 on only the code, because the rest is for the log. */
export function errorAnswer(error: AppError): ErrorAnswer {
  return {
    code: error.code,
    ...(error.status < 500 && { message: error.message.slice(0, SENTENCE_CHARS) }),
    ...(error.fields && { fields: error.fields }),
    ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
    ...(error.offset !== undefined && { offset: error.offset }),
    ...(error.nextAt !== undefined && { nextAt: error.nextAt }),
    ...(error.nextTimes !== undefined && { nextTimes: [...error.nextTimes] }),
    ...(error.conflicts !== undefined && { conflicts: [...error.conflicts] }),
  };
}

/** For the Retry-After header: whole seconds, rounded up (RFC 9110 section 10.2.3). */
export function retryAfter(error: AppError): string | null {
  return error.retryAfterMs === undefined ? null : String(Math.max(1, Math.ceil(error.retryAfterMs / 1000)));
}

/** The zod issue inside Fastify's validation error. */
function asIssue(each: {
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}): Issue {
  const path = each.instancePath.slice(1).split('/').filter(Boolean);
  return { ...each.params, path, code: each.keyword, message: each.message };
}
