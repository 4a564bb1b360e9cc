import { z } from 'zod';
import { agentFrame } from '../../protocol/agent.ts';
import { type VisitorFrame, visitorFrame } from '../../protocol/visitor.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { AppError } from '../app-error.ts';
import { fieldErrors, issuesOf } from '../http/field-errors.ts';

/** A frame as its schema leaves it, or what is wrong with it; `ref` is the sender's id for it, when that can be read. */
export type Read<Frame> = { frame: Frame } | { refusal: AppError; ref: string | undefined };

/** One kind of frame: `VisitorCommand<'typing.set'>`. */
export type VisitorCommand<Type extends VisitorFrame['type']> = Extract<VisitorFrame, { type: Type }>;

/** The rules of the wire for a value that was parsed already; see `reader`. */
export const checkVisitorFrame = checker(visitorFrame);
export const readVisitorFrame = reader(checkVisitorFrame);
export const readAgentFrame = reader(checker(agentFrame));

/** Text to frame: size, JSON, type, schema, in this order (SPEC W5). Codes: FRAME_TOO_LARGE, BAD_FRAME, and what `checker` says. */
function reader<Frame>(check: (value: object) => Read<Frame>) {
  return (data: Buffer, isBinary: boolean): Read<Frame> => {
    if (data.length > LIMITS.frameBytes) {
      const detail = `A frame takes up to ${LIMITS.frameBytes} bytes, got ${data.length}.`;
      return { refusal: new AppError('FRAME_TOO_LARGE', detail), ref: peekClientId(data) };
    }
    const value = isBinary ? undefined : parse(data);
    if (typeof value !== 'object' || value === null) return { refusal: new AppError('BAD_FRAME'), ref: undefined };
    return check(value);
  };
}

/** Codes: BAD_FRAME, FRAME_TYPE_UNKNOWN, FIELD_INVALID with the fields. */
function checker<Schema extends z.ZodDiscriminatedUnion>(schema: Schema) {
  type Frame = z.infer<Schema>;
  const parsers = new Map<unknown, Parser>(
    schema.options.flatMap(each => {
      const parser = compiledWhenBusy(each as z.ZodType);
      return [...(each as z.ZodObject<{ type: z.ZodLiteral }>).shape.type.values].map(type => [type, parser] as const);
    }),
  );

  return (value: { type?: unknown; clientId?: unknown }): Read<Frame> => {
    const { type, clientId } = value;
    const result = parsers.get(type)?.(value);
    if (result?.success) return { frame: result.data as Frame };

    const ref = typeof clientId === 'string' && clientId.length <= LIMITS.clientIdChars ? clientId : undefined;
    if (typeof type !== 'string') return { refusal: new AppError('BAD_FRAME'), ref };
    if (!result)
      return { refusal: new AppError('FRAME_TYPE_UNKNOWN', `No command is called ${type.slice(0, 40)}.`), ref };
    // For the log, and not each of thousands: the sender chooses how many.
    const detail = z.prettifyError({ issues: result.error.issues.slice(0, 8) });
    const refusal = new AppError('FIELD_INVALID', detail, {
      fields: fieldErrors(issuesOf(result.error)),
    });
    return { refusal, ref };
  };
}

type Parser = (value: unknown) => z.ZodSafeParseResult<unknown>;

/** So often a schema is asked before it is compiled, which takes a millisecond: a start has better to do. */
const BUSY = 100;

/** A schema's `safeParse`, which is one function of its own once it is busy. What that refuses, the schema itself words. */
function compiledWhenBusy(schema: z.ZodType): Parser {
  let current = schema;
  let asked = 0;
  return value => {
    if (asked < BUSY && ++asked === BUSY) current = z.compile(schema);
    return current.safeParse(value);
  };
}

function parse(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString());
  } catch {
    // Not JSON: the same refusal as JSON of no shape.
    return undefined;
  }
}

/**
 * The id in a frame too large to parse, so that its sender can tell the person which of their messages it is. Clients
 * write it near the start; inside a JSON text the quotes would be escaped, so it can not be somebody's words.
 */
function peekClientId(data: Buffer): string | undefined {
  return /(?<!\\)"clientId"\s*:\s*"([^"\\]{8,64})"/.exec(data.toString('utf8', 0, 512))?.[1];
}
