import { number } from '../../shell/locale.ts';

/** How many wait, before what the page shows: seen in a row of tabs. @param places from the nearest; empty ones are left out */
export function showInTitle(waiting: number, places: readonly string[]): void {
  const count = waiting > 0 ? `(${number(waiting)}) ` : '';
  document.title = count + [...places, 'Deskbell'].filter(Boolean).join(' · ');
}
