import { words } from '../../../shell/locale.ts';
import type { Messages } from './en.ts';

export const { t, count } = words<Messages>({
  en: () => import('./en.ts'),
  ru: () => import('./ru.ts'),
  mn: () => import('./mn.ts'),
  ar: () => import('./ar.ts'),
  am: () => import('./am.ts'),
  hi: () => import('./hi.ts'),
});
