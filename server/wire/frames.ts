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

export const readVisitorFrame = reader(visitorFrame);
export const readAgentFrame = reader(agentFrame);

/**
 * Text to frame: size, JSON, type, schema, in this order (SPEC W5).
 * Codes: FRAME_TOO_LARGE, BAD_FRAME, FRAME_TYPE_UNKNOWN, FIELD_INVALID with the fields.
 */
function reader<Schema extends z.ZodDiscriminatedUnion>(schema: Schema) {
  const types = new Set<unknown>(
    schema.options.flatMap(each => [...(each as z.ZodObject<{ type: z.ZodLiteral }>).shape.type.values]),
  );

  return (data: Buffer, isBinary: boolean): Read<z.infer<Schema>> => {
    if (data.length > LIMITS.frameBytes) {
      const detail = `A frame takes up to ${LIMITS.frameBytes} bytes, got ${data.length}.`;
      return { refusal: new AppError('FRAME_TOO_LARGE', detail), ref: peekClientId(data) };
    }
    const value = isBinary ? undefined : parse(data);
    if (typeof value !== 'object' || value === null) return { refusal: new AppError('BAD_FRAME'), ref: undefined };
    const result = schema.safeParse(value);
    if (result.success) return { frame: result.data };

    const { type, clientId } = value as { type?: unknown; clientId?: unknown };
    const ref = typeof clientId === 'string' && clientId.length <= LIMITS.clientIdChars ? clientId : undefined;
    if (typeof type !== 'string') return { refusal: new AppError('BAD_FRAME'), ref };
    if (!types.has(type))
      return { refusal: new AppError('FRAME_TYPE_UNKNOWN', `No command is called ${type.slice(0, 40)}.`), ref };
    // For the log, and not each of thousands: the sender chooses how many.
    const detail = z.prettifyError({ issues: result.error.issues.slice(0, 8) });
    const refusal = new AppError('FIELD_INVALID', detail, {
      fields: fieldErrors(issuesOf(result.error)),
    });
    return { refusal, ref };
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
