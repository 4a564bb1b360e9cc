import { createLazy } from '../../panel/lazy.ts';

/** How a day and an hour are chosen. */
export const when = createLazy('when', () => import('./when/when.tsx'));
