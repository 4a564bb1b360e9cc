// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { type Action, createKeyReader, SHORTCUTS } from '../../inbox/shortcuts.ts';

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
  it('single keys ask for what the help says', () => {
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

  it('G and a letter go to a view, and the letter alone means something else', () => {
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

  it('G forgets itself after a while', () => {
    let time = 0;
    const found = press(['g', 'a'], document.body, () => {
      time += 2000;
      return time;
    });
    expect(found).toEqual([null, 'assign']);
  });

  it('never fire where somebody types', () => {
    for (const tag of ['input', 'textarea', 'select']) expect(press(['e', '?'], element(tag))).toEqual([null, null]);
    const editable = element('div');
    editable.setAttribute('contenteditable', 'true');
    expect(press(['e'], editable)).toEqual([null]);
  });

  it('leave the browser its own keys', () => {
    expect(
      press([
        { key: 'r', ctrlKey: true },
        { key: 'a', metaKey: true },
        { key: 'e', altKey: true },
      ]),
    ).toEqual([null, null, null]);
    expect(press(['Enter', 'Tab', 'ArrowDown'])).toEqual([null, null, null]);
  });

  it('work on any keyboard layout: the key counts where the letter is not Latin', () => {
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

  it('no two shortcuts share their keys', () => {
    const all = SHORTCUTS.map(({ keys }) => keys.join(' '));
    expect(new Set(all).size).toBe(all.length);
  });
});
