import { type ComponentChildren, render } from 'preact';
import { act } from 'preact/test-utils';
import { onTestFinished } from 'vitest';
import { type Inbox, InboxContext } from '../../inbox/inbox.ts';
import { type App, AppContext } from '../../inbox/shell/app.ts';

/** Draws a view of the inbox into the page, and takes it away after the test. */
export async function draw({ app, inbox }: { app: App; inbox: Inbox }, view: ComponentChildren) {
  const host = document.createElement('div');
  document.body.append(host);
  onTestFinished(() => {
    render(null, host);
    host.remove();
  });
  await act(() =>
    render(
      <AppContext.Provider value={app}>
        <InboxContext.Provider value={inbox}>{view}</InboxContext.Provider>
      </AppContext.Provider>,
      host,
    ),
  );
  /** The text of a label, without what stands inside its field. */
  const nameOf = (element: Element) => element.getAttribute('aria-label') ?? element.textContent.trim();

  function one<Found extends Element>(what: string, found: Iterable<Found>): Found {
    const all = [...found];
    if (all.length !== 1) throw new Error(`wanted one ${what}, found ${all.length} in ${host.textContent}`);
    return all[0]!;
  }
  const named = <Found extends Element>(selector: string, name: string) =>
    one(
      `${selector} "${name}"`,
      [...host.querySelectorAll<HTMLElement & Found>(selector)].filter(each => nameOf(each) === name),
    );

  return {
    host,
    get text() {
      return host.textContent;
    },
    button: (name: string) => named<HTMLButtonElement>('button', name),
    hasButton: (name: string) => [...host.querySelectorAll('button')].some(each => nameOf(each) === name),
    press: (name: string) => act(async () => named('button', name).click()),
    /** The field of a label, or one that is named so itself. */
    field(name: string): HTMLInputElement | HTMLTextAreaElement {
      const labels = [...host.querySelectorAll('label')].filter(label => label.textContent.trim() === name);
      const own = host.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
        'input[aria-label], textarea[aria-label]',
      );
      const labelled = labels.flatMap(label => {
        const inside = label.querySelector('input');
        const found = inside ?? host.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[id="${label.htmlFor}"]`);
        return found ? [found] : [];
      });
      return one(`field "${name}"`, new Set([...labelled, ...[...own].filter(each => nameOf(each) === name)]));
    },
    type(field: HTMLInputElement | HTMLTextAreaElement, text: string) {
      return act(() => {
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
    },
    /** Chooses the option of a value from the list with this label. */
    choose(name: string, value: string) {
      const label = [...host.querySelectorAll('label')].find(each => each.textContent.trim() === name);
      const list = host.querySelector<HTMLSelectElement>(`select[id="${label?.htmlFor}"]`);
      if (!list) throw new Error(`no list is called "${name}"`);
      return act(() => {
        list.value = value;
        list.dispatchEvent(new Event('change', { bubbles: true }));
      });
    },
    check: (box: Element) => act(() => (box as HTMLElement).click()),
    submit: (form: HTMLFormElement | null = host.querySelector('form')) =>
      act(async () => void form!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))),
    key: (target: Element, key: string, init: KeyboardEventInit = {}) =>
      act(
        () =>
          void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })),
      ),
  };
}
