import type { Tongue } from '../../../protocol/doctor/sentences.ts';
import type { DoctorWords } from '../../../protocol/doctor/words/en.ts';
import { byLocale, currentTag, isolate } from '../../shell/locale.ts';

const words = byLocale<DoctorWords>({
  en: async () => (await import('../../../protocol/doctor/words/en.ts')).en,
  ru: async () => (await import('../../../protocol/doctor/words/ru.ts')).ru,
  mn: async () => (await import('../../../protocol/doctor/words/mn.ts')).mn,
  ar: async () => (await import('../../../protocol/doctor/words/ar.ts')).ar,
  am: async () => (await import('../../../protocol/doctor/words/am.ts')).am,
  hi: async () => (await import('../../../protocol/doctor/words/hi.ts')).hi,
});

/** What the doctor's sentences are made with, in the language that is spoken. */
export const tongue = (): Tongue => ({ words: words(), tag: currentTag(), isolate });
