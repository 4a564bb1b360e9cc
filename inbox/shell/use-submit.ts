import { useRef, useState } from 'preact/hooks';
import { errorText } from './errors.ts';
import { ApiError, codeOf } from './http.ts';
import { t } from './words/index.ts';

/** What a form shows while and after it is sent. */
export interface Submitting {
  isBusy: boolean;
  /** What concerns the whole form, as a sentence. */
  problem: string;
  /** The sentence under a field; empty when it is fine. */
  problemOf(field: string): string;
  onSubmit(event: Event): void;
}

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
    problemOf: field => (fields[field] ? errorText(fields[field]) : ''),
  };
}
