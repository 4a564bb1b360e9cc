import type { ComponentChildren } from 'preact';
import { Copy } from './Copy.tsx';
import type { Toasts } from './toasts.ts';

/** Something that the server shows once, because it keeps only its hash. `children` stand below it. */
export function Once(props: {
  lead: string;
  label: string;
  text: string;
  toasts: Toasts;
  children?: ComponentChildren;
}) {
  const { lead, label, text, toasts, children } = props;
  return (
    <div class="once" role="status">
      <p>{lead}</p>
      <Copy label={label} text={text} toasts={toasts} />
      {children}
    </div>
  );
}
