import { createLazy } from '../../panel/lazy.ts';

/** Files to send and files that were sent: a chunk for sites that take some. */
export const files = createLazy('files', () => import('./files.tsx'));
