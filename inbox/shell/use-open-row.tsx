import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useOpener } from './use-opener.ts';

/** A list of which one row at a time is changed in its place, and that grows by a button below it. */
export function useOpenRow() {
  /** `''`: a new one. */
  const [openId, setOpenId] = useState<string | null>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const opener = useOpener(openId, adder);
  return {
    openId,
    /** What a row's button takes that opens it. */
    opener,
    open: (id: string) => setOpenId(id),
    close: () => setOpenId(null),
    /** The button that begins a new one, or its form in that place. @param look classes of the button besides */
    adder: (label: string, look: string, form: () => ComponentChildren) =>
      openId === '' ? (
        form()
      ) : (
        <button
          ref={button => {
            adder.current = button;
            opener('')(button);
          }}
          type="button"
          class={`btn is-start ${look}`}
          onClick={() => setOpenId('')}
        >
          {label}
        </button>
      ),
  };
}
