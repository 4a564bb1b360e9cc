import { useRef, useState } from 'preact/hooks';
import { errorText } from './errors.ts';
import { ApiError, codeOf } from './http.ts';
import { t } from './words/index.ts';

/** What a form shows while and after it is sent. */
export interface Submitting {
  isBusy: boolean;
  /** What concerns the whole form, as a sentence. */
  problem: string;
  /**
   * The sentence under a field, about it or a part of it; empty when it is fine.
   * @param wanted what it must be, said where the field itself can not be so
   */
  problemOf(field: string, wanted?: string): string;
  onSubmit(event: Event): void;
}

/** Codes that say no more than that a value can not be so. */
const UNREADABLE = ['BAD_REQUEST', 'FIELD_INVALID'];

/**
 * Runs `work` on submit, once at a time, and keeps the refusal: sentences under the fields it names, or one for the form.
 * What was typed is the caller's and stays. The focus goes to the first field that is wrong.
 */
export function useSubmit(work: () => Promise<void>): Submitting {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const isRunning = useRef(false);

  async function onSubmit(event: Event) {
    event.preventDefault();
    if (isRunning.current) return;
    const form = event.currentTarget as HTMLFormElement;
    isRunning.current = true;
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(thrown instanceof ApiError ? thrown : new ApiError(codeOf(thrown)));
      requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  }

  const fields = error?.fields ?? {};
  const hasFields = Object.keys(fields).length > 0;
  return {
    isBusy,
    onSubmit: event => void onSubmit(event),
    problem: !error ? '' : hasFields ? t('notSavedFields') : errorText(error.code),
    problemOf(field, wanted) {
      const code = Object.entries(fields).find(([path]) => path === field || path.startsWith(`${field}.`))?.[1];
      if (!code) return '';
      return wanted && UNREADABLE.includes(code) ? wanted : errorText(code);
    },
  };
}
