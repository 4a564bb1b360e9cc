/** A key as drawn on it; only sighted people with a keyboard need it beside a button. */
export function Key({ children }: { children: string }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing can focus a kbd
  return <kbd aria-hidden="true">{children}</kbd>;
}
