import { expect, test } from 'vitest';
import { losesLastOwner } from '../../../../server/features/agents/rules.ts';

const OWNER = { role: 'owner', isDisabled: false } as const;
const AGENT = { role: 'agent', isDisabled: false } as const;
const DISABLED = { role: 'owner', isDisabled: true } as const;

test.each([
  ['the only owner is made an agent', OWNER, AGENT, false, true],
  ['the only owner is disabled', OWNER, DISABLED, false, true],
  ['the only owner stays one', OWNER, OWNER, false, false],
  ['one of several owners is made an agent', OWNER, AGENT, true, false],
  ['one of several owners is disabled', OWNER, DISABLED, true, false],
  ['an agent is disabled where no owner can sign in', AGENT, { ...AGENT, isDisabled: true }, false, false],
  ['a disabled owner is made an agent where no owner can sign in', DISABLED, AGENT, false, false],
  ['an agent becomes the first owner', AGENT, OWNER, false, false],
])('ST9 %s', (_what, before, after, hasOther, isLost) => {
  expect(losesLastOwner(before, after, hasOther)).toBe(isLost);
});
