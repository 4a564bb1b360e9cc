import { signal } from '@preact/signals';

type Spaced = (number: string) => string;

const spaced = signal<Spaced | null>(null);
let isAsked = false;

async function load(): Promise<void> {
  try {
    const { spacedPhone } = await import('./phone-formats.ts');
    spaced.value = spacedPhone;
  } catch {
    // Unspaced it can be rung, too; a reload asks again.
  }
}

/**
 * A number as its country writes it: `+976 9911 2233`. What shows it is drawn anew once it is known how.
 * @param number E.164, as it is kept; anything else stays as it is
 */
export function phoneText(number: string): string {
  if (!isAsked && number) {
    isAsked = true;
    void load();
  }
  return spaced.value?.(number) ?? number;
}
