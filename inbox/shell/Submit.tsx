import type { ComponentChildren } from 'preact';
import type { Submitting } from './use-submit.ts';
import { t } from './words/index.ts';

/** A sentence about a whole form or group of fields; screen readers hear it when it comes. */
export function Problem({ text, id }: { text: string; id?: string }) {
  return (
    <p class="problem" role="alert" id={id}>
      {text}
    </p>
  );
}

export function Submit({ isBusy, children }: { isBusy: boolean; children: ComponentChildren }) {
  return (
    <button type="submit" class="btn is-go" aria-disabled={isBusy}>
      {children}
    </button>
  );
}

/** The end of a form that was opened in a list: what is wrong with it, and its two ways out. */
export function SaveOrCancel({ form, onCancel }: { form: Submitting; onCancel: () => void }) {
  return (
    <>
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{t('save')}</Submit>
        <button type="button" class="btn is-quiet" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </>
  );
}
