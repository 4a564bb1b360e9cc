// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { type Action, createKeyReader, SHORTCUTS } from '../../../../inbox/features/shortcuts/shortcuts.ts';

/** Presses keys one after the other on `target`, and says what they asked for. */
function press(
  keys: (string | Partial<KeyboardEventInit>)[],
  target: Element = document.body,
  now = () => 0,
): (Action | null)[] {
  const read = createKeyReader(now);
  const found: (Action | null)[] = [];
  const listen = (event: Event) => found.push(read(event as KeyboardEvent));
  document.addEventListener('keydown', listen);
  for (const key of keys) {
    const init = typeof key === 'string' ? { key } : key;
    target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
  }
  document.removeEventListener('keydown', listen);
  return found;
}

function element(tag: string): HTMLElement {
  const made = document.createElement(tag);
  document.body.append(made);
  return made;
}

describe('shortcuts', () => {
  test('single keys ask for what the help says', () => {
    expect(press(['j', 'k', 'r', 'n', 'a', 'e', 'c', '/', '?', 'Escape'])).toEqual([
      'next',
      'previous',
      'reply',
      'note',
      'assign',
      'close',
      'claim',
      'search',
      'help',
      'back',
    ]);
  });

  test('G and a letter go to a view, and the letter alone means something else', () => {
    expect(press(['g', 'm', 'g', 'a', 'a', 'g', 'u', 'g', 'c'])).toEqual([
      null,
      'go-mine',
      null,
      'go-all',
      'assign',
      null,
      'go-unassigned',
      null,
      'go-callbacks',
    ]);
  });

  test('G forgets itself after a while', () => {
    let time = 0;
    const found = press(['g', 'a'], document.body, () => {
      time += 2000;
      return time;
    });
    expect(found).toEqual([null, 'assign']);
  });

  test('never fire where somebody types', () => {
    for (const tag of ['input', 'textarea', 'select']) expect(press(['e', '?'], element(tag))).toEqual([null, null]);
    const editable = element('div');
    editable.setAttribute('contenteditable', 'true');
    expect(press(['e'], editable)).toEqual([null]);
  });

  test('leave the browser its own keys', () => {
    expect(
      press([
        { key: 'r', ctrlKey: true },
        { key: 'a', metaKey: true },
        { key: 'e', altKey: true },
      ]),
    ).toEqual([null, null, null]);
    expect(press(['Enter', 'Tab', 'ArrowDown'])).toEqual([null, null, null]);
  });

  test('work on any keyboard layout: the key counts where the letter is not Latin', () => {
    expect(
      press([
        { key: 'о', code: 'KeyJ' },
        { key: 'ك', code: 'KeyR' },
        { key: 'እ', code: 'KeyE' },
        { key: '؟', code: 'Slash' },
      ]),
    ).toEqual(['next', 'reply', 'close', 'help']);
    // Dvorak and AZERTY send Latin letters: there the letter counts, not the place of the key.
    expect(press([{ key: 'e', code: 'KeyD' }])).toEqual(['close']);
  });

  test('no two shortcuts share their keys', () => {
    const all = SHORTCUTS.map(({ keys }) => keys.join(' '));
    expect(new Set(all).size).toBe(all.length);
  });
});
