import { checkVisitorFrame } from '../../server/wire/frames.ts';
import { median, type Row } from './row.ts';

const ROUNDS = 15;
const PER_ROUND = 20_000;

/** Reading a frame and checking it as the server does, against reading it alone. */
export function parseAndValidate(): Row {
  const frame = JSON.stringify({
    type: 'message.send',
    clientId: '8a4c1de0-7f0e-4a53-93a1-9b3f6f6d6c55',
    text: 'Сайн байна уу? Do you deliver to Darkhan by Friday noon?',
  });
  const checked = () => checkVisitorFrame(JSON.parse(frame));
  const alone = () => JSON.parse(frame) as unknown;
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(nanoseconds(checked));
    theirs.push(nanoseconds(alone));
  }
  return {
    what: 'parse and validate a frame',
    measured: `${Math.round(median(ours))} ns`,
    beside: `JSON.parse ${Math.round(median(theirs))} ns`,
    ratio: median(ours) / median(theirs),
    goal: '≤ 1.5',
  };
}

function nanoseconds(work: () => unknown): number {
  const startedAt = performance.now();
  for (let done = 0; done < PER_ROUND; done++) work();
  return ((performance.now() - startedAt) * 1e6) / PER_ROUND;
}
