import { expect, test } from 'vitest';
import { z } from 'zod';
import { agentFrame } from '../../protocol/agent.ts';
import { visitorFrame } from '../../protocol/visitor.ts';
import fc from '../helpers/properties.ts';
import { cases, fuzzed, fuzzTimeout } from './fuzz.ts';
import { type JsonSchema, valuesOf } from './json-values.ts';

const FRAMES = [...visitorFrame.options, ...agentFrame.options].map(option => {
  const schema = option as z.ZodObject<{ type: z.ZodLiteral<string> }>;
  return { name: schema.shape.type.value, schema };
});

test.for(FRAMES)(
  'W5 busy frames of $name are taken, changed and refused as their schema says',
  { timeout: fuzzTimeout },
  ({ schema }) => {
    const compiled = z.compile(schema, { strict: true });
    const values = valuesOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema, {});
    // As JSON brings them: with a `__proto__` of their own, and without what it can not say.
    const sent = values.map(value => JSON.stringify(value)).filter(text => text !== undefined);
    const outcome = (parser: z.ZodType, text: string) => {
      const result = parser.safeParse(JSON.parse(text));
      return result.success ? result : { issues: result.error.issues };
    };
    fc.assert(
      fc.property(sent, text => {
        const [ours, wanted] = [outcome(compiled, text), outcome(schema, text)];
        expect(ours).toStrictEqual(wanted);
        // The names in the same order too: prints of what was sent are made of its text.
        expect(JSON.stringify(ours)).toBe(JSON.stringify(wanted));
      }),
      fuzzed(cases(300)),
    );
  },
);
