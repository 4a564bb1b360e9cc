/** Whether the inbox stands in a window of its own, as an app. */
export function isInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches;
}
