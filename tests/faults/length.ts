import { seed } from '../helpers/chance.ts';

/** `FAULTS=long`, as `npm run soak` sets it, runs each storm longer and more often. */
export const isLong = process.env.FAULTS === 'long';

/** Picks how often: in the short set, which is part of `npm test`, and in the long one. */
export const times = (short: number, long: number) => (isLong ? long : short);

console.log(`FAULT_SEED=${seed}`);
