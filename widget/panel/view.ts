import type { Tab } from '../options.ts';
import { createValue } from './value.ts';

/** What the visitor looks at. */
export const view = createValue({ isOpen: false, tab: 'chat' as Tab });
