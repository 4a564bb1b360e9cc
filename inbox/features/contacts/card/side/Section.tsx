import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useMayAct } from '../../../../inbox.ts';
import { useOpener } from '../../../../shell/use-opener.ts';

/** The two ways out of a form. */
export interface Ways {
  onDone: () => void;
  onCancel: () => void;
}

/**
 * One part of the side column, with a form that its button opens.
 * @param props.form left out: nothing is to be done here
 * @param props.isInPlace the form stands for what it changes, else above it
 */
export function Section(props: {
  title: string;
  act?: string;
  form?: (ways: Ways) => ComponentChildren;
  isInPlace?: boolean;
  onChanged?: () => void;
  children: ComponentChildren;
}) {
  const { title, act, form, isInPlace = false, onChanged, children } = props;
  const mayAct = useMayAct();
  const [isOpen, setOpen] = useState(false);
  const opener = useOpener(isOpen ? 'form' : null);
  const close = () => setOpen(false);
  const onDone = () => {
    close();
    onChanged?.();
  };
  return (
    <section>
      <header>
        <h3>{title}</h3>
        {form && mayAct && !isOpen && (
          <button ref={opener('form')} type="button" class="btn is-quiet" onClick={() => setOpen(true)}>
            {act}
          </button>
        )}
      </header>
      {isOpen && form?.({ onDone, onCancel: close })}
      {(!isOpen || !isInPlace) && children}
    </section>
  );
}
