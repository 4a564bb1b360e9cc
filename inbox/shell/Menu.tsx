import './style/menu.css';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';

export interface MenuItem {
  label: string;
  /** A second, quieter word. */
  detail?: string;
  /** Given: the item is one of a choice. */
  isChecked?: boolean;
  onPick: () => void;
}

/** A button and the menu it opens, as the ARIA practices describe it: arrows go round, Escape and Tab close. */
export function Menu(props: {
  /** The menu's name; the button has its own words. */
  label?: string;
  class: string;
  shortcut?: string;
  button: ComponentChildren;
  items: readonly MenuItem[];
  /** Further items, below a heading of their own. */
  more?: { label: string; items: readonly MenuItem[] };
  side?: 'above' | 'below';
}) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const buttons = () => [...(box.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  const opener = () => box.current?.querySelector<HTMLElement>('[aria-haspopup]');

  // Before it is seen: a key that comes first would be the page's, and Escape close what is behind the menu.
  useLayoutEffect(() => {
    if (!isOpen) return;
    const items = buttons();
    (items.find(item => item.ariaChecked === 'true') ?? items[0])?.focus();
    const onDown = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', onDown);
    return () => document.removeEventListener('pointerdown', onDown);
  }, [isOpen]);

  function onKeyDown(event: KeyboardEvent) {
    if (!isOpen) return;
    const items = buttons();
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) items.at(to >= items.length ? 0 : to)?.focus();
    else if (event.key === 'Escape') opener()?.focus();
    else if (event.key !== 'Tab') return;
    if (to === undefined) setOpen(false);
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  }

  const itemView = ({ label, detail, isChecked, onPick }: MenuItem) => (
    <button
      key={label}
      type="button"
      role={isChecked === undefined ? 'menuitem' : 'menuitemradio'}
      {...(isChecked !== undefined && { 'aria-checked': isChecked })}
      tabIndex={-1}
      onClick={() => {
        setOpen(false);
        opener()?.focus();
        onPick();
      }}
    >
      <span dir="auto">{label}</span>
      {detail && <small>{detail}</small>}
      {isChecked && <Icon name="check" size={16} />}
    </button>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the button and the items inside
    <div class="menu-box" ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        class={props.class}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        data-shortcut={props.shortcut}
        onClick={() => setOpen(!isOpen)}
      >
        {props.button}
      </button>
      {isOpen && (
        <div class={`menu is-${props.side ?? 'below'}`} role="menu" id={id} aria-label={props.label}>
          {props.items.map(itemView)}
          {props.more && (
            <fieldset>
              <legend>{props.more.label}</legend>
              {props.more.items.map(itemView)}
            </fieldset>
          )}
        </div>
      )}
    </div>
  );
}
