/** For forms.tsx, whose `h` is handed in and so brings no types of elements along. */
import type { JSX as Preact } from 'preact';

declare global {
  namespace JSX {
    type Element = Preact.Element;
    interface ElementChildrenAttribute extends Preact.ElementChildrenAttribute {}
    interface IntrinsicElements extends Preact.IntrinsicElements {}
    interface IntrinsicAttributes extends Preact.IntrinsicAttributes {}
    type LibraryManagedAttributes<Component, Props> = Preact.LibraryManagedAttributes<Component, Props>;
  }
}
