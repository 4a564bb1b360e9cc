/**
 * All of the widget's style: one sheet, which each of its shadow roots adopts, and to which each room adds its own as it
 * is loaded. A policy without `unsafe-inline` allows such a sheet.
 */
export const sheet = new CSSStyleSheet();

let text = '';

export function addStyle(css: string): void {
  text += css;
  sheet.replaceSync(text);
}
