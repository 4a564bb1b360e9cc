import './style.css';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useInbox } from '../../../inbox.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { TextField } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { usePart } from '../../../shell/use-part.ts';
import { type Submitting, useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/** What is kept of a filter besides what it asks. */
export interface Named {
  /** Empty: it is shown and forgotten. */
  name: string;
  isShared: boolean;
}

/** The one that is shown, if it is the agent's to change: their own, and an owner's also those of everybody. */
export function useOwn<View extends Named>(known: View | null | undefined): View | null {
  const { me } = useInbox();
  const isOwner = usePart(() => me.value.agent.role === 'owner', [me]);
  return known && (!known.isShared || isOwner) ? known : null;
}

/**
 * A dialog for what a list is to show. With a name it stays among the saved ones; without one it is shown and forgotten.
 * @param props.own the one that is changed; null: it is a new one
 * @param props.children the fields
 */
export function NamedFilter(props: {
  title: string;
  nameHint: string;
  own: Named | null;
  onSubmit: (named: Named) => Promise<void>;
  onRemove: () => Promise<void>;
  onClose: () => void;
  children: (form: Submitting) => ComponentChildren;
}) {
  const { title, nameHint, own, onSubmit, onRemove, onClose, children } = props;
  const { me, toasts } = useInbox();
  const isOwner = usePart(() => me.value.agent.role === 'owner', [me]);
  const [name, setName] = useState(own?.name ?? '');
  const [isShared, setShared] = useState(own?.isShared ?? false);
  const fields = useRef<HTMLDivElement>(null);
  // After the dialog, which gives the focus to its first button.
  useLayoutEffect(() => fields.current?.querySelector('select')?.focus(), []);
  const hasName = name.trim() !== '';
  const form = useSubmit(() => onSubmit({ name: hasName ? name : '', isShared }));
  return (
    <Dialog class="filter" title={title} onClose={onClose}>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <div class="filter-fields" ref={fields}>
          {children(form)}
        </div>
        <TextField
          label={t('name')}
          hint={nameHint}
          maxLength={60}
          value={name}
          onValue={setName}
          problem={form.problemOf('name')}
        />
        {isOwner && hasName && (
          <label class="check">
            <input type="checkbox" checked={isShared} onChange={event => setShared(event.currentTarget.checked)} />
            {t('isShared')}
          </label>
        )}
        <Problem text={form.problem} />
        <div class="acts">
          <Submit isBusy={form.isBusy}>{hasName ? shellText('save') : t('show')}</Submit>
          {own && (
            <button type="button" class="btn is-quiet" onClick={() => void onRemove().catch(toasts.fail)}>
              {shellText('remove')}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
